import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { freshDatabase } from "../../../test/setup/database.ts";
import { refusalOf } from "../http/refusals.ts";
import { prismaTransaction, session, transaction, transactionOn } from "./transaction.ts";
import { createDb, type Db } from "../db.ts";

let db: Db;
beforeAll(async () => {
  const { connection } = await freshDatabase();
  db = createDb(connection);
});
afterAll(() => db.close());

// A server that somebody else runs has the roles that they gave it.
const embeddedOnly = process.env["TEST_DATABASE_URL"] === undefined ? test : test.skip;

embeddedOnly("the service works as a role that is no superuser and can change no table", async () => {
  const { rows } = await db.pool.query<{ super: boolean }>(
    "SELECT rolsuper AS super FROM pg_roles WHERE rolname = current_user",
  );
  expect(rows).toEqual([{ super: false }]);
  await expect(db.pool.query("CREATE TABLE mine (id int)")).rejects.toThrow("permission denied");
});

test("Prisma and SQL share one pool", async () => {
  await db.prisma.$queryRaw`SELECT 1`;
  expect(db.pool.totalCount).toBeGreaterThan(0);
});

test("a day arrives as a word and a count as a number", async () => {
  const { rows } = await db.pool.query("SELECT '2026-11-21'::date AS day, count(*) AS count FROM pg_class WHERE false");
  expect(rows).toEqual([{ day: "2026-11-21", count: 0 }]);
});

const raising = (code: string, constraint = "") =>
  `DO $$ BEGIN RAISE EXCEPTION 'raised' USING ERRCODE = '${code}', CONSTRAINT = '${constraint}'; END $$`;

/** The same for SQL and for Prisma. */
const kinds = {
  SQL: (statement: () => string) => transaction(db, (tx) => tx.query(statement())),
  Prisma: (statement: () => string) => prismaTransaction(db, (tx) => tx.$executeRawUnsafe(statement())),
};

