import { addDays } from "@throughline/shared/calendar";
import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import { DecisionKind, type Decision as DecisionShape } from "@throughline/shared/judgements";
import type { z } from "zod";
import type { Caller } from "../accounts/caller.ts";
import { transaction } from "../database/transaction.ts";
import type { Decision } from "../generated/prisma/client.ts";
import { findGoal } from "../goals/goals.ts";
import { newestFirst, pageOf } from "../goals/paged.ts";
import { dayOf } from "../goals/wire.ts";
import type { Ground } from "../ground.ts";
import { refusedField } from "../refusal.ts";
import { showItemsById } from "../work-items/show.ts";
import { findItem } from "../work-items/work-items.ts";
import { wordsFor } from "./words.ts";
import { type DecisionRow, writeDecision } from "./write-decision.ts";

type DecisionWire = z.output<typeof DecisionShape>;
type Listing = ParsedInputOf<typeof endpoints.listDecisions>;
type Create = ParsedInputOf<typeof endpoints.createDecision>;

export async function listDecisions(
  ground: Ground,
  caller: Caller,
  asked: Listing,
): Promise<{ items: DecisionWire[]; next: string | null }> {
  const goal = await findGoal(ground, caller, asked.id);
  const { before, ...page } = newestFirst(asked);
  const rows = await ground.db.prisma.decision.findMany({
    where: { workspaceId: caller.workspaceId, goalId: goal.id, ...before },
    ...page,
  });
  const { items, next } = pageOf(rows, asked.limit, rowOf);
  return { items: await shown(ground, caller, items), next };
}

/** What was decided, in somebody's own words. */
export async function createDecision(ground: Ground, caller: Caller, input: Create): Promise<DecisionWire> {
  const today = ground.clock.dayIn(caller.zone, ground.clock.now());
  if (input.until !== undefined && input.until <= today) {
    const said = input.until === today ? "A decision until today would cover nothing" : `${input.until} has passed`;
    throw refusedField("until_passed", "until", `${said}: give ${addDays(today, 1)} or a later day, or none.`);
  }
  const item = input.workItemId === undefined ? null : await findItem(ground, caller, input.workItemId);
  const goal = await findGoal(ground, caller, input.id);
  const { what, reason, until } = input;
  const said = { kind: "other" as const, what, reason, until, workItemId: item?.id };
  const row = await transaction(ground.db, (tx) => writeDecision(tx, ground, caller, goal, said));
  return (await shown(ground, caller, [row]))[0] ?? { ...row, item: null };
}

/** Words for items and initiatives are made on reading, for the reader: what is hidden or private is not named. */
async function shown(ground: Ground, caller: Caller, rows: readonly DecisionRow[]): Promise<DecisionWire[]> {
  const items = await showItemsById(
    ground,
    caller,
    rows.flatMap(({ workItemId }) => workItemId ?? []),
  );
  const words = await wordsFor(ground, caller, rows);
  return rows.map((decision) => {
    const { initiativeId: _initiativeId, ...row } = { ...decision, what: words(decision) };
    const item = items.get(row.workItemId ?? "");
    if (item === undefined) return { ...row, item: null };
    const { key, title, url, status, link } = item;
    return { ...row, item: { key, title, url, category: status.category, goalId: link?.goalId ?? null } };
  });
}

const rowOf = (row: Decision): DecisionRow => ({
  id: row.id,
  kind: DecisionKind.parse(row.kind),
  what: row.what,
  reason: row.reason,
  until: row.until === null ? null : dayOf(row.until),
  workItemId: row.workItemId,
  initiativeId: row.initiativeId,
  by: row.personId,
  recordedAt: row.recordedAt.toISOString(),
  evidence: row.evidence,
});
