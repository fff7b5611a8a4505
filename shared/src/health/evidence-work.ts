import { dayOf, type DayNumber, workingDays } from "../calendar.ts";
import type { LiveAssessment } from "./assess.ts";
import { byText, round6 } from "./compare.ts";
import type { Part } from "./evidence-key-result.ts";
import type { Goal } from "./goal.ts";
import type { Evidence } from "./report.ts";
import type { Level } from "./states.ts";
import { type OpenItem, weightOf } from "./work.ts";

export function workParts(goal: Goal, now: LiveAssessment): Part[] {
  const parts = goal.work.open.flatMap((item): Part[] => {
    return itemParts(item, goal, now).map((evidence) => ({
      group: "work",
      weight: weightOf(item, goal.work),
      evidence,
    }));
  });
  const rest = [...overdueParts(goal, now), ...quietParts(goal, now), ...forecastParts(goal, now)];
  return [...parts, ...rest.map((evidence): Part => ({ group: "work", weight: 1, evidence }))];
}

const bad = (level: Level): { level?: Level } => (level === "green" ? {} : { level });

function itemParts(item: OpenItem, { holidays, settings }: Goal, { work, workDay }: LiveAssessment): Evidence[] {
  const idle = (since: DayNumber) => workingDays(since, workDay, holidays);
  const longIdle = workDay >= Math.max(item.stalledFrom, item.longIdleFrom);
  const level = bad(work.stalledLevel === "green" && longIdle ? "amber" : work.stalledLevel);
  const parts: Evidence[] = [];
  if (item.blockedFrom !== null && item.blockedSince !== null && workDay >= item.blockedFrom) {
    const observed = {
      observed: idle(item.blockedSince),
      limit: settings.blockedDays,
      since: dayOf(item.blockedSince),
    };
    parts.push({ kind: "blocked", rule: "F12", ...observed, ...level, items: [item.id] });
  }
  if (item.idleFrom !== null && workDay >= item.idleFrom) {
    const observed = { observed: idle(item.moved), limit: settings.stallDays, since: dayOf(item.moved) };
    parts.push({ kind: "stalled", rule: "F12", ...observed, ...level, items: [item.id] });
  }
  return parts;
}

function overdueParts({ work, settings }: Goal, { work: judged, workDay }: LiveAssessment): Evidence[] {
  const late = work.open
    .flatMap(({ id, due }) => (due !== null && due < workDay ? [{ id, due }] : []))
    .sort((a, b) => a.due - b.due || byText(a.id, b.id));
  const first = late[0];
  if (first === undefined) return [];
  const limit = judged.overdueLevel === "red" ? settings.overdueRedShare : settings.overdueAmberShare;
  const observed = { observed: round6(judged.overdueShare), limit, since: dayOf(first.due) };
  return [{ kind: "overdue", rule: "F13", ...observed, ...bad(judged.overdueLevel), items: late.map(({ id }) => id) }];
}

function quietParts({ work, holidays, settings }: Goal, { work: judged, workDay }: LiveAssessment): Evidence[] {
  if (!judged.quietWeek || work.open.length === 0 || work.lastMoved === null) return [];
  const limit = judged.quiet ? settings.quietDays : settings.quietWeekDays;
  const observed = { observed: workingDays(work.lastMoved, workDay, holidays), limit, since: dayOf(work.lastMoved) };
  return [{ kind: "quiet", rule: "F13", ...observed, ...bad(judged.quiet ? "amber" : "green") }];
}

function forecastParts({ settings }: Goal, { forecast }: LiveAssessment): Evidence[] {
  if (forecast?.level !== "red") return [];
  const observed = { observed: round6(forecast.chance), limit: settings.forecastAmber };
  return [{ kind: "forecast", rule: "F14", ...observed, level: "amber" }];
}
