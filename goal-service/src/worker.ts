import { markBehind } from "./connections/behind.ts";
import { dueAtStart, noTurnYet, takeTurn } from "./deliveries/take-turn.ts";
import { newRound, processBatch } from "./deliveries/process.ts";
import type { Ground } from "./ground.ts";
import { evaluateRound } from "./health/round.ts";
import { wakeDue } from "./health/wake.ts";

/** A goal is evaluated at most once in this time, however much arrives. */
const APART_MS = 250;
/** Notifications are hints; this poll is the truth. */
const POLL_MS = 1000;
/** How many tools are asked side by side: each holds a connection of the database while it waits for its answer. */
const TURNS = 3;

export interface Worker {
  /** Something may be waiting: look now. */
  hint: () => void;
  /** Runs until nothing waits, for whoever must see the end of it (the day control, tests). */
  drain: () => Promise<void>;
  stop: () => Promise<void>;
}

/** Applies deliveries, reads tools, evaluates goals, wakes what is due; any number of processes may do so side by side. */
export function startWorker(ground: Ground): Worker {
  const ending = new AbortController();
  const round = newRound();
  const takeIn = () => processBatch(ground, round);
  const intake = loop(ground, 0, takeIn);
  // One that is free looks; when it finds a turn to take, the next looks for another.
  const last = noTurnYet();
  const turns: Loop[] = Array.from({ length: TURNS }, () =>
    loop(ground, 0, () => takeTurn(ground, ending.signal, hintTurns, last)),
  );
  function hintTurns(): void {
    (turns.find((one) => one.idle()) ?? turns[0])?.hint();
  }
  const evaluator = loop(ground, APART_MS, () => evaluateRound(ground));
  const loops = [intake, ...turns, evaluator];
  const hint = () => {
    intake.hint();
    hintTurns();
    evaluator.hint();
  };
  /** What a process missed while it was down is asked for when it comes up. */
  const started = dueAtStart(ground).then(hint, (error: unknown) => {
    ground.log.error({ error }, "the tools could not be made due; they are asked when their hour comes");
  });
  const waker = setInterval(() => void due(), POLL_MS);
  async function due(): Promise<void> {
    try {
      const woken = await wakeDue(ground);
      const behind = await markBehind(ground);
      if (woken || behind) evaluator.hint();
      hint();
    } catch (error) {
      ground.log.error({ error }, "the waker failed and will try again");
    }
  }
  return {
    hint,
    drain: async () => {
      await started;
      for (let more = true; more;) {
        const before = foundBy(loops);
        more = false;
        for (const work of [takeIn, takeTurn, wakeDue, evaluateRound]) more = (await work(ground)) || more;
        for (const each of loops) await each.held();
        // What a loop ended meanwhile may have made something due that was looked for a moment too early.
        more ||= foundBy(loops) > before;
      }
    },
    stop: async () => {
      clearInterval(waker);
      ending.abort();
      await Promise.all([started, ...loops.map((each) => each.stop())]);
    },
  };
}

interface Loop {
  hint: () => void;
  idle: () => boolean;
  /** Resolves when the round under way, if any, is over: what it holds nobody else can see. */
  held: () => Promise<void>;
  /** How many of its rounds have found something. */
  found: () => number;
  stop: () => Promise<void>;
}

const foundBy = (loops: readonly Loop[]) => loops.reduce((sum, each) => sum + each.found(), 0);

/** Runs `round` until it finds nothing, then sleeps until hinted; rounds begin at least `apart` ms after each other. */
function loop(ground: Ground, apart: number, round: () => Promise<boolean>): Loop {
  let wanted = true;
  let running: Promise<void> | null = null;
  let underWay: Promise<boolean> | null = null;
  let stopped = false;
  let found = 0;
  const run = async () => {
    while (wanted && !stopped) {
      wanted = false;
      try {
        underWay = round();
        if (await underWay) {
          wanted = true;
          found++;
        }
      } catch (error) {
        ground.log.error({ error }, "a round failed and will be tried again");
      }
      underWay = null;
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
    idle: () => running === null,
    held: async () => {
      await underWay?.catch(() => false);
    },
    found: () => found,
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}
