import type pg from "pg";
import pino from "pino";
import { createClock } from "../../goal-service/src/clock.ts";
import { readConfig } from "../../goal-service/src/config.ts";
import { createDb } from "../../goal-service/src/db.ts";
import type { Ground } from "../../goal-service/src/ground.ts";
import { freshDatabase } from "../setup/database.ts";

export interface TestGround extends Ground {
  /** Sets the time that everything reads. */
  setNow(moment: string): void;
  close(): Promise<void>;
}

/** A Friday noon, four weeks before the goals of the factories are due. */
export const NOW = "2026-11-20T12:00:00Z";

/** What every feature stands on, over a database of its own, in a time that stands still. */
export async function testGround(over: pg.PoolConfig = {}): Promise<TestGround> {
  const { connection } = await freshDatabase();
  const db = createDb({ ...connection, ...over });
  let now = new Date(NOW);
  const clock = Object.defineProperties({} as ReturnType<typeof createClock>, {
    ...Object.getOwnPropertyDescriptors(createClock()),
    now: { value: () => now },
  });
  const config = readConfig({ THROUGHLINE_MODE: "test", SECRET_KEY: "07".repeat(32), PUBLIC_URL: "http://goals.test" });
  return {
    db,
    clock,
    config,
    log: pino({ level: "silent" }),
    setNow: (moment) => {
      now = new Date(moment);
    },
    close: () => db.close(),
  };
}
