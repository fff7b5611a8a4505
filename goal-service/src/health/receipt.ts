import { StoredFacts } from "@throughline/shared/health/facts";
import type { Receipt } from "@throughline/shared/health/receipt";
import { evaluateStored } from "@throughline/shared/health/unreadable";
import { HealthReport } from "@throughline/shared/health/report";
import { z } from "zod";
import type { Caller } from "../accounts/caller.ts";
import { visibleTo } from "../goals/visibility.ts";
import type { GoalRow } from "../goals/wire.ts";
import type { Ground } from "../ground.ts";
import { evaluateGoalNow } from "./evaluate.ts";
import { storedHealth } from "./report.ts";

/** What the evaluator writes down beside each stored report (evaluate.ts). */
const Kept = z.object({ report: HealthReport, facts: StoredFacts });
type Kept = z.infer<typeof Kept>;

/**
 * What reproduces the stored report: the day it was made, with the facts of that day. They hold ids, numbers and dates;
 * the words of a call are left out, because only their being there counts.
 */
export async function readReceipt(ground: Ground, caller: Caller, goal: GoalRow): Promise<Receipt> {
  const stored = await keptAt(ground, goal);
  const { report, facts } = (await namesHidden(ground, caller, stored.facts))
    ? await ofToday(ground, caller, goal)
    : stored;
  return {
    kind: "throughline.receipt",
    version: 1,
    name: `G-${goal.no} ${report.asOf}`,
    asOf: report.asOf,
    facts: wordless(facts),
    report,
  };
}

/** The row of the present holds fresher facts than its report was made of: what belongs together is the version. */
async function keptAt(ground: Ground, goal: GoalRow): Promise<Kept> {
  const { no } = await storedHealth(ground, goal);
  const { workspaceId, id } = goal;
  const row = await ground.db.prisma.version.findUniqueOrThrow({
    where: { workspaceId_kind_id_no: { workspaceId, kind: "health", id, no } },
  });
  return Kept.parse(row.body);
}

/** A child that was public when the report was made may be private by now: then it does not exist for this reader. */
async function namesHidden(ground: Ground, caller: Caller, facts: StoredFacts): Promise<boolean> {
  const ids = Named.parse(facts).children.flatMap(({ id }) => id ?? []);
  const seen = await ground.db.prisma.goal.count({ where: { AND: [visibleTo(caller), { id: { in: ids } }] } });
  return seen < ids.length;
}

/** Private children have no part in the facts of today. */
async function ofToday(ground: Ground, caller: Caller, goal: GoalRow): Promise<Kept> {
  await evaluateGoalNow(ground, goal.workspaceId, goal.id);
  const { facts: known, recordedAt } = await storedHealth(ground, goal);
  const facts = StoredFacts.parse(known);
  return { facts, report: evaluateStored(facts, ground.clock.dayIn(caller.zone, recordedAt)) };
}

/** The parts of stored facts that are looked at here, also where the facts as a whole can't be read. */
const Named = z.object({
  children: z
    .array(z.object({ id: z.uuid().optional() }))
    .catch([])
    .default([]),
  call: z.looseObject({ reason: z.string() }).optional().catch(undefined),
});

function wordless(facts: StoredFacts): StoredFacts {
  const { call } = Named.parse(facts);
  return call === undefined ? facts : { ...facts, call: { ...call, ...(call.reason.trim() && { reason: "given" }) } };
}
