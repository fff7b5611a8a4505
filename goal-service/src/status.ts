import { Router } from "express";
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { isSame } from "./accounts/credentials.ts";
import { TRIES } from "./connections/tries.ts";
import type { Ground } from "./ground.ts";

/** Is it alive, can it serve, how is it doing: for whoever runs it. */
export function statusRoutes(ground: Ground): Router {
  const router = Router();
  const metrics = registry(ground);
  router.get("/healthz", (_request, response) => {
    response.json({ alive: true });
  });
  router.get("/readyz", async (_request, response) => {
    try {
      await ground.db.pool.query("SELECT 1");
      response.json({ ready: true });
    } catch {
      response.status(503).json({ ready: false, reason: "The database does not answer." });
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
        const { rows } = await ground.db.pool.query<{ count: number }>(sql);
        this.set(rows[0]?.count ?? 0);
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
    "SELECT count(*) FROM connection WHERE behind_since IS NOT NULL",
  );
  return metrics;
}
