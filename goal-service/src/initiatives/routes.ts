import { endpoints } from "@throughline/shared/endpoints";
import { Router } from "express";
import type { Ground } from "../ground.ts";
import { mount } from "../route.ts";
import { createWorkItem } from "./create-work-item.ts";
import { removeKeyResult } from "./remove-key-result.ts";
import { changeInitiative, createInitiative, getInitiative, listInitiatives } from "./initiatives.ts";

export function initiativeRoutes(ground: Ground): Router {
  const router = Router();
  mount(router, ground, endpoints.createInitiative, ({ caller, input }) => createInitiative(ground, caller, input));
  mount(router, ground, endpoints.listInitiatives, ({ caller, input }) => listInitiatives(ground, caller, input));
  mount(router, ground, endpoints.getInitiative, ({ caller, input }) => getInitiative(ground, caller, input.id));
  mount(router, ground, endpoints.changeInitiative, ({ caller, input }) => changeInitiative(ground, caller, input));
  mount(router, ground, endpoints.createWorkItem, ({ caller, input }) => createWorkItem(ground, caller, input));
  mount(router, ground, endpoints.removeKeyResult, ({ caller, input }) => removeKeyResult(ground, caller, input));
  return router;
}
