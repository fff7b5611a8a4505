import { endpoints } from "@throughline/shared/endpoints";
import { Router } from "express";
import { findGoal } from "../goals/goals.ts";
import type { Ground } from "../ground.ts";
import { mount } from "../route.ts";
import { readReceipt } from "./receipt.ts";
import { readReport } from "./report.ts";
import { readWeeks } from "./weeks.ts";

export function healthRoutes(ground: Ground): Router {
  const router = Router();
  mount(router, ground, endpoints.getGoalHealth, async ({ caller, input }) =>
    readReport(ground, caller, await findGoal(ground, caller, input.id)),
  );
  mount(router, ground, endpoints.listHealthWeeks, async ({ caller, input }) => ({
    items: await readWeeks(ground, caller, await findGoal(ground, caller, input.id)),
    next: null,
  }));
  mount(router, ground, endpoints.getGoalReceipt, async ({ caller, input }) =>
    readReceipt(ground, caller, await findGoal(ground, caller, input.id)),
  );
  return router;
}
