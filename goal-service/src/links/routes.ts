import { endpoints } from "@throughline/shared/endpoints";
import { Router } from "express";
import type { Ground } from "../ground.ts";
import { notFound } from "../refusal.ts";
import { mount } from "../route.ts";
import { showItems } from "../work-items/show.ts";
import { confirmLink } from "./confirm.ts";
import { putLink } from "./links.ts";

export function linkRoutes(ground: Ground, onChange: () => void): Router {
  const router = Router();
  mount(router, ground, endpoints.putLink, ({ caller, input }) => putLink(ground, caller, input));
  mount(router, ground, endpoints.putLinkItem, async ({ caller, input }) => {
    const row = await confirmLink(ground, caller, input);
    onChange();
    const [shown] = await showItems(ground, caller, [row]);
    if (!shown) throw notFound("work item");
    return shown;
  });
  return router;
}
