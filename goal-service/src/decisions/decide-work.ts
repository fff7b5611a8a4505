import type { ParsedInputOf, ReplyOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import type { Caller } from "../accounts/caller.ts";
import { transaction } from "../database/transaction.ts";
import type { Tx } from "../db.ts";
import { findGoal } from "../goals/goals.ts";
import { asUuid } from "../goals/visibility.ts";
import type { GoalRow } from "../goals/wire.ts";
import type { Ground } from "../ground.ts";
import { findInitiative } from "../initiatives/initiatives.ts";
import { Refused } from "../refusal.ts";
import { linkItem, unlinkItem } from "../work-items/acts.ts";
import { showItemsById } from "../work-items/show.ts";
import { MOVED } from "./words.ts";
import { type Said, writeDecision } from "./write-decision.ts";

type Input = ParsedInputOf<typeof endpoints.decideWork>;
type Work = Input["work"][number];
type Reply = ReplyOf<typeof endpoints.decideWork>;

/** Does what was decided of each item, one after the other: what can't be done is named and keeps nothing else from it. */
export async function decideWork(ground: Ground, caller: Caller, { id, work }: Input): Promise<Reply> {
  const goal = await findGoal(ground, caller, id);
  const reply: Reply = { done: [], refused: [] };
  for (const one of work) {
    try {
      await decideOne(ground, caller, goal, one);
      reply.done.push(one.id);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      reply.refused.push({ id: one.id, code: error.code, message: error.message });
    }
  }
  return reply;
}

/** The act and its decision are one: neither is ever there without the other. */
async function decideOne(ground: Ground, caller: Caller, goal: GoalRow, work: Work): Promise<void> {
  const initiativeId = await initiativeBehind(ground, caller, goal, work.id);
  const decide = (said: Pick<Said, "kind" | "what" | "initiativeId">) => async (tx: Tx) => {
    await writeDecision(tx, ground, caller, goal, { ...said, reason: work.note, workItemId: work.id });
  };
  switch (work.do) {
    case "keep":
      return transaction(ground.db, decide({ kind: "keep", what: "Keep it" }));
    case "stop": {
      const also = decide({ kind: "stop", what: "Stop it" });
      await unlinkItem(ground, caller, { id: work.id, initiativeId, also });
      return;
    }
    case "move": {
      if (work.initiativeId === undefined)
        throw new Refused("invalid_input", "Say to which initiative it moves: give `initiativeId`.");
      const to = await findInitiative(ground.db.prisma, caller, work.initiativeId);
      if (to.id === initiativeId)
        throw new Refused("same_initiative", "It is behind this initiative already: keep it.");
      const also = decide({ kind: "move", what: MOVED, initiativeId: to.id });
      await linkItem(ground, caller, { id: work.id, initiativeId: to.id, kind: "primary", from: initiativeId, also });
    }
  }
}

/** The initiative of this goal that the item counts for. */
async function initiativeBehind(ground: Ground, caller: Caller, goal: GoalRow, id: string): Promise<string> {
  const link = (await showItemsById(ground, caller, [asUuid(id)])).get(id)?.link;
  if (link?.goalId !== goal.id)
    throw new Refused("not_behind", "This item is not behind this goal any more: read the goal again.");
  return link.initiativeId;
}
