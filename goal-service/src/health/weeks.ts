import { addDays, type Day, mondayOf } from "@throughline/shared/calendar";
import type { HealthWeek } from "@throughline/shared/goal-report";
import { StoredFacts } from "@throughline/shared/health/facts";
import { type Evidence, HealthReport } from "@throughline/shared/health/report";
import { evidenceSentence } from "@throughline/shared/health/sentences";
import { z } from "zod";
import type { Caller } from "../accounts/caller.ts";
import { dayOf, type GoalRow } from "../goals/wire.ts";
import type { Ground } from "../ground.ts";
import { showItemsById } from "../work-items/show.ts";
import { keyResultNames } from "./key-result-names.ts";
import { aged, childNames, named, namesFor } from "./report.ts";

/** The weeks of a goal's period up to today, each with what the goal showed at its end and why, in words for this reader. */
export async function readWeeks(ground: Ground, caller: Caller, goal: GoalRow): Promise<HealthWeek[]> {
  const today = ground.clock.dayIn(caller.zone, ground.clock.now());
  const mondays = mondaysOf(dayOf(goal.start), [dayOf(goal.due), today].sort()[0] ?? today);
  const ends = mondays.map((monday) => ground.clock.endOfDay(caller.zone, addDays(monday, 6)));
  const shown = (await shownAt(ground, goal, ends)).map((kept, index) =>
    strongest(kept, [addDays(mondays[index] ?? today, 6), today].sort()[0] ?? today),
  );
  const ids = shown.flatMap((week) => week?.evidence?.items ?? []);
  const items = await showItemsById(ground, caller, [...new Set(ids)]);
  const names = {
    items: Object.fromEntries([...items].map(([id, item]) => [id, named(item)])),
    keyResults: await keyResultNames(ground, goal, today),
    children: await childNames(ground, caller, goal),
  };
  return mondays.map((monday, index) => {
    const { state = null, rule = null, evidence = null } = shown[index] ?? {};
    const because = evidence === null ? null : evidenceSentence(evidence, namesFor(names, addDays(monday, 6)));
    return { monday, state, rule, because };
  });
}

function mondaysOf(first: Day, last: Day): Day[] {
  const mondays: Day[] = [];
  for (let monday = mondayOf(first); monday <= last && first <= last; monday = addDays(monday, 7)) mondays.push(monday);
  return mondays;
}

const Kept = z.object({ week: z.number(), report: HealthReport, facts: StoredFacts.nullable() });
type Kept = z.infer<typeof Kept>;

/** What weighed most on a day, with its days counted up to it; a green goal says nothing. */
function strongest(
  kept: Kept | null,
  day: Day,
): (Pick<HealthReport, "state" | "rule"> & { evidence: Evidence | null }) | null {
  if (kept === null) return null;
  const { state, rule } = kept.report;
  const evidence = kept.facts === null ? null : (aged(kept.report, kept.facts, day).evidence[0] ?? null);
  return { state, rule, evidence };
}

/**
 * The report that stood at each of these moments, earliest first: of a goal's versions the last one of each week, found by
 * their key, and only those are opened. A week in which nothing was stored shows the one before.
 */
async function shownAt(ground: Ground, goal: GoalRow, ends: readonly Date[]): Promise<(Kept | null)[]> {
  if (ends.length === 0) return [];
  const { rows } = await ground.db.pool.query<object>(
    `SELECT last.week, v.body->'report' AS report, CASE WHEN v.body->'report'->>'state' <> 'green' THEN v.body->'facts' END AS facts
     FROM (SELECT width_bucket(recorded_at, $3::timestamptz[]) AS week, max(no) AS no FROM version
       WHERE workspace_id = $1 AND kind = 'health' AND id = $2 GROUP BY 1) last
     JOIN version v ON v.workspace_id = $1 AND v.kind = 'health' AND v.id = $2 AND v.no = last.no`,
    // Where a bucket ends the next one begins: a moment after the last of the week.
    [goal.workspaceId, goal.id, ends.map((end) => new Date(end.getTime() + 1))],
  );
  const kept = new Map(rows.map((row) => Kept.parse(row)).map((row) => [row.week, row]));
  let shown: Kept | null = null;
  return ends.map((_, week) => (shown = kept.get(week) ?? shown));
}
