import type { WorkItem } from "@throughline/shared/work-items";
import type { Ground } from "../../goal-service/src/ground.ts";
import { readFacts } from "../../goal-service/src/health/facts.ts";
import { evaluateRound } from "../../goal-service/src/health/round.ts";
import { type InitiativeWork, readWork } from "../../goal-service/src/initiatives/work.ts";
import { showItemsById } from "../../goal-service/src/work-items/show.ts";
import { buildGoal, buildInitiative, type Person } from "./graph.ts";
import { buildConnection, buildItem, type NewItem } from "./work.ts";

export const TITLE = "Fix the renewal reminder";
export const ADDRESS = "https://support.example/SUP-8";
export const OTHER_ADDRESS = "https://planning.example/8";

type Give = Partial<NewItem>;
interface Made {
  id: string;
}
type Facts = Awaited<ReturnType<typeof readFacts>>["goals"][number]["facts"];

/** Two tools in which the same piece of work may stand, two goals with an initiative each, and what becomes of them. */
export interface TwoTools {
  support: string;
  planning: string;
  goalId: string;
  initiativeId: string;
  otherGoalId: string;
  otherId: string;
  /** SUP-8, as the support tool tells of it; again: as it tells of it now. */
  supItem: (give?: Give) => Promise<Made>;
  /** PLAN-8, which names the address of SUP-8 and has a title that is alike. */
  planItem: (give?: Give) => Promise<Made>;
  settled: <T>(made: T) => Promise<T>;
  shown: (id: string, reader?: Person) => Promise<WorkItem>;
  work: (initiativeId?: string) => Promise<InitiativeWork | undefined>;
  facts: (goalId?: string) => Promise<Facts | undefined>;
}

export async function buildTwoTools(ground: Ground, by: Person): Promise<TwoTools> {
  const [support, planning] = [await buildConnection(ground, by), await buildConnection(ground, by)];
  const [goal, otherGoal] = [await buildGoal(ground, by), await buildGoal(ground, by)];
  const { id: initiativeId } = await buildInitiative(ground, by, goal.id);
  const { id: otherId } = await buildInitiative(ground, by, otherGoal.id);
  const settled = async <T>(made: T): Promise<T> => {
    while (await evaluateRound(ground));
    return made;
  };
  const sup = { ref: { container: "SUP", id: "8" }, key: "SUP-8", title: TITLE, url: ADDRESS };
  const plan = { ref: { container: "PLAN", id: "8" }, key: "PLAN-8", title: `${TITLE}s`, url: OTHER_ADDRESS };
  return {
    support,
    planning,
    goalId: goal.id,
    initiativeId,
    otherGoalId: otherGoal.id,
    otherId,
    settled,
    supItem: async (give) => settled(await buildItem(ground, by, { connectionId: support, ...sup, ...give })),
    planItem: async (give) =>
      settled(await buildItem(ground, by, { connectionId: planning, ...plan, mirrors: [ADDRESS], ...give })),
    shown: async (id, reader = by) => {
      const item = (await showItemsById(ground, reader, [id])).get(id);
      if (!item) throw new Error("nothing is shown");
      return item;
    },
    work: async (id = initiativeId) => (await readWork(ground, by, [id])).get(id),
    facts: async (id = goal.id) => {
      const today = (zone: string) => ground.clock.dayIn(zone, ground.clock.now());
      return (await readFacts(ground.db.pool, by.workspaceId, [id], today)).goals[0]?.facts;
    },
  };
}
