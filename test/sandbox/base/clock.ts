// The sandbox stands in the same day as the service: real time plus the whole days that the service counts.
import { z } from "zod";

const DAY = 86_400_000;
/** Who has not answered by then is gone, not slow. */
const PATIENCE = 10_000;
const Answer = z.object({ days: z.number().int(), now: z.string() });

export interface Clock {
  now: () => number;
  days: () => number;
  /** Asks the service again when the last answer is older than a second. Never throws: without the service, days stand. */
  refresh: (force?: boolean) => Promise<void>;
}

export const realTime = (): number => Date.now();

/** `first` is the last known count of days, kept in the state file for a start before the service answers. */
export function serviceClock(serviceUrl: string, first: number, changed: (days: number) => void): Clock {
  let days = first;
  let askAgainAt = 0;
  let asking: Promise<void> | undefined;

  const ask = async (): Promise<void> => {
    try {
      const response = await fetch(`${serviceUrl}/sandbox/clock`, { signal: AbortSignal.timeout(PATIENCE) });
      const answer = Answer.parse(await response.json());
      if (answer.days !== days) changed(answer.days);
      days = answer.days;
      askAgainAt = performance.now() + 1000;
    } catch {
      askAgainAt = performance.now() + 3000;
    }
  };

  return {
    now: () => realTime() + days * DAY,
    days: () => days,
    refresh: async (force = false) => {
      if (!force && performance.now() < askAgainAt) return;
      asking ??= ask().finally(() => (asking = undefined));
      await asking;
    },
  };
}

/** A clock that only its owner moves; for tests. */
export function handClock(start: number): Clock & { set: (moment: number) => void } {
  let moment = start;
  return {
    now: () => moment,
    days: () => 0,
    refresh: () => Promise.resolve(),
    set: (next) => (moment = next),
  };
}
