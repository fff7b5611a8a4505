import { setTimeout as sleep } from "node:timers/promises";
import { Router } from "express";
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { isSame } from "./accounts/credentials.ts";
import { TRIES } from "./connections/tries.ts";
import type { Ground } from "./ground.ts";
import type { Draining } from "./http/draining.ts";
import { AGAIN_IN } from "./http/refusals.ts";

/** Is it alive, can it serve, how is it doing: for whoever runs it. */
export function statusRoutes(ground: Ground, draining: Draining): Router {
  const router = Router();
  const metrics = registry(ground);
  router.get("/healthz", (_request, response) => {
    response.json({ alive: true });
  });
  router.get("/readyz", async (_request, response) => {
    const reason = draining.begun ? "It is about to stop." : await whyNot(ground);
    if (reason === null) response.json({ ready: true });
    else {
      const stopping = draining.begun && { stopping: true };
      response
        .status(503)
        .set("retry-after", AGAIN_IN)
        .json({ ready: false, reason, ...stopping });
    }
  });
  router.get("/metrics", async (request, response) => {
    const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
    const allowed = ground.config.loopback || (bearer !== undefined && isSame(bearer, ground.config.adminToken));
    if (!allowed) {
      response
        .status(401)
        .json({ error: { code: "not_signed_in", message: "Send THROUGHLINE_TOKEN as `Authorization: Bearer`." } });
      return;
    }
    response.type(metrics.contentType).send(await metrics.metrics());
  });
  return router;
}

/** Whoever asks for the state of a process is told soon, also when the database is silent. */
const SOON_MS = 2000;

const soon = <T>(work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    sleep(SOON_MS, undefined, { ref: false }).then(() => Promise.reject(new Error("The database is silent."))),
  ]);

async function whyNot({ db }: Ground): Promise<string | null> {
  try {
    const { rows } = await soon(
      db.pool.query<{ readonly: boolean }>("SELECT current_setting('transaction_read_only')::boolean AS readonly"),
    );
    return rows[0]?.readonly === false ? null : "The database can only be read.";
  } catch {
    return "The database does not answer.";
  }
}

/** Numbers without names: what waits and what failed, beside the process's own. */
function registry(ground: Ground): Registry {
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const counted = (name: string, help: string, sql: string) =>
    new Gauge({
      name,
      help,
      registers: [metrics],
      async collect() {
        // The process's own numbers are told also when the database can't be asked; these are not known then.
        const known = await soon(ground.db.pool.query<{ count: number }>(sql)).catch(() => null);
        this.set(known?.rows[0]?.count ?? NaN);
      },
    });
  counted(
    "throughline_deliveries_pending",
    "Deliveries stored and not yet applied.",
    "SELECT count(*) FROM delivery WHERE state = 'pending'",
  );
  counted(
    "throughline_deliveries_failed",
    "Deliveries that failed for good and wait for a person.",
    "SELECT count(*) FROM delivery WHERE state = 'failed'",
  );
  counted(
    "throughline_items_to_read",
    "Items of tools that we read, asked for and not yet read.",
    `SELECT count(*) FROM touch WHERE attempts < ${TRIES}`,
  );
  counted(
    "throughline_items_unread",
    "Items that a tool shows in a form which can't be read, or that could not be read after all tries.",
    `SELECT count(*) FROM touch WHERE attempts >= ${TRIES}`,
  );
  counted("throughline_goals_dirty", "Goals marked and not yet evaluated.", "SELECT count(*) FROM goal_dirty");
  counted(
    "throughline_wishes_open",
    "What is wanted in a tool and not yet done.",
    "SELECT count(*) FROM wanted WHERE state = 'open'",
  );
  counted(
    "throughline_connections_behind",
    "Connections whose data are late.",
    "SELECT count(*) FROM connection WHERE behind_since IS NOT NULL AND state <> 'ended'",
  );
  return metrics;
}
