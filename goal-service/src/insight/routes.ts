import { endpoints } from "@throughline/shared/endpoints";
import { Router } from "express";
import type { Ground } from "../ground.ts";
import { mount } from "../route.ts";
import { readPortfolio } from "./portfolio.ts";
import { traceGoal, traceWorkItem } from "./trace.ts";

export function insightRoutes(ground: Ground): Router {
  const router = Router();
  mount(router, ground, endpoints.getPortfolio, ({ caller, input }) => readPortfolio(ground, caller, input));
  mount(router, ground, endpoints.traceWorkItem, ({ caller, input }) => traceWorkItem(ground, caller, input));
  mount(router, ground, endpoints.traceGoal, ({ caller, input }) => traceGoal(ground, caller, input));
  return router;
}
