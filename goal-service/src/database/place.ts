import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chownSync, existsSync, lstatSync, mkdirSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Log } from "../log.ts";

/** Whom PostgreSQL runs as: nobody in particular when we are root, which it refuses; else ourselves. */
export interface User {
  uid?: number;
  gid?: number;
}

const NOBODY = 65_534;
/** What fits into the address of a unix socket on every system, with the file's own name. */
const LONGEST = 103 - "/.s.PGSQL.5432".length;

const shortName = (dir: string) => createHash("sha256").update(dir).digest("hex").slice(0, 12);

/** The folder of the cluster, and who can work in it. */
export function choosePlace(dataDir: string, log: Log): { dir: string; user: User } {
  const usual = path.join(dataDir, "postgres");
  if (process.getuid?.() !== 0) {
    mkdirSync(usual, { recursive: true, mode: 0o700 });
    return { dir: usual, user: {} };
  }
  const data = path.join(usual, "data");
  // A folder that a user made before is continued as that user.
  const uid = (existsSync(data) && statSync(data).uid) || NOBODY;
  const user = { uid, gid: uid === NOBODY ? NOBODY : statSync(data).gid };
  let dir = usual;
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  if (!canEnter(dataDir, user)) {
    dir = path.join("/var/lib/throughline", shortName(dataDir));
    log.warn(
      { dir },
      "PostgreSQL does not run as root and its user cannot enter DATA_DIR: the database is kept elsewhere",
    );
  }
  mkdirSync(dir, { recursive: true, mode: 0o711 });
  chownSync(dir, user.uid, user.gid);
  return { dir, user };
}

function canEnter(dir: string, user: User): boolean {
  return spawnSync("/bin/sh", ["-c", 'cd -- "$1"', "sh", dir], { ...user, cwd: "/", stdio: "ignore" }).status === 0;
}

/** The folder of the socket: the cluster's own, or a short one if its path is too long for a socket. */
export function socketDir(dir: string, user: User): string {
  if (Buffer.byteLength(dir) <= LONGEST) return dir;
  const temp = os.tmpdir().length < 60 ? os.tmpdir() : "/tmp";
  const short = path.join(temp, `throughline-${shortName(dir)}`);
  mkdirSync(short, { recursive: true, mode: 0o700 });
  const found = lstatSync(short);
  const owners = [process.getuid?.(), user.uid];
  if (!found.isDirectory() || !owners.includes(found.uid)) {
    throw new Error(`${short} belongs to somebody else: choose a shorter folder with DATA_DIR.`);
  }
  if (user.uid !== undefined && user.gid !== undefined) chownSync(short, user.uid, user.gid);
  return short;
}
