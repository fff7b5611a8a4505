import { randomUUID } from "node:crypto";
import pg from "pg";

/** The variable in which the run's cluster reaches the processes of the tests. */
export const CLUSTER_VARIABLE = "THROUGHLINE_TEST_CLUSTER";

export interface TestCluster {
  /** Connects as somebody who may create databases. */
  admin: pg.ClientConfig;
  /** Connects as the service does. */
  app: pg.ClientConfig;
  template: string;
}

/** A migrated database of one's own in some 40 ms, without a row in it. It goes away with the run. */
export async function freshDatabase(): Promise<{ connection: pg.PoolConfig }> {
  const { app, template } = cluster();
  return { connection: { ...app, database: await create(`TEMPLATE ${template}`) } };
}

/** A database without even a table, and the right to make some: for tests of migrations. */
export async function emptyDatabase(): Promise<{ connection: pg.ClientConfig }> {
  return { connection: { ...cluster().admin, database: await create("TEMPLATE template0") } };
}

/** The same as an address, for a process of its own. */
export function urlOf({ host, port, user, password, database }: pg.ClientConfig): string {
  const url = new URL("postgres://localhost");
  for (const [name, value] of Object.entries({ host, port, user, password })) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  url.pathname = `/${database ?? ""}`;
  return url.href;
}

function cluster(): TestCluster {
  const found = process.env[CLUSTER_VARIABLE];
  if (found === undefined) throw new Error("Only tests of the project `service` have a database (jest.config.js).");
  return JSON.parse(found) as TestCluster;
}

async function create(from: string): Promise<string> {
  const { admin, template } = cluster();
  const database = `${template}_${randomUUID().slice(-12)}`;
  const client = new pg.Client(admin);
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${database} ${from}`);
  } finally {
    await client.end();
  }
  return database;
}
