import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, describe, expect, jest, test } from "@jest/globals";
import pg from "pg";
import pino from "pino";
import { startEmbedded, type Embedded } from "./embedded.ts";
import { running } from "./processes.ts";

jest.setTimeout(60_000);

const log = pino({ level: "silent" });
const temp = mkdtempSync(path.join(os.tmpdir(), "throughline-embedded-"));
chmodSync(temp, 0o711);
const open = new Set<{ stop: () => Promise<void> }>();

afterEach(async () => {
  for (const server of open) await server.stop();
  open.clear();
});
afterAll(() => {
  rmSync(temp, { recursive: true, force: true });
});

async function start(dataDir: string): Promise<Embedded> {
  const server = await startEmbedded({ dataDir, log });
  open.add(server);
  return server;
}

async function ask(server: Pick<Embedded, "connection">, sql: string): Promise<unknown[]> {
  const client = new pg.Client(server.connection("postgres", "postgres"));
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: "array" });
    return rows.flat();
  } finally {
    await client.end();
  }
}

/** A process of its own that keeps a server and writes numbers as fast as it can, saying each one that was accepted. */
const program = path.join(temp, "writer.mjs");
const writer = `
  import pg from "pg";
  import pino from "pino";
  import { startEmbedded } from "./embedded.ts";
  const server = await startEmbedded({ dataDir: process.argv[2], log: pino({ level: "silent" }) });
  const client = new pg.Client(server.connection("postgres", "postgres"));
  await client.connect();
  await client.query("CREATE TABLE IF NOT EXISTS written (n int)");
  for (let n = 1; ; n++) {
    await client.query("INSERT INTO written VALUES ($1)", [n]);
    process.stdout.write(n + "\\n");
  }
`;

function startWriter(dataDir: string): { child: ChildProcess; accepted: () => number } {
  const root = path.resolve(import.meta.dirname, "../../..");
  if (!existsSync(program)) {
    const args = [
      "--bundle",
      "--platform=node",
      "--format=esm",
      "--packages=external",
      "--loader=ts",
      "--log-level=error",
    ];
    const bundle = execFileSync(path.join(root, "node_modules/.bin/esbuild"), args, {
      input: writer,
      cwd: import.meta.dirname,
    });
    writeFileSync(program, bundle);
    // Packages are found from where the program lies.
    execFileSync("ln", ["-s", path.join(root, "node_modules"), path.join(temp, "node_modules")]);
  }
  let said = "";
  const child = spawn(process.execPath, [program, dataDir], { stdio: ["ignore", "pipe", "inherit"] });
  child.stdout.on("data", (text: Buffer) => (said += text.toString()));
  return { child, accepted: () => Number(said.trim().split("\n").at(-1)) || 0 };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function killed(pid: number, child?: ChildProcess): Promise<void> {
  const exit = child ? once(child, "exit") : undefined;
  process.kill(pid, "SIGKILL");
  await exit;
}

const serverOf = (dataDir: string) =>
  Number(readFileSync(path.join(dataDir, "postgres/data/postmaster.pid"), "utf8").split("\n")[0]);

describe("the embedded database", () => {
  const dataDir = path.join(temp, "usual");

  test("starts in an empty folder, keeps what was written, and starts again", async () => {
    const first = await start(dataDir);
    await ask(first, "CREATE TABLE kept AS SELECT 7 AS n");
    await first.stop();
    open.clear();
    expect(existsSync(path.join(dataDir, "postgres/owner.pid"))).toBe(false);
    const second = await start(dataDir);
    expect(await ask(second, "SELECT n FROM kept")).toEqual([7]);
    expect(await ask(second, "SELECT setting FROM pg_settings WHERE name IN ('fsync', 'data_checksums')")).toEqual([
      "on",
      "on",
    ]);
    expect(await ask(second, "SELECT setting FROM pg_settings WHERE name = 'listen_addresses'")).toEqual([""]);
  });

  test("is refused to a second owner, who learns what to do", async () => {
    await start(dataDir);
    await expect(startEmbedded({ dataDir, log })).rejects.toThrow(
      `is in use by process ${process.pid}. Stop that one, or choose another folder with DATA_DIR.`,
    );
  });

  test("is not refused because a stranger has the number of an owner that died", async () => {
    await start(dataDir).then((server) => server.stop());
    open.clear();
    const stranger = spawn("sleep", ["60"]);
    writeFileSync(path.join(dataDir, "postgres/owner.pid"), `${stranger.pid ?? 0} another-boot/1\n`);
    writeFileSync(path.join(dataDir, "postgres/data/postmaster.pid"), `${stranger.pid ?? 0}\n/nowhere\n`);
    expect(await ask(await start(dataDir), "SELECT n FROM kept")).toEqual([7]);
    expect(running(stranger.pid ?? 0)).toBeDefined();
    stranger.kill();
  });

  test("comes back by itself when its server falls", async () => {
    const server = await start(dataDir);
    await killed(serverOf(dataDir));
    await new Promise((resolve) => setTimeout(resolve, 200));
    let rows: unknown[] = [];
    for (let tries = 0; tries < 100 && rows.length === 0; tries++) {
      rows = await ask(server, "SELECT n FROM kept").catch(() => []);
      if (rows.length === 0) await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(rows).toEqual([7]);
  });

  test("of a version that this release cannot read is left alone, with a word", async () => {
    const old = path.join(temp, "old/postgres/data");
    mkdirSync(old, { recursive: true });
    writeFileSync(path.join(old, "PG_VERSION"), "17\n");
    await expect(start(path.join(temp, "old"))).rejects.toThrow("was written by PostgreSQL 17; this release runs 18");
  });

  test("works where a folder's path is too long for a socket", async () => {
    expect(await ask(await start(path.join(temp, "long".repeat(25), "data")), "SELECT 1")).toEqual([1]);
  });
});

describe("after kill -9 nothing accepted is lost", () => {
  const rounds = process.env["PROOF"] ? 8 : 1;

  test.each(["the service", "the service and its database"])("%s", async (who) => {
    const dataDir = path.join(temp, who.replaceAll(" ", "-"));
    for (let round = 0; round < rounds; round++) {
      const { child, accepted } = startWriter(dataDir);
      await until(() => accepted() >= 50);
      const database = serverOf(dataDir);
      await killed(child.pid ?? 0, child);
      if (who.includes("database")) await killed(database);
      const server = await start(dataDir);
      const [highest] = await ask(server, "SELECT max(n) FROM written");
      expect(highest).toBeGreaterThanOrEqual(accepted());
      expect(serverOf(dataDir)).not.toBe(database);
      await ask(server, "TRUNCATE written");
      await server.stop();
      open.clear();
    }
  });
});

if (process.getuid?.() === 0) {
  test("root's private folder is no place for PostgreSQL, so it says where it keeps the data instead", async () => {
    const home = path.join(temp, "private");
    mkdirSync(home, { mode: 0o700 });
    const server = await start(path.join(home, "data"));
    const [place] = await ask(server, "SELECT setting FROM pg_settings WHERE name = 'data_directory'");
    expect(place).toMatch(/^\/var\/lib\/throughline\/[0-9a-f]{12}\/data$/);
    await server.stop();
    open.clear();
    rmSync(path.dirname(String(place)), { recursive: true, force: true });
  });
}
