import { z } from "zod";

const DAY = 86_400_000;
const OLD_MS = 1000;
const PATIENCE_MS = 10_000;

/** The only thing here that knows the time, in milliseconds since 1970. */
export interface Clock {
  now: () => number;
  /** Until `now` is no older than a second. */
  fresh: () => Promise<void>;
}

export const realClock: Clock = { now: () => Date.now(), fresh: () => Promise.resolve() };

/** Under npm start: real time plus the whole days that the service counts. Without an answer the days stand. */
export function serviceClock(serviceUrl: string): Clock {
  const Answer = z.object({ days: z.number().int() });
  let days = 0;
  let oldAt = 0;
  let asking: Promise<void> | undefined;
  const ask = async (): Promise<void> => {
    const response = await fetch(`${serviceUrl}/sandbox/clock`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    days = Answer.parse(await response.json()).days;
  };
  return {
    now: () => Date.now() + days * DAY,
    fresh: async () => {
      if (performance.now() < oldAt) return;
      asking ??= ask()
        .catch(() => undefined)
        .finally(() => {
          oldAt = performance.now() + OLD_MS;
          asking = undefined;
        });
      await asking;
    },
  };
}
