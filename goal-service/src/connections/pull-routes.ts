import { endpoints } from "@throughline/shared/endpoints";
import { Router } from "express";
import type { Ground } from "../ground.ts";
import { mount } from "../route.ts";
import { listContainers, setContainers } from "./containers.ts";
import { endConnection } from "./end.ts";
import { getMapping, setMapping } from "./mapping.ts";
import { listPlaces } from "./places.ts";
import { setServes } from "./serves.ts";
import { syncNow } from "./sync-now.ts";

/** What is asked of connections that are read; `onDue`: something is to be asked of a tool now. */
export function pullRoutes(ground: Ground, onDue: () => void): Router {
  const router = Router();
  const due = async <T>(done: Promise<T>): Promise<T> => {
    const answer = await done;
    onDue();
    return answer;
  };
  mount(router, ground, endpoints.setContainers, ({ caller, input }) => due(setContainers(ground, caller, input)));
  mount(router, ground, endpoints.listContainers, async ({ caller, input }) => ({
    items: await listContainers(ground, caller, input.id),
  }));
  mount(router, ground, endpoints.listPlaces, ({ caller, input }) => listPlaces(ground, caller, input.id));
  mount(router, ground, endpoints.setServes, ({ caller, input }) => due(setServes(ground, caller, input)));
  mount(router, ground, endpoints.getMapping, ({ caller, input }) => getMapping(ground, caller, input.id));
  mount(router, ground, endpoints.setMapping, ({ caller, input }) => due(setMapping(ground, caller, input)));
  mount(router, ground, endpoints.syncConnection, ({ caller, input }) => due(syncNow(ground, caller, input.id)));
  mount(router, ground, endpoints.endConnection, ({ caller, input }) => due(endConnection(ground, caller, input.id)));
  return router;
}
