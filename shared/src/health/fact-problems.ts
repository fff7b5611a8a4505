import { addDays, type Day, daysBetween } from "../calendar.ts";
import { areTellable } from "../numbers.ts";
import type { FinishedWork, GoalShape, KeyResultFacts } from "./fact-shapes.ts";

interface Problem {
  path: (string | number)[];
  message: string;
}

/** What single fields cannot show: facts that contradict each other, each with what would be right. */
export function factProblems(facts: GoalShape): Problem[] {
  const problems: Problem[] = [];
  if (facts.due <= facts.start) {
    const message = `due ${facts.due} is not after start ${facts.start}: give a due day of ${addDays(facts.start, 1)} or later`;
    problems.push({ path: ["due"], message });
  }
  facts.keyResults.forEach((keyResult, index) => {
    const found = [...measureProblems(keyResult), ...planProblems(keyResult, facts), ...readingProblems(keyResult)];
    for (const { path, message } of found) problems.push({ path: ["keyResults", index, ...path], message });
  });
  problems.push(...repeatedIds("keyResults", facts.keyResults), ...repeatedIds("items", facts.items));
  problems.push(...repeatedIds("children", facts.children ?? []), ...finishedProblems(facts.finished ?? []));
  return problems;
}

function measureProblems({ direction, baseline, target, lo, hi }: KeyResultFacts): Problem[] {
  if (direction !== "maintain") {
    if (baseline !== undefined && target !== undefined && !areTellable(baseline, target)) {
      const message = `target ${target} can't be told from baseline ${baseline}: give one at least 1e-9 away`;
      return [{ path: ["target"], message }];
    }
    const missing = [baseline === undefined ? "baseline" : "", target === undefined ? "target" : ""].filter(Boolean);
    return missing.map((name) => ({ path: [name], message: `a key result that moves needs a ${name}: give a number` }));
  }
  const missing = [lo === undefined ? "lo" : "", hi === undefined ? "hi" : ""].filter(Boolean);
  const problems: Problem[] = missing.map((name) => {
    return { path: [name], message: `a key result that is maintained needs a band: give ${name} as a number` };
  });
  if (lo !== undefined && hi !== undefined && lo > hi) {
    problems.push({ path: ["lo"], message: `lo ${lo} is above hi ${hi}: give lo at most ${hi}` });
  }
  return problems;
}

function planProblems({ lag = 0, plan = [] }: KeyResultFacts, { start, due }: GoalShape): Problem[] {
  if (due <= start) return [];
  if (lag >= daysBetween(start, due)) {
    const message = `a lag of ${lag} days from ${start} reaches ${due}, when the goal is due: give a shorter lag`;
    return [{ path: ["lag"], message }];
  }
  const from = addDays(start, lag);
  const outside = plan.flatMap(([day], index): Problem[] => {
    if (day > from && day < due) return [];
    const message = `the plan point on ${day} is not between ${from} (start and lag) and ${due} (due): give a day between them`;
    return [{ path: ["plan", index, 0], message }];
  });
  return [...outside, ...repeatedDays("plan", plan, "plan point")];
}

function readingProblems({ readings }: KeyResultFacts): Problem[] {
  return repeatedDays("readings", readings, "reading");
}

function repeatedDays(field: string, rows: readonly (readonly [Day, number])[], what: string): Problem[] {
  const seen = new Set<Day>();
  return rows.flatMap(([day], index): Problem[] => {
    if (!seen.has(day)) {
      seen.add(day);
      return [];
    }
    return [{ path: [field, index, 0], message: `there is a second ${what} on ${day}: keep the one recorded last` }];
  });
}

function repeatedIds(field: string, rows: readonly { id?: string }[]): Problem[] {
  const seen = new Set<string>();
  return rows.flatMap(({ id }, index): Problem[] => {
    if (id === undefined) return [];
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ path: [field, index, "id"], message: `the id "${id}" is there twice: give each its own` }];
  });
}

function finishedProblems(finished: readonly FinishedWork[]): Problem[] {
  return finished.flatMap(({ items, sized, last }, index): Problem[] => {
    if (sized > items) {
      const message = `${sized} finished items have a size, but there are only ${items}: give at most ${items}`;
      return [{ path: ["finished", index, "sized"], message }];
    }
    if (items === 0 || last !== undefined) return [];
    return [{ path: ["finished", index, "last"], message: "finished items need the day on which one last moved" }];
  });
}
