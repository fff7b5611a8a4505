import { endpoints } from "@throughline/shared/endpoints";
import { Router } from "express";
import type { Ground } from "../ground.ts";
import { mount } from "../route.ts";
import { findDelivery, listDeliveries, replay, showDelivery } from "./deliveries.ts";
import { listFailures, retryFailure } from "./failures.ts";

/** `onDue`: something is to be processed or asked of a tool now. */
export function deliveryRoutes(ground: Ground, onDue: () => void): Router {
  const router = Router();
  mount(router, ground, endpoints.listDeliveries, ({ caller, input }) => listDeliveries(ground, caller, input));
  mount(router, ground, endpoints.getDelivery, async ({ caller, input }) => {
    const row = await findDelivery(ground, caller, input.id);
    return { ...showDelivery(row), body: row.body };
  });
  mount(router, ground, endpoints.replayDelivery, async ({ caller, input }) => {
    const row = await replay(ground, caller, await findDelivery(ground, caller, input.id));
    onDue();
    return showDelivery(row);
  });
  mount(router, ground, endpoints.listFailures, ({ caller, input }) =>
    listFailures(ground, caller, input.connectionId),
  );
  mount(router, ground, endpoints.retryFailure, async ({ caller, input }) => {
    await retryFailure(ground, caller, input);
    onDue();
    return {};
  });
  return router;
}
