import type { GoalReport, NamedItem } from "@throughline/shared/goal-report";
import type { Names } from "@throughline/shared/health/names";
import { falls } from "@throughline/shared/health/metric-scale";
import { HealthReport } from "@throughline/shared/health/report";
import { evidenceSentence } from "@throughline/shared/health/sentences";
import type { Caller } from "../accounts/caller.ts";
import type { KeyResult } from "../generated/prisma/client.ts";
import { scaleOf } from "../goals/metric.ts";
import type { Ground } from "../ground.ts";
import { grouped } from "../grouped.ts";
import { aged, named, namesFor } from "../health/report.ts";
import { showItemsById } from "../work-items/show.ts";
import type { GoalData } from "./portfolio-data.ts";

/** The stored reports as of today, and how their parts are called for this reader: the same words as on the goal's page. */
export interface Words {
  reports: ReadonlyMap<string, HealthReport>;
  items: Record<string, NamedItem>;
  namesOf: (goal: GoalData) => Names;
  because: (goal: GoalData) => string | null;
}

export async function readWords(
  ground: Ground,
  caller: Caller,
  goals: readonly GoalData[],
  keyResults: readonly KeyResult[],
  visible: readonly GoalData[],
): Promise<Words> {
  const today = ground.clock.dayIn(caller.zone, ground.clock.now());
  const reports = new Map(goals.flatMap((goal) => reportOf(goal, today)));
  const ids = [...reports.values()].flatMap(({ evidence }) => evidence.flatMap((part) => part.items ?? []));
  const shown = await showItemsById(ground, caller, [...new Set(ids)]);
  const items = Object.fromEntries([...shown].map(([id, item]) => [id, named(item)]));
  const measuresOf = grouped(keyResults, (row) => row.goalId);
  const childrenOf = grouped(visible, (goal) => goal.parentId);
  const namesOf = (goal: GoalData) => {
    const measures = (measuresOf.get(goal.id) ?? []).map((row) => [row.id, measureName(row)] as const);
    const children = (childrenOf.get(goal.id) ?? []).map(
      ({ id, no, title }) => [id, { key: `G-${no}`, title }] as const,
    );
    return namesFor({ items, keyResults: Object.fromEntries(measures), children: Object.fromEntries(children) }, today);
  };
  const because = (goal: GoalData) => {
    const report = reports.get(goal.id);
    const strongest = report?.evidence[0];
    return !report || !strongest || report.state === "green" ? null : evidenceSentence(strongest, namesOf(goal));
  };
  return { reports, items, namesOf, because };
}

/** A green goal says nothing that ages; for the others day counts are computed anew, as on the goal's page. */
function reportOf({ id, body, facts }: GoalData, today: string): [string, HealthReport][] {
  const stored = HealthReport.safeParse(body);
  if (!stored.success) return [];
  if (stored.data.asOf === today || stored.data.state === "green") return [[id, stored.data]];
  return [[id, aged(stored.data, facts, today)]];
}

const measureName = (row: KeyResult): GoalReport["names"]["keyResults"][string] => ({
  ...scaleOf(row),
  name: row.name,
  value: null,
  expected: null,
  falls: falls(scaleOf(row)),
});
