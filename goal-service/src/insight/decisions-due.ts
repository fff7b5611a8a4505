import type { Day } from "@throughline/shared/calendar";
import { settingsOf } from "@throughline/shared/health/settings";
import type { DecisionReason, Portfolio, PortfolioRow } from "@throughline/shared/portfolio";
import { isRunning } from "@throughline/shared/vocabulary";
import type { Caller } from "../accounts/caller.ts";
import type { Ground } from "../ground.ts";
import type { InitiativeWork } from "../initiatives/work.ts";
import { readWorkspaceSettings } from "../people/workspace-settings.ts";
import { decisionDue } from "./cause-chain.ts";
import { readDecided } from "./decided.ts";
import { isCovered } from "./decision-cover.ts";
import { readBusy } from "./doing-below.ts";
import { byUrgency, type GoalStanding, reasonFor, riskWord } from "./needs-decision.ts";
import { type GoalData, readRiskBefore } from "./portfolio-data.ts";
import type { People } from "./portfolio-people.ts";
import type { Words } from "./portfolio-words.ts";

/** What the list is made from: rows, and what was read to make them. */
export interface Board {
  rows: readonly PortfolioRow[];
  goals: ReadonlyMap<string, GoalData>;
  words: Words;
  work: ReadonlyMap<string, InitiativeWork>;
  today: Day;
}

interface Asking {
  row: PortfolioRow;
  goal: GoalData;
  reason: DecisionReason;
}

/** The goals that need a decision, worst first; those for which somebody has decided; and how many need none. */
export async function decisionsOf(
  ground: Ground,
  caller: Caller,
  board: Board,
  people: People,
): Promise<Pick<Portfolio, "decisions" | "handled" | "fine">> {
  const { words, today } = board;
  const asking = await readAsking(ground, caller, board);
  const ids = (of: readonly Asking[]) => of.map(({ row }) => row.id);
  const decided = await readDecided(ground, caller, ids(asking));
  const before = await readRiskBefore(ground, caller, ids(asking.filter(({ reason }) => reason === "at_risk")));
  const decisionOn = ({ row }: Asking) => {
    const latest = decided.get(row.id);
    return latest && isCovered(latest, latest.since, today) ? latest : undefined;
  };
  const word = ({ row, goal, reason }: Asking) => {
    const since = goal.since && ground.clock.dayIn(caller.zone, goal.since);
    return reason === "at_risk" ? riskWord({ since, before: before.has(row.id) }, today) : null;
  };
  return {
    decisions: asking
      .filter((one) => decisionOn(one) === undefined)
      .map((one) => ({
        ...toDecide(one),
        word: word(one),
        ...decisionDue({
          row: one.row,
          reason: one.reason,
          evidence: words.reports.get(one.row.id)?.evidence ?? [],
          names: words.namesOf(one.goal),
          items: words.items,
          loads: people.loads,
          ownerName: people.names.get(one.row.ownerId ?? "") ?? null,
          child: (id) => board.rows.find((row) => row.id === id),
        }),
      })),
    handled: asking.flatMap((one) => {
      const latest = decisionOn(one);
      if (latest === undefined) return [];
      const { what, until, by, recordedAt } = latest;
      return [{ ...toDecide(one), decision: { what, until, by, recordedAt: recordedAt.toISOString() } }];
    }),
    fine: board.rows.filter(isRunning).length - asking.filter(({ row }) => isRunning(row)).length,
  };
}

const toDecide = ({ row, reason }: Asking) => ({
  goalId: row.id,
  goalKey: row.key,
  title: row.title,
  state: row.state,
  since: row.since,
  reason,
});

/** Every goal that has a reason, whether or not somebody has decided. */
async function readAsking(ground: Ground, caller: Caller, { rows, goals, today }: Board): Promise<Asking[]> {
  const idle = rows.filter((row) => row.priority <= 2 && row.doing === 0 && isRunning(row));
  const [busy, { thresholds }] = await Promise.all([
    readBusy(
      ground,
      caller,
      idle.map(({ id }) => id),
    ),
    readWorkspaceSettings(ground, caller.workspaceId),
  ]);
  const { aspirationalTarget } = settingsOf(thresholds);
  return rows
    .flatMap((row) => {
      const goal = goals.get(row.id);
      const target = goal?.ambition === "aspirational" ? aspirationalTarget : 1;
      const reason = goal && reasonFor(standing(row, goal, { isBusy: busy.has(row.id), target }), today);
      return goal && reason ? [{ row, goal, reason }] : [];
    })
    .sort((a, b) => byUrgency({ ...a.row, reason: a.reason }, { ...b.row, reason: b.reason }));
}

const standing = (
  row: PortfolioRow,
  { start }: GoalData,
  { isBusy, target }: { isBusy: boolean; target: number },
): GoalStanding => ({
  id: row.id,
  state: row.state,
  priority: row.priority,
  start,
  due: row.due,
  doing: row.doing,
  isBusy: isBusy || row.doing > 0,
  progress: row.progress,
  target,
  falsePositive: row.flags.includes("FALSE_POSITIVE"),
  loweredFrom: row.loweredFrom,
});
