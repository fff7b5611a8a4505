import { endpoints } from "@throughline/shared/endpoints";
import { Router } from "express";
import type { Ground } from "../ground.ts";
import { createInTool } from "../links/create-in-tool.ts";
import { mount } from "../route.ts";
import { showOpened } from "../work-items/show.ts";
import { panelAccount } from "./account.ts";
import { checkPanel } from "./check.ts";
import { panelChoices } from "./choices.ts";
import { panelInitiative } from "./initiative.ts";
import { connectionMeant } from "./connection.ts";
import { panelItem } from "./item.ts";
import { linkPanelItem } from "./link-item.ts";
import { panelPeople } from "./people.ts";

export function panelRoutes(ground: Ground): Router {
  const router = Router();
  mount(router, ground, endpoints.getPanelAccount, ({ caller }) => panelAccount(ground, caller));
  mount(router, ground, endpoints.createPanelItem, async ({ caller, input }) => {
    const connection = await connectionMeant(ground, caller, input.connectionId);
    return showOpened(ground, caller, await createInTool(ground, caller, connection, input));
  });
  mount(router, ground, endpoints.linkPanelItem, async ({ caller, input }) =>
    showOpened(ground, caller, await linkPanelItem(ground, caller, input)),
  );
  mount(router, ground, endpoints.getPanelItem, ({ caller, input }) => panelItem(ground, caller, input));
  mount(router, ground, endpoints.getPanelInitiative, ({ caller, input }) => panelInitiative(ground, caller, input.id));
  mount(router, ground, endpoints.getPanelChoices, ({ caller, input }) => panelChoices(ground, caller, input));
  mount(router, ground, endpoints.listPanelPeople, ({ caller, input }) => panelPeople(ground, caller, input));
  mount(router, ground, endpoints.checkPanel, ({ caller, input }) => checkPanel(ground, caller, input));
  return router;
}
