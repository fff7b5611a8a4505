import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { firstAdmin } from "./accounts/first-workspace.ts";
import { keepOperatorToken } from "./accounts/operator-token.ts";
import { oneTimeAddress } from "./accounts/sign-in.ts";
import { createApp } from "./app.ts";
import { createClock } from "./clock.ts";
import { readConfig } from "./config.ts";
import { openDatabase } from "./database/open.ts";
import { createDb } from "./db.ts";
import type { Ground } from "./ground.ts";
import { createLive } from "./live/live.ts";
import { createLog } from "./log.ts";
import { stopAtPoint } from "./points.ts";
import { restoreClock } from "./sandbox/clock-file.ts";
import { startWorker } from "./worker.ts";

/** Opens everything in order, listens, and closes in the reverse order. The only file that reads the environment. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  stopAtPoint(process.env["THROUGHLINE_STOP_AT"]);
  const log = createLog(config);
  const database = await openDatabase(config, log);
  const db = createDb(database.connection, (error) => {
    log.warn({ error }, "a database connection broke");
  });
  const ground: Ground = { db, clock: createClock(), log, config };
  if (config.mode === "start") restoreClock(ground);
  const admin = await firstAdmin(ground);
  if (config.databaseUrl === undefined) await keepOperatorToken(ground, admin);
  const live = await createLive(ground);
  const worker = startWorker(ground);
  live.on("dirty", worker.hint);
  const server = createApp(ground, { live, worker, dashboard: fileURLToPath(new URL("dashboard", import.meta.url)) });
  server.listen(config.port, config.host);
  await once(server, "listening");
  const signIn = config.loopback ? await oneTimeAddress(ground, admin) : null;
  process.stdout.write(`${JSON.stringify({ ready: true, address: config.publicUrl, signIn })}\n`);

  const close = async () => {
    server.close();
    server.closeAllConnections();
    await worker.stop();
    await live.close();
    await db.close();
    await database.close();
  };
  let closing = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (closing) return;
      closing = true;
      void close().then(() => process.exit(0));
    });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
