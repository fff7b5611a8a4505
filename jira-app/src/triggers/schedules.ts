import { now } from "../clock.ts";
import { log } from "../log.ts";
import type { Outcome } from "../outcome.ts";
import { exchange } from "../sync/exchange.ts";
import { reconcile, type Reconciled } from "../sync/reconcile.ts";
import { sweep } from "../sync/sweep.ts";
import { timeLeft } from "../sync/time-left.ts";

/** What a scheduled trigger must return; any other answer counts as failed. Nothing of it is retried: the next one comes. */
export interface Finished {
  statusCode: 204 | 500;
  statusText: string;
}

const WEEK = 7 * 86_400_000;
const RESERVE = 20_000;

function finished(what: string, outcome: Outcome<Reconciled | { items: number }>): Finished {
  if (outcome.ok) {
    log("info", what, { ...outcome.value });
    return { statusCode: 204, statusText: what };
  }
  // Not paired yet is how every site begins, not a failure.
  const waiting = outcome.problem.kind === "not_paired" || outcome.problem.kind === "no_address";
  log(waiting ? "info" : "warn", what, { problem: outcome.problem.kind });
  return { statusCode: waiting ? 204 : 500, statusText: outcome.problem.kind };
}

/** Hourly: what events didn't bring. */
export const onHour = async (): Promise<Finished> => finished("reconcile", await reconcile(timeLeft(RESERVE)));

/** Every five minutes: what the service wants done here; and if it answers again, what it missed. */
export async function onFiveMinutes(): Promise<Finished> {
  const talked = await exchange({ items: [] });
  if (!talked.ok) return finished("outbox", talked);
  if (talked.value.recovered) return finished("reconcile after an outage", await reconcile(timeLeft(RESERVE)));
  return { statusCode: 204, statusText: "outbox" };
}

/** Weekly: everything, so that what left is seen. */
export const onWeek = async (): Promise<Finished> =>
  finished("sweep", await sweep(timeLeft(RESERVE), Math.floor(now() / WEEK)));
