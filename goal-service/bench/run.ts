import { startAttempts } from "./attempts.ts";
import type { Figure } from "./figures.ts";
import { type Gate, judge } from "./gates.ts";
import type { BenchServer } from "./ground.ts";
import { batchTakenIn } from "./scenarios/batch.ts";
import { pureModel } from "./scenarios/evaluator.ts";
import { goalWithFinished, judgedWithFinished, portfolioWithFinished } from "./scenarios/finished.ts";
import { goalWithHistory, portfolioWithHistory } from "./scenarios/history.ts";
import { idleSecond } from "./scenarios/idle.ts";
import { eventJudged, eventTakenIn } from "./scenarios/one-event.ts";
import { choices, goalScreen, itemPanel, portfolio } from "./scenarios/reads.ts";
import { makeWorld } from "./world/world.ts";

export interface Sizes {
  /** The worlds to make, by their items, each a multiple of a division's. */
  items: readonly number[];
  division: number;
  /** What does not depend on the world's size has sizes of its own. */
  openItems: readonly number[];
  waiting: readonly number[];
  reports: readonly number[];
  finished: readonly number[];
}

export interface Outcome {
  figures: Figure[];
  gates: Gate[];
  /** Gates that do not hold, and scenarios that broke: empty when all is well. */
  failed: string[];
}

const IN_EVERY_WORLD = [eventTakenIn, eventJudged, idleSecond, portfolio, goalScreen, choices, itemPanel];
const BY_HISTORY = [goalWithHistory, portfolioWithHistory];
const BY_FINISHED = [judgedWithFinished, goalWithFinished, portfolioWithFinished];
const ALL = [pureModel, ...IN_EVERY_WORLD, batchTakenIn, ...BY_HISTORY, ...BY_FINISHED];

/** Runs every scenario at every size, in worlds made one after the other, and judges what was found. */
export async function runBench(open: BenchServer["open"], sizes: Sizes, say: (line: string) => void): Promise<Outcome> {
  const { figures, broken, attempt, attemptIn } = startAttempts();
  for (const size of sizes.openItems) await attempt(pureModel, null, size);
  for (const [index, size] of sizes.items.entries()) {
    const started = performance.now();
    const { ground, close } = await open();
    try {
      const world = await makeWorld(ground, { divisions: size / sizes.division, items: sizes.division });
      say(`${size} items, ${world.goals} goals: made in ${((performance.now() - started) / 1000).toFixed(1)} s`);
      await attemptIn(world, IN_EVERY_WORLD, [size]);
      if (index === 0) {
        await attemptIn(world, [batchTakenIn], sizes.waiting);
        await attemptIn(world, BY_HISTORY, sizes.reports);
        await attemptIn(world, BY_FINISHED, sizes.finished);
      }
      broken.push(...ground.faults);
    } finally {
      await close();
    }
  }
  const gates = judge(ALL, figures);
  const missed = gates.filter(({ holds }) => !holds).map(({ name }) => name);
  return { figures, gates, failed: [...broken, ...missed] };
}
