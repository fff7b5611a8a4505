import { endpoints } from "@throughline/shared/endpoints";
import { Router } from "express";
import type { Ground } from "../ground.ts";
import { mount } from "../route.ts";
import { checkPanel } from "./check.ts";
import { panelChoices } from "./choices.ts";
import { panelInitiative } from "./initiative.ts";
import { panelItem } from "./item.ts";

export function panelRoutes(ground: Ground): Router {
  const router = Router();
  mount(router, ground, endpoints.getPanelItem, ({ caller, input }) => panelItem(ground, caller, input));
  mount(router, ground, endpoints.getPanelInitiative, ({ caller, input }) => panelInitiative(ground, caller, input.id));
  mount(router, ground, endpoints.getPanelChoices, ({ caller, input }) => panelChoices(ground, caller, input));
  mount(router, ground, endpoints.checkPanel, ({ caller, input }) => checkPanel(ground, caller, input));
  return router;
}
