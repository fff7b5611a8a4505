import { endpoints } from "@throughline/shared/endpoints";
import type { WorkItem } from "@throughline/shared/work-items";
import { Router } from "express";
import type { Caller } from "../accounts/caller.ts";
import type { Ground } from "../ground.ts";
import { notFound } from "../refusal.ts";
import { mount } from "../route.ts";
import { classifyItem, declassifyItem, linkItem, unlinkItem } from "./acts.ts";
import { mirrorItem, unmirrorItem } from "./mirror-acts.ts";
import { showItems } from "./show.ts";
import { getWorkItem, listWorkItems } from "./work-items.ts";

export function workItemRoutes(ground: Ground, onChange: () => void): Router {
  const router = Router();
  const shown = async (caller: Caller, item: { id: string }): Promise<WorkItem> => {
    onChange();
    const [wire] = await showItems(ground, caller, [item]);
    if (!wire) throw notFound("work item");
    return wire;
  };
  mount(router, ground, endpoints.listWorkItems, ({ caller, input }) => listWorkItems(ground, caller, input));
  mount(router, ground, endpoints.getWorkItem, ({ caller, input }) => getWorkItem(ground, caller, input.id));
  mount(router, ground, endpoints.linkWorkItem, async ({ caller, input }) =>
    shown(caller, await linkItem(ground, caller, input)),
  );
  mount(router, ground, endpoints.unlinkWorkItem, async ({ caller, input }) =>
    shown(caller, await unlinkItem(ground, caller, input)),
  );
  mount(router, ground, endpoints.classifyWorkItem, async ({ caller, input }) =>
    shown(caller, await classifyItem(ground, caller, input)),
  );
  mount(router, ground, endpoints.declassifyWorkItem, async ({ caller, input }) =>
    shown(caller, await declassifyItem(ground, caller, input.id)),
  );
  mount(router, ground, endpoints.mirrorWorkItem, async ({ caller, input }) =>
    shown(caller, await mirrorItem(ground, caller, input)),
  );
  mount(router, ground, endpoints.unmirrorWorkItem, async ({ caller, input }) =>
    shown(caller, await unmirrorItem(ground, caller, input.id)),
  );
  return router;
}
