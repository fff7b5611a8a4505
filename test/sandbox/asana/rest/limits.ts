// Asana's limits per token: requests a minute, and how many at once. A refused request counts too.
import { type Method } from "./operation.ts";
import { errorBody, Refusal } from "./refusal.ts";

const MINUTE = 60_000;

export const tooMany = (retryAfter: number): Refusal =>
  new Refusal(429, errorBody("You have made too many requests recently. Please, be chill."), {
    "retry-after": String(retryAfter),
  });

interface LimitSettings {
  /** Overrides what the plan gives. */
  perMinute: number | null;
  reads: number;
  writes: number;
}

export class Limits {
  readonly #calls = new Map<string, number[]>();
  readonly #running = new Map<string, { reads: number; writes: number }>();
  settings: LimitSettings = { perMinute: null, reads: 50, writes: 15 };

  check(token: string, paid: boolean): void {
    const most = this.settings.perMinute ?? (paid ? 1500 : 150);
    const now = performance.now();
    const recent = (this.#calls.get(token) ?? []).filter((at) => at > now - MINUTE);
    recent.push(now);
    this.#calls.set(token, recent);
    if (recent.length <= most) return;
    const frees = recent[recent.length - most] ?? now;
    throw tooMany(Math.max(1, Math.ceil((frees + MINUTE - now) / 1000)));
  }

  /** Takes a place among those running; gives back how to leave it. */
  enter(token: string, method: Method): () => void {
    const running = this.#running.get(token) ?? { reads: 0, writes: 0 };
    this.#running.set(token, running);
    const kind = method === "GET" ? "reads" : "writes";
    if (running[kind] >= this.settings[kind]) throw tooMany(1);
    running[kind] += 1;
    return () => {
      running[kind] -= 1;
    };
  }
}
