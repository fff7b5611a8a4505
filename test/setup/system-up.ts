import { startSystem, SYSTEM_VARIABLE } from "./system.ts";

/** Jest calls the default export once before the browser's tests: one system with its sample serves them all. */
export default async function up(): Promise<void> {
  const system = await startSystem({ port: 4910, sample: true });
  process.env[SYSTEM_VARIABLE] = JSON.stringify(system.places);
  Object.assign(globalThis, { stopTestSystem: system.stop });
}
