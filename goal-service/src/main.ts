import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { adminAtStart } from "./accounts/first-workspace.ts";
import { keepAddress, keepOperatorToken } from "./accounts/operator-token.ts";
import { setUpAddress } from "./accounts/set-up.ts";
import { oneTimeAddress } from "./accounts/sign-in.ts";
import { createApp } from "./app.ts";
import { createClock } from "./clock.ts";
import { readConfig } from "./config.ts";
import { checkSecretKey } from "./connections/key-check.ts";
import { openDatabase } from "./database/open.ts";
import { createDb } from "./db.ts";
import type { Ground } from "./ground.ts";
import { createDraining, finish } from "./http/draining.ts";
import { createLive } from "./live/live.ts";
import { createLog } from "./log.ts";
import { obeyParent } from "./points.ts";
import { restoreClock } from "./sandbox/clock-file.ts";
import { startWorker } from "./worker.ts";

/** Opens everything in order, listens, and closes in the reverse order. The only file that reads the environment. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const stopAt = process.env["THROUGHLINE_STOP_AT"];
  if (stopAt !== undefined) obeyParent(stopAt, process.stdin);
  const log = createLog(config);
  const database = await openDatabase(config, log);
  closers.push(() => database.close());
  const db = createDb(database.connection, (error) => {
    if (!closing) log.warn({ error }, "a database connection broke");
  });
  closers.push(() => db.close());
  const ground: Ground = { db, clock: createClock(), log, config };
  await checkSecretKey(ground);
  if (config.mode === "start") restoreClock(ground);
  const admin = await adminAtStart(ground);
  if (admin && config.databaseUrl === undefined) await keepOperatorToken(ground, admin);
  const live = await createLive(ground);
  closers.push(() => live.close());
  const worker = startWorker(ground);
  closers.push(() => worker.stop());
  live.on("dirty", worker.hint);
  const dashboard = fileURLToPath(new URL("dashboard", import.meta.url));
  const draining = createDraining();
  const server = createApp(ground, { live, worker, draining, dashboard });
  server.listen(config.port, config.host);
  await once(server, "listening");
  const forgetAddress = config.databaseUrl === undefined ? keepAddress(config, server.address()) : () => undefined;
  closers.push(async (signal) => {
    forgetAddress();
    draining.begin();
    const stopped = worker.stop();
    if (signal === "SIGTERM" && config.mode === "serve") await sleep(SEEN_MS);
    live.dismiss();
    await Promise.all([finish(server, FINISH_MS), within(FINISH_MS, stopped)]);
  });
  const signIn = admin && config.loopback ? await oneTimeAddress(ground, admin) : null;
  const setUp = admin ? null : await setUpAddress(ground);
  process.stdout.write(`${JSON.stringify({ ready: true, address: config.publicUrl, signIn, setUp })}\n`);
}

/** So long a balancer has to see that we are not ready, while we still answer; Ctrl-C and npm start have none in front. */
const SEEN_MS = 3_000;
/** So long what runs has to come to its end. */
const FINISH_MS = 25_000;

/** What is open, last opened first closed. */
const closers: ((signal?: NodeJS.Signals) => Promise<void>)[] = [];
let closing = false;

async function close(code: number, signal?: NodeJS.Signals): Promise<void> {
  if (closing) return;
  closing = true;
  for (const closer of closers.reverse()) await within(SEEN_MS + FINISH_MS, closer(signal));
  process.exit(code);
}

/** What can't be closed is left: the process ends all the same. */
const within = (ms: number, work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work, sleep(ms, undefined, { ref: false })]);

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void close(0, signal));

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  void close(1);
});
