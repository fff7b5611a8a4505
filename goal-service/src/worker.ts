import { markBehind } from "./connections/behind.ts";
import { processBatch } from "./deliveries/process.ts";
import type { Ground } from "./ground.ts";
import { evaluateRound } from "./health/round.ts";
import { wakeDue } from "./health/wake.ts";

/** A goal is evaluated at most once in this time, however much arrives. */
const APART_MS = 250;
/** Notifications are hints; this poll is the truth. */
const POLL_MS = 1000;

export interface Worker {
  /** Something may be waiting: look now. */
  hint: () => void;
  /** Runs until nothing waits, for whoever must see the end of it (the day control, tests). */
  drain: () => Promise<void>;
  stop: () => Promise<void>;
}

/** Applies deliveries, evaluates goals, wakes what is due; any number of processes may do so side by side. */
export function startWorker(ground: Ground): Worker {
  const intake = loop(ground, 0, () => processBatch(ground));
  const evaluator = loop(ground, APART_MS, () => evaluateRound(ground));
  const waker = setInterval(() => void due(), POLL_MS);
  async function due(): Promise<void> {
    try {
      const woken = await wakeDue(ground);
      const behind = await markBehind(ground);
      if (woken || behind) evaluator.hint();
      intake.hint();
      evaluator.hint();
    } catch (error) {
      ground.log.error({ error }, "the waker failed and will try again");
    }
  }
  return {
    hint: () => {
      intake.hint();
      evaluator.hint();
    },
    drain: async () => {
      for (let more = true; more;) {
        const applied = await processBatch(ground);
        await intake.held();
        const woken = await wakeDue(ground);
        const evaluated = await evaluateRound(ground);
        await evaluator.held();
        more = applied || woken || evaluated;
      }
    },
    stop: async () => {
      clearInterval(waker);
      await Promise.all([intake.stop(), evaluator.stop()]);
    },
  };
}

interface Loop {
  hint: () => void;
  /** Resolves when the round under way, if any, is over: what it holds nobody else can see. */
  held: () => Promise<void>;
  stop: () => Promise<void>;
}

/** Runs `round` until it finds nothing, then sleeps until hinted; rounds begin at least `apart` ms after each other. */
function loop(ground: Ground, apart: number, round: () => Promise<boolean>): Loop {
  let wanted = true;
  let running: Promise<void> | null = null;
  let underWay: Promise<boolean> | null = null;
  let stopped = false;
  const run = async () => {
    while (wanted && !stopped) {
      wanted = false;
      try {
        underWay = round();
        if (await underWay) wanted = true;
      } catch (error) {
        ground.log.error({ error }, "a round failed and will be tried again");
      }
      if (apart > 0) await new Promise((resolve) => setTimeout(resolve, apart));
    }
    running = null;
  };
  const start = () => {
    if (!stopped) running ??= run();
  };
  start();
  return {
    hint: () => {
      wanted = true;
      start();
    },
    held: async () => {
      await underWay?.catch(() => false);
    },
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}
