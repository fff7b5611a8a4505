import { PortfolioRow } from "@throughline/shared/portfolio";
import type { Ground } from "../ground.ts";
import { newId } from "../ids.ts";
import type { GoalData } from "./portfolio-data.ts";

/** A goal whose numbers can't be shown costs its own row, which says so, and no other goal of the page. */
export function rowOrFault(ground: Ground, goal: GoalData, make: () => PortfolioRow): PortfolioRow {
  try {
    return PortfolioRow.parse(make());
  } catch (error) {
    const fault = newId();
    ground.log.error({ id: fault, goalId: goal.id, error }, "fault");
    return {
      id: goal.id,
      key: `G-${goal.no}`,
      title: goal.title,
      parentId: null,
      level: goal.level,
      priority: goal.priority,
      due: goal.due,
      ownerId: goal.ownerId,
      teamId: goal.teamId,
      private: goal.private,
      loweredFrom: null,
      state: "outdated",
      since: goal.since?.toISOString() ?? null,
      because: `This goal can't be shown: something failed on our side. Its number is ${fault}.`,
      fault,
      flags: [],
      progress: null,
      expected: null,
      metric: null,
      trend: [],
      plan: [],
      open: 0,
      doing: 0,
      stalled: 0,
      initiatives: [],
    };
  }
}
