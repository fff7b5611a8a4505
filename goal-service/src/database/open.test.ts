import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, jest, test } from "@jest/globals";
import pg from "pg";
import pino from "pino";
import { emptyDatabase } from "../../../test/setup/database.ts";
import { openDatabase } from "./open.ts";

jest.setTimeout(60_000);
const log = pino({ level: "silent" });

async function whoAndWhat(connection: pg.PoolConfig): Promise<unknown> {
  const client = new pg.Client(connection);
  await client.connect();
  const { rows } = await client.query(
    "SELECT current_user AS who, to_regclass('workspace') IS NOT NULL AS migrated, current_database() AS database",
  );
  await client.end();
  return rows[0];
}

test("without DATABASE_URL it is the embedded database, migrated, as a role that owns nothing", async () => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "throughline-open-"));
  chmodSync(dataDir, 0o711);
  const opened = await openDatabase({ databaseUrl: undefined, dataDir }, log);
  expect(await whoAndWhat(opened.connection)).toEqual({
    who: "throughline_app",
    migrated: true,
    database: "throughline",
  });
  await opened.close();
  rmSync(dataDir, { recursive: true, force: true });
});

// It names the embedded server by its socket, as an address that somebody else gives.
const embeddedOnly = process.env["TEST_DATABASE_URL"] === undefined ? test : test.skip;

embeddedOnly("with DATABASE_URL it is that one, migrated with the same address", async () => {
  const { host = "", user = "", database = "" } = (await emptyDatabase()).connection;
  const databaseUrl = `postgres://${user}@${encodeURIComponent(host)}/${database}`;
  const opened = await openDatabase({ databaseUrl, dataDir: "unused" }, log);
  expect(await whoAndWhat(opened.connection)).toEqual({ who: user, migrated: true, database });
  await opened.close();
});

test("a server that is not there is named in the error", async () => {
  const gone = openDatabase(
    { databaseUrl: "postgres://someone:secret@127.0.0.1:1/throughline", dataDir: "unused" },
    log,
  );
  await expect(gone).rejects.toThrow("The database at 127.0.0.1:1 cannot be used: ");
  await expect(gone).rejects.not.toThrow("secret");
});
