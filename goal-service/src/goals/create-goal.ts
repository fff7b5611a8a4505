import type { endpoints } from "@throughline/shared/endpoints";
import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { Caller } from "../accounts/caller.ts";
import { prismaTransaction } from "../database/transaction.ts";
import { given } from "../given.ts";
import type { Ground } from "../ground.ts";
import { newId } from "../ids.ts";
import { checkDates } from "./goal-checks.ts";
import { lockGoal, recordGoal } from "./goals.ts";
import { insertKeyResult } from "./key-results.ts";
import { recordReading } from "./readings.ts";
import { requireNamed } from "./references.ts";
import { requireAudience, setViewers, viewersOf } from "./viewers.ts";
import { dateOf, type GoalRow } from "./wire.ts";

type Create = ParsedInputOf<typeof endpoints.createGoal>;

/** The goal with its measures and their first readings: all of it, or nothing. */
export async function createGoal(ground: Ground, caller: Caller, input: Create): Promise<GoalRow> {
  const { start, due, viewers, parentId, keyResults = [], ...fields } = given(input);
  checkDates(input.start, input.due);
  return prismaTransaction(ground.db, async (tx) => {
    await requireNamed(tx, caller.workspaceId, input);
    const parent = parentId ? await lockGoal(tx, caller, parentId) : null;
    const { goalNo } = await tx.workspace.update({
      where: { id: caller.workspaceId },
      data: { goalNo: { increment: 1 } },
      select: { goalNo: true },
    });
    const id = newId();
    const row = await tx.goal.create({
      data: {
        ...fields,
        workspaceId: caller.workspaceId,
        id,
        no: goalNo,
        start: dateOf(start),
        due: dateOf(due),
        parentId: parent?.id ?? null,
        ownerId: input.ownerId === undefined ? (caller.person?.id ?? null) : input.ownerId,
        private: viewers !== undefined,
        createdAt: ground.clock.now(),
      },
    });
    await setViewers(tx, caller.workspaceId, id, viewers ?? []);
    const made = { ...row, viewers: await viewersOf(tx, caller.workspaceId, id) };
    await requireAudience(tx, made);
    await recordGoal(tx, ground, caller, made, "create");
    for (const [index, { reading, ...measure }] of keyResults.entries()) {
      const at = `keyResults.${index}.`;
      const keyResult = await insertKeyResult(tx, ground, caller, made, measure, at);
      const first = { keyResult, action: "create", at: `${at}reading.` };
      if (reading) await recordReading(tx, ground, caller, { ...first, ...reading });
    }
    return made;
  });
}
