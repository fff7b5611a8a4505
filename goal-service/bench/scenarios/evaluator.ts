import { addDays } from "@throughline/shared/calendar";
import { evaluate } from "@throughline/shared/health/evaluate";
import { type GoalFacts, parseFacts } from "@throughline/shared/health/facts";
import { wakeOn } from "@throughline/shared/health/wake-on";
import { linear, type Scenario } from "../figures.ts";
import { TODAY } from "../world/org.ts";
import { seeded } from "../world/random.ts";

const RUNS = 25;
/** Small goals are judged several times in a row, because one of them is too quick for the clock. */
const ITEMS_A_RUN = 2_000;

/**
 * The pure function alone, with what the service asks of it for one goal. A time, but a ratio of two times of the same
 * code in the same process, each the quickest of many: the one thing here that no count shows. Its room is wide; work
 * that grows with the square of the items is ten times too slow at ten times the size.
 */
export const pureModel: Scenario<null> = {
  name: "evaluate() alone",
  per: "open items",
  laws: [linear("ms", 4)],
  run: (_none, size) => {
    const facts = factsWith(size);
    const times = Math.max(1, Math.round(ITEMS_A_RUN / size));
    let quickest = Infinity;
    for (let run = 0; run < RUNS; run += 1) quickest = Math.min(quickest, cpuOf(facts, times));
    return Promise.resolve({ measures: { ms: quickest, perSecond: 1000 / quickest } });
  },
};

/** Of the processor, not of the wall: other programs do not lengthen it. */
function cpuOf(facts: GoalFacts, times: number): number {
  const before = process.cpuUsage();
  for (let time = 0; time < times; time += 1) {
    evaluate(facts, TODAY);
    wakeOn(facts, TODAY);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / times;
}

/** On pace, with a share of stalled items: the model looks for the smallest fix and for the next change. */
function factsWith(open: number): GoalFacts {
  const random = seeded(open);
  const readings = [45, 38, 31, 24, 17, 10, 3].map((ago) => [addDays(TODAY, -ago), 56 - ago]);
  const parsed = parseFacts({
    start: "2026-10-01",
    due: "2026-12-31",
    state: "active",
    keyResults: ["a", "b", "c"].map((id) => ({ id, baseline: 0, target: 100, readings })),
    items: Array.from({ length: open }, (_, index) => ({
      id: `item-${index}`,
      status: random.next() < 0.45 ? "doing" : "todo",
      moved: addDays(TODAY, -(random.next() < 0.2 ? 14 + random.below(30) : random.below(14))),
      due: addDays(TODAY, random.below(120) - 30),
      ...(random.next() < 0.1 && { blockedSince: addDays(TODAY, -random.below(12)) }),
    })),
    finished: [{ items: 100, sized: 0, size: 0, last: addDays(TODAY, -2) }],
    throughput: [3, 4, 5, 2, 6, 4, 5, 3, 4, 5, 6, 4],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.facts;
}
