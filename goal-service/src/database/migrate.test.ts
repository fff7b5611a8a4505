import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeEach, expect, test } from "@jest/globals";
import pg from "pg";
import { emptyDatabase } from "../../../test/setup/database.ts";
import { migrate } from "./migrate.ts";

const temp = mkdtempSync(path.join(os.tmpdir(), "throughline-migrate-"));
afterAll(() => {
  rmSync(temp, { recursive: true, force: true });
});

let folders = 0;
let dir = "";
let connection: pg.ClientConfig;
let client: pg.Client;

function write(name: string, sql: string): void {
  mkdirSync(path.join(dir, name), { recursive: true });
  writeFileSync(path.join(dir, name, "migration.sql"), sql);
}

beforeEach(async () => {
  dir = path.join(temp, String(++folders));
  write("1_house", "CREATE TABLE house (id int); INSERT INTO house VALUES (1);");
  write("2_trigger", "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END; $$;");
  ({ connection } = await emptyDatabase());
  client = new pg.Client(connection);
  await client.connect();
});
afterEach(() => client.end());

test("two runners at once apply each migration once", async () => {
  const applied = await Promise.all([migrate(connection, dir), migrate(connection, dir), migrate(connection, dir)]);
  expect(applied.flat()).toEqual(["1_house", "2_trigger"]);
  const { rows } = await client.query("SELECT count(*)::int AS houses FROM house");
  expect(rows).toEqual([{ houses: 1 }]);
});

test("later ones are added, in the order of their names", async () => {
  await migrate(connection, dir);
  write("4_d", "ALTER TABLE house ADD d int");
  write("3_c", "ALTER TABLE house ADD c int");
  expect(await migrate(connection, dir)).toEqual(["3_c", "4_d"]);
});

test("one that was edited after it was applied is refused", async () => {
  await migrate(connection, dir);
  write("1_house", "CREATE TABLE house (id bigint)");
  await expect(migrate(connection, dir)).rejects.toThrow("Migration 1_house was edited after it was applied");
});

test("a database of a newer build is refused", async () => {
  const newer = `${dir}-newer`;
  cpSync(dir, newer, { recursive: true });
  mkdirSync(path.join(newer, "9_new"));
  writeFileSync(path.join(newer, "9_new/migration.sql"), "SELECT 1");
  await migrate(connection, newer);
  await expect(migrate(connection, dir)).rejects.toThrow("has the migration 9_new, which this build does not know");
});

test("one that fails leaves nothing half done, and works once it is mended", async () => {
  write("3_wrong", "CREATE TABLE half (id int); SELECT * FROM nowhere;");
  await expect(migrate(connection, dir)).rejects.toThrow('Migration 3_wrong failed and was undone: relation "nowhere"');
  const { rows } = await client.query("SELECT to_regclass('half') AS half");
  expect(rows).toEqual([{ half: null }]);
  write("3_wrong", "CREATE TABLE half (id int)");
  expect(await migrate(connection, dir)).toEqual(["3_wrong"]);
});

test("a runner does not wait for ever for another one", async () => {
  await client.query("SELECT pg_advisory_lock(72707369)");
  await expect(migrate(connection, dir, "100ms")).rejects.toThrow(
    "has been migrating this database for more than 100ms",
  );
});
