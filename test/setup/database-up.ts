import { CLUSTER_VARIABLE } from "./database.ts";
import { startTestCluster } from "./cluster.ts";

/** Jest calls the default export once before the tests of the service; database-down.ts is its other half. */
export default async function up(): Promise<void> {
  const { cluster, stop } = await startTestCluster(process.env["TEST_DATABASE_URL"]);
  process.env[CLUSTER_VARIABLE] = JSON.stringify(cluster);
  Object.assign(globalThis, { stopTestCluster: stop });
}
