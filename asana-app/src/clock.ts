import { z } from "zod";

const DAY = 86_400_000;
const EVERY_MS = 1000;

/** The only thing here that knows the time, in milliseconds since 1970. */
export interface Clock {
  now: () => number;
  stop: () => void;
}

export const realClock: Clock = { now: () => Date.now(), stop: () => undefined };

/** Under npm start: real time plus the whole days that the service counts. Without an answer the days stand. */
export function serviceClock(serviceUrl: string): Clock {
  let days = 0;
  const Answer = z.object({ days: z.number().int() });
  const ask = async (): Promise<void> => {
    const response = await fetch(`${serviceUrl}/sandbox/clock`, { signal: AbortSignal.timeout(EVERY_MS) });
    days = Answer.parse(await response.json()).days;
  };
  const again = () => void ask().catch(() => undefined);
  again();
  const timer = setInterval(again, EVERY_MS);
  return {
    now: () => Date.now() + days * DAY,
    stop: () => {
      clearInterval(timer);
    },
  };
}
