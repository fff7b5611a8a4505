import { endpoints } from "@throughline/shared/endpoints";
import { Router } from "express";
import type { Ground } from "../ground.ts";
import { mount } from "../route.ts";
import { decideWork } from "./decide-work.ts";
import { createDecision, listDecisions } from "./decisions.ts";

export function decisionRoutes(ground: Ground, onChange: () => void): Router {
  const router = Router();
  mount(router, ground, endpoints.listDecisions, ({ caller, input }) => listDecisions(ground, caller, input));
  mount(router, ground, endpoints.createDecision, ({ caller, input }) => createDecision(ground, caller, input));
  mount(router, ground, endpoints.decideWork, async ({ caller, input }) => {
    const reply = await decideWork(ground, caller, input);
    onChange();
    return reply;
  });
  return router;
}