describe.each(Object.entries(kinds))("a transaction of %s", (_name, run) => {
  test.each([
    ["a serialisation failure", "40001"],
    ["a deadlock", "40P01"],
    ["a unique row that somebody else wrote first", "23505"],
  ])("is run again after %s", async (_what, code) => {
    let runs = 0;
    await run(() => (++runs < 3 ? raising(code) : "SELECT 1"));
    expect(runs).toBe(3);
  });

  test("answers 409 for every unique index of the schema, with the code of the check where there is one", async () => {
    const { rows } = await db.pool.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
       WHERE i.indisunique AND c.relnamespace = 'public'::regnamespace ORDER BY 1`,
    );
    const answers = await Promise.all(
      rows.map(async ({ name }) => {
        const error: unknown = await run(() => raising("23505", name)).catch((thrown: unknown) => thrown);
        const refusal = refusalOf(error);
        return [name, refusal?.status, refusal?.body.code] as const;
      }),
    );
    expect(answers.length).toBeGreaterThan(40);
    expect(answers.filter(([, status]) => status !== 409)).toEqual([]);
    const codes = new Map(answers.map(([name, , code]) => [name, code]));
    expect(codes.get("team_workspace_id_name_key")).toBe("name_taken");
    expect(codes.get("period_workspace_id_name_key")).toBe("name_taken");
    expect(codes.get("person_workspace_id_email_key")).toBe("email_taken");
    expect(codes.get("connection_tool_tenant_key")).toBe("tenant_taken");
    expect(codes.get("link_pkey")).toBe("link_taken");
  });

  test.each([
    ["a table that stays locked", "55P03"],
    ["a statement that takes too long", "57014"],
    ["a database that can only be read", "25006"],
    ["a server that shuts down", "57P01"],
    ["a full disk", "53100"],
  ])("answers 503 for %s, and tells when to come back", async (_what, code) => {
    const error: unknown = await run(() => raising(code)).catch((thrown: unknown) => thrown);
    expect(refusalOf(error)).toMatchObject({ status: 503, headers: { "retry-after": "5" } });
  });
});

describe("a database that is not there", () => {
  const gone = (host: string, port = 1) => createDb({ host, port, user: "nobody", database: "none" });
  test.each([
    ["nobody listens", () => gone("127.0.0.1")],
    ["its socket is missing", () => gone("/nowhere/at/all")],
  ])("answers 503 where %s", async (_where, make) => {
    const away = make();
    const errors = await Promise.all(
      [
        transaction(away, (tx) => tx.query("SELECT 1")),
        prismaTransaction(away, (tx) => tx.$executeRaw`SELECT 1`),
        away.prisma.goal.count(),
        away.pool.query("SELECT 1"),
      ].map((work) => work.catch((error: unknown) => error)),
    );
    expect(errors.map((error) => refusalOf(error)?.status)).toEqual([503, 503, 503, 503]);
    await away.close();
  });
});

describe("a transaction", () => {
  test("is tried again when another one stood in its way, and says how often", async () => {
    const before = db.retried;
    let runs = 0;
    const result = await transaction(db, async (tx) => {
      const { rows } = await tx.query<{ one: number }>("SELECT 1 AS one");
      if (++runs < 3) await tx.query("DO $$ BEGIN RAISE EXCEPTION 'in the way' USING ERRCODE = '40001'; END $$");
      return rows[0]?.one;
    });
    expect([result, runs, db.retried - before]).toEqual([1, 3, 2]);
  });

  test("gives up after six times", async () => {
    let runs = 0;
    const work = transaction(db, (tx) => {
      runs++;
      return tx.query("DO $$ BEGIN RAISE EXCEPTION 'deadlock' USING ERRCODE = '40P01'; END $$");
    });
    await expect(work).rejects.toThrow("deadlock");
    expect(runs).toBe(6);
  });

  test("that fails otherwise is undone at once and leaves no open connection behind", async () => {
    await expect(transaction(db, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(db.pool.idleCount).toBe(db.pool.totalCount);
  });

  test("whose connection breaks while nothing runs on it fails, and ends nobody's process", async () => {
    const work = transaction(db, async (tx) => {
      const { rows } = await tx.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
      await db.pool.query("SELECT pg_terminate_backend($1)", [rows[0]?.pid]);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return tx.query("SELECT 1");
    });
    await expect(work).rejects.toThrow(/./);
    expect(db.pool.idleCount).toBe(db.pool.totalCount);
  });

  test("whose failure was swallowed inside does not pass for done", async () => {
    const work = transaction(db, async (tx) => {
      await tx.query("SELECT 1/0").catch(() => undefined);
    });
    await expect(work).rejects.toThrow("was undone");
  });
});

describe("what a session holds", () => {
  test("nobody else holds until it is over", async () => {
    const inside = await session(db, "one", async () => ({
      other: await session(db, "two", () => Promise.resolve("held")),
      same: await session(db, "one", () => Promise.resolve("held")),
    }));
    expect(inside).toEqual({ other: "held", same: null });
    expect(await session(db, "one", () => Promise.resolve("held"))).toBe("held");
  });

  test("is let go when its connection dies, and what it then writes is not written", async () => {
    const lost = session(db, "one", async (held) => {
      const { rows } = await held.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
      await db.pool.query("SELECT pg_terminate_backend($1)", [rows[0]?.pid]);
      while ((await session(db, "one", () => Promise.resolve("held"))) === null);
      return transactionOn(db, held, (tx) => tx.query("SELECT 1"));
    });
    await expect(lost).rejects.toThrow(/./);
    expect(await session(db, "one", () => Promise.resolve("held"))).toBe("held");
    expect(db.pool.idleCount).toBe(db.pool.totalCount);
  });

  test("is written as one transaction", async () => {
    const seen = await session(db, "one", async (held) => {
      await expect(transactionOn(db, held, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
      return transactionOn(db, held, async (tx) => (await tx.query<{ one: number }>("SELECT 1 AS one")).rows[0]?.one);
    });
    expect(seen).toBe(1);
  });
});
