import { endpoints } from "@throughline/shared/endpoints";
import { Router } from "express";
import type { Ground } from "../ground.ts";
import { mount } from "../route.ts";
import { showOpened } from "../work-items/show.ts";
import { confirmLink } from "./confirm.ts";
import { putLink } from "./links.ts";

export function linkRoutes(ground: Ground, onChange: () => void): Router {
  const router = Router();
  mount(router, ground, endpoints.putLink, ({ caller, input }) => putLink(ground, caller, input));
  mount(router, ground, endpoints.putLinkItem, async ({ caller, input }) => {
    const row = await confirmLink(ground, caller, input);
    onChange();
    return showOpened(ground, caller, row);
  });
  return router;
}
