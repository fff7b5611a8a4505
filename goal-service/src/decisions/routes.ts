import { endpoints } from "@throughline/shared/endpoints";
import { Router } from "express";
import type { Ground } from "../ground.ts";
import { mount } from "../route.ts";
import { createDecision, listDecisions } from "./decisions.ts";

export function decisionRoutes(ground: Ground): Router {
  const router = Router();
  mount(router, ground, endpoints.listDecisions, ({ caller, input }) => listDecisions(ground, caller, input));
  mount(router, ground, endpoints.createDecision, ({ caller, input }) => createDecision(ground, caller, input));
  return router;
}
