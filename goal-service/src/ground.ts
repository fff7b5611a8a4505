import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { Db } from "./db.ts";
import type { Log } from "./log.ts";

/** What every feature stands on. Handed down from main, so that tests hand down their own. */
export interface Ground {
  db: Db;
  clock: Clock;
  log: Log;
  config: Config;
}
