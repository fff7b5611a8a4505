import { endpoints } from "@throughline/shared/endpoints";
import { Router } from "express";
import type { Ground } from "../ground.ts";
import { mount } from "../route.ts";
import { closeGoal, reopenGoal } from "./close-goal.ts";
import { createGoal } from "./create-goal.ts";
import { changeGoal, findGoal } from "./goals.ts";
import { listGoals } from "./list-goals.ts";
import { showOne } from "./show.ts";

export function goalRoutes(ground: Ground): Router {
  const router = Router();
  mount(router, ground, endpoints.createGoal, async ({ caller, input }) =>
    showOne(ground, caller, await createGoal(ground, caller, input)),
  );
  mount(router, ground, endpoints.listGoals, ({ caller, input }) => listGoals(ground, caller, input));
  mount(router, ground, endpoints.getGoal, async ({ caller, input }) =>
    showOne(ground, caller, await findGoal(ground, caller, input.id)),
  );
  mount(router, ground, endpoints.changeGoal, async ({ caller, input }) =>
    showOne(ground, caller, await changeGoal(ground, caller, input)),
  );
  mount(router, ground, endpoints.closeGoal, async ({ caller, input }) =>
    showOne(ground, caller, await closeGoal(ground, caller, input)),
  );
  mount(router, ground, endpoints.reopenGoal, async ({ caller, input }) =>
    showOne(ground, caller, await reopenGoal(ground, caller, input)),
  );
  return router;
}
