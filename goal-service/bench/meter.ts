import type pg from "pg";
import { z } from "zod";
import type { Db } from "../src/db.ts";

/** What a piece of work cost the database, counted and not timed: the same in every run, on any machine. */
export interface Cost {
  statements: number;
  /** Rows that scans and indexes handed over, and rows written. */
  rows: number;
  /** Pages looked at, wherever they came from. */
  pages: number;
  ms: number;
  /** Rows by table, most first: where to look when a gate fails. */
  tables: Record<string, number>;
}

const Snapshot = z.array(z.object({ name: z.string(), rows: z.coerce.number(), pages: z.coerce.number() }));
type Snapshot = Map<string, { rows: number; pages: number }>;

const SNAPSHOT = `SELECT t.relname AS name,
  coalesce(t.seq_tup_read, 0) + t.n_tup_ins + t.n_tup_upd + t.n_tup_del
    + coalesce((SELECT sum(i.idx_tup_read) FROM pg_stat_user_indexes i WHERE i.relid = t.relid), 0) AS rows,
  coalesce(io.heap_blks_hit, 0) + coalesce(io.heap_blks_read, 0) + coalesce(io.idx_blks_hit, 0) + coalesce(io.idx_blks_read, 0)
    + coalesce(io.toast_blks_hit, 0) + coalesce(io.toast_blks_read, 0) AS pages
FROM pg_stat_user_tables t JOIN pg_statio_user_tables io ON io.relid = t.relid`;

export class Meter {
  private readonly pool: pg.Pool;
  private statements = 0;

  constructor({ pool }: Db) {
    this.pool = pool;
    pool.on("connect", (client) => this.listen(client));
  }

  async measure<T>(work: () => Promise<T>): Promise<Cost & { result: T }> {
    const before = await this.snapshot();
    const counted = this.statements;
    const started = performance.now();
    const result = await work();
    const ms = performance.now() - started;
    const statements = this.statements - counted;
    const after = await this.snapshot();
    const spent = [...after].map(([name, now]) => {
      const then = before.get(name) ?? { rows: 0, pages: 0 };
      return { name, rows: now.rows - then.rows, pages: now.pages - then.pages };
    });
    const sum = (of: "rows" | "pages") => spent.reduce((total, table) => total + table[of], 0);
    const touched = spent.filter(({ rows }) => rows > 0).sort((a, b) => b.rows - a.rows);
    const tables = Object.fromEntries(touched.map(({ name, rows }) => [name, rows]));
    return { statements, rows: sum("rows"), pages: sum("pages"), ms, tables, result };
  }

  /** Whatever sends a statement through this pool, Prisma included, sends it through one of its clients. */
  private listen(client: pg.PoolClient): void {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    client.query = ((...args: unknown[]) => {
      this.statements += 1;
      return query(...args);
    }) as typeof client.query;
  }

  /** A backend keeps its counts for a second unless told: every connection of the pool is asked to hand them over. */
  private async snapshot(): Promise<Snapshot> {
    const clients = await Promise.all(Array.from({ length: this.pool.totalCount || 1 }, () => this.pool.connect()));
    for (const client of clients) await client.query("SELECT pg_stat_force_next_flush()");
    const { rows } = await (clients[0] ?? this.pool).query(SNAPSHOT);
    for (const client of clients) client.release();
    return new Map(Snapshot.parse(rows).map(({ name, ...counts }) => [name, counts]));
  }
}
