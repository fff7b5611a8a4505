import { Router } from "express";
import type { Ground } from "./ground.ts";

/** Is it alive, can it serve: for whoever runs it. */
export function statusRoutes(ground: Ground): Router {
  const router = Router();
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
  return router;
}
