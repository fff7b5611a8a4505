import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type Log } from "../log.ts";
import { type User } from "./place.ts";

export interface Cluster {
  bin: string;
  dir: string;
  data: string;
  socket: string;
  user: User;
}

export function connection(cluster: Cluster, user: string, database: string): pg.ClientConfig {
  // ssl is said because PGSSLMODE in the environment would be believed otherwise.
  return { host: cluster.socket, port: 5432, user, database, ssl: false };
}

/** Starts the server and starts it again should it fall; the pool above reconnects by itself. */
export async function supervise(cluster: Cluster, args: string[], log: Log): Promise<{ stop: () => Promise<void> }> {
  let stopping = false;
  let falls = 0;
  let child = await launch(cluster, args);
  const watch = () => {
    child.once("exit", (code, signal) => {
      if (stopping) return;
      log.error({ code, signal }, "PostgreSQL ended unexpectedly");
      if (++falls > 5) {
        log.fatal(`PostgreSQL fell ${falls} times; it stays down. See ${path.join(cluster.dir, "postgres.log")}`);
        return;
      }
      restarting = launch(cluster, args).then(
        (next) => {
          child = next;
          log.info("PostgreSQL runs again");
          if (stopping) child.kill("SIGINT");
          else watch();
        },
        (error: unknown) => {
          log.fatal({ err: error }, "PostgreSQL could not be started again");
        },
      );
    });
  };
  let restarting: Promise<void> = Promise.resolve();
  watch();
  return {
    async stop() {
      stopping = true;
      await restarting;
      await ended(child, "SIGINT");
    },
  };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise<void>((resolve) =>
    child.once("exit", () => {
      resolve();
    }),
  );
  child.kill(signal);
  const slow = setTimeout(() => child.kill("SIGQUIT"), 20_000);
  await exit;
  clearTimeout(slow);
}

/** One start, ready for queries. After a crash the old server's last processes may linger: then it tries again. */
async function launch(cluster: Cluster, args: string[]): Promise<ChildProcess> {
  const logFile = path.join(cluster.dir, "postgres.log");
  if (existsSync(logFile) && statSync(logFile).size > 10_000_000) renameSync(logFile, `${logFile}.1`);
  for (let attempt = 1; ; attempt++) {
    const before = existsSync(logFile) ? statSync(logFile).size : 0;
    const output = openSync(logFile, "a", 0o600);
    // Detached: Ctrl-C is for us, who close the pool first and then stop it.
    const child = spawn(path.join(cluster.bin, "postgres"), args, {
      ...cluster.user,
      cwd: "/",
      env: { LC_ALL: "C", TZ: "UTC" },
      stdio: ["ignore", output, output],
      detached: true,
    });
    closeSync(output);
    if (await answers(child, cluster)) return child;
    const said = readFileSync(logFile, "utf8").slice(before).trim();
    if (attempt > 20 || !/still in use|is another postmaster/i.test(said)) {
      throw new Error(
        `PostgreSQL did not start: ${said.split("\n").slice(-3).join(" / ") || "it said nothing"} (${logFile})`,
      );
    }
    await sleep(500);
  }
}

/** Waits until the server answers; false if it ended instead. */
async function answers(child: ChildProcess, cluster: Cluster): Promise<boolean> {
  child.on("error", () => undefined); // it has no process number then
  const alive = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  for (let waited = 0; alive(); waited += 20) {
    const client = new pg.Client(connection(cluster, "postgres", "postgres"));
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.query("select 1");
      await client.end();
      return true;
    } catch (error) {
      // A long recovery after a crash is no fault; a server that says nothing for two minutes is.
      if (waited > 120_000) throw new Error("PostgreSQL does not answer", { cause: error });
      await client.end().catch(() => undefined);
      await sleep(20);
    }
  }
  return false;
}
