import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { type Log } from "../log.ts";
import { findBinaries, runBinary } from "./binaries.ts";
import { own } from "./owner.ts";
import { choosePlace, socketDir } from "./place.ts";
import { running } from "./processes.ts";
import { connection, supervise, type Cluster } from "./server.ts";

const MAJOR = "18";

export interface EmbeddedOptions {
  dataDir: string;
  log: Log;
  /** false: quick and forgetful, for tests. */
  fsync?: boolean;
  maxConnections?: number;
}

export interface Embedded {
  connection: (user: string, database: string) => pg.ClientConfig;
  stop: () => Promise<void>;
}

/** Runs a PostgreSQL of our own in a folder, reachable only through a unix socket there. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { log } = options;
  const { dir, user } = choosePlace(path.resolve(options.dataDir), log);
  const owner = own(dir);
  try {
    const bin = await findBinaries(dir, user);
    const cluster = { bin, dir, data: path.join(dir, "data"), socket: socketDir(dir, user), user };
    await initialise(cluster, options.fsync !== false);
    await stopOrphan(cluster.data, log);
    const server = await supervise(cluster, settings(cluster, options), log);
    return {
      connection: (name, database) => connection(cluster, name, database),
      async stop() {
        await server.stop();
        if (cluster.socket !== dir) rmSync(cluster.socket, { recursive: true, force: true });
        owner.release();
      },
    };
  } catch (error) {
    owner.release();
    throw error;
  }
}

function settings(cluster: Cluster, { fsync = true, maxConnections = 40 }: EmbeddedOptions): string[] {
  const forgetful = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };
  const values = {
    listen_addresses: "",
    unix_socket_directories: cluster.socket,
    unix_socket_permissions: "0700",
    max_connections: String(maxConnections),
    shared_buffers: "128MB",
    wal_level: "minimal",
    max_wal_senders: "0",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    ...(fsync ? {} : forgetful),
  };
  return ["-D", cluster.data, ...Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}

/** Makes the cluster beside its place and renames it, so that a first start that is killed leaves nothing half made. */
async function initialise({ bin, data, user }: Cluster, fsync: boolean): Promise<void> {
  const versionFile = path.join(data, "PG_VERSION");
  if (existsSync(versionFile)) {
    const version = readFileSync(versionFile, "utf8").trim();
    if (version === MAJOR) return;
    throw new Error(
      `${data} was written by PostgreSQL ${version}; this release runs ${MAJOR}. Export it with the release that made it.`,
    );
  }
  const fresh = `${data}.new`;
  rmSync(fresh, { recursive: true, force: true });
  const how = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", ...(fsync ? [] : ["--no-sync"])];
  try {
    await runBinary(path.join(bin, "initdb"), ["-D", fresh, ...how], user);
  } catch (error) {
    const reason = error instanceof Error ? error.message.trim() : String(error);
    const remedy = reason.includes("effective user ID")
      ? "Run as a user that the system knows, or set DATABASE_URL. "
      : "";
    throw new Error(`The embedded database could not be made in ${data}. ${remedy}${reason}`, { cause: error });
  }
  renameSync(fresh, data);
}

/** A service that was killed leaves its PostgreSQL running. It is shut down in order; nothing is lost. */
export async function stopOrphan(data: string, log: Log): Promise<void> {
  const file = path.join(data, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  const found = pid > 0 ? running(pid) : undefined;
  if (!found) return; // PostgreSQL clears up after itself
  if (found.command !== undefined && !(found.command.includes("postgres") && found.command.includes(data))) {
    rmSync(file, { force: true }); // the number belongs to a stranger now, whom PostgreSQL would take for itself
    return;
  }
  log.warn({ pid }, "stopping the PostgreSQL that an earlier run left behind");
  for (const [signal, seconds] of [
    ["SIGINT", 30],
    ["SIGQUIT", 10],
    ["SIGKILL", 5],
  ] as const) {
    process.kill(pid, signal);
    for (let waited = 0; waited < seconds * 1_000; waited += 50) {
      await sleep(50);
      if (!running(pid)) return;
    }
  }
  throw new Error(`PostgreSQL (process ${pid}) in ${data} does not stop: end it and start again.`);
}
