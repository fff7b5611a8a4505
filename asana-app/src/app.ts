import express, { type Express, type NextFunction, type Request, type Response } from "express";
import { z } from "zod";
import type { Clock } from "./clock.ts";
import { componentRoutes } from "./components/routes.ts";
import type { Config } from "./config.ts";
import { cors } from "./cors.ts";
import type { Log } from "./log.ts";
import { iconRoutes } from "./pages/icons.ts";
import { landing } from "./pages/landing.ts";
import type { Service } from "./service.ts";

export interface Parts {
  config: Config;
  clock: Clock;
  service: Service;
  log: Log;
}

/** The app without its listener: pictures and one page for anyone, everything else signed by Asana. */
export function createApp(parts: Parts): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("query parser", "simple");
  app.use(headers);
  app.get("/healthz", (_, response) => {
    response.json({ status: "ok" });
  });
  app.use(landing(), iconRoutes());
  app.use(cors(parts.config.asanaOrigin));
  app.use((_, __, next) => void parts.clock.fresh().then(next));
  app.use(express.raw({ type: () => true, limit: "1mb" }));
  app.use(componentRoutes(parts));
  app.use((_: Request, response: Response) => {
    response.status(404).json({ error: "There is no such page." });
  });
  app.use(lastResort(parts.log));
  return app;
}

/** Nothing here is a page to be framed or a script to be run. */
function headers(_: Request, response: Response, next: NextFunction): void {
  response.set({
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
  });
  next();
}

const Unreadable = z.object({ status: z.number().min(400).max(499) });

/** An address or a body that can't be read is the sender's; everything else is a fault of ours. */
function lastResort(log: Log) {
  return (error: unknown, request: Request, response: Response, _next: NextFunction): void => {
    const status = Unreadable.safeParse(error).data?.status ?? 500;
    if (status === 500) log.error({ error, route: request.path }, "fault");
    response.status(status).json({ error: WORDS[status] ?? "This request can't be read." });
  };
}

const WORDS: Record<number, string> = {
  413: "The request is larger than 1 MB.",
  500: "Something failed on our side.",
};
