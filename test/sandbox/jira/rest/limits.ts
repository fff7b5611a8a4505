// Jira's rate limits: points per hour, calls per second and endpoint, and writes per item.
import { tooMany } from "./refusal.ts";
import { type Method } from "./operation.ts";

/** Counts calls within a sliding time; true when one more is too many. */
class Window {
  readonly #calls = new Map<string, number[]>();
  over(key: string, most: number, within: number): boolean {
    const now = performance.now();
    const recent = (this.#calls.get(key) ?? []).filter((at) => at > now - within);
    if (recent.length >= most) {
      this.#calls.set(key, recent);
      return true;
    }
    recent.push(now);
    this.#calls.set(key, recent);
    return false;
  }
}

interface LimitSettings {
  quota: number;
  burst: number;
  perIssue: number;
}

export class Limits {
  readonly #burst = new Window();
  readonly #shortWrites = new Window();
  readonly #longWrites = new Window();
  #points = 0;
  #hourStart = performance.now();
  settings: LimitSettings = { quota: 65_000, burst: 1, perIssue: 1 };

  /** Before the call: `burst` and `perIssue` are factors, so that a test can tighten them. */
  check(method: Method, path: string, issue: string | undefined, now: number): void {
    if (performance.now() - this.#hourStart > 3_600_000) {
      this.#hourStart = performance.now();
      this.#points = 0;
    }
    const left = Math.ceil((3_600_000 - (performance.now() - this.#hourStart)) / 1000);
    if (this.#points >= this.settings.quota) throw tooMany("jira-quota-global-based", left, now + left * 1000);
    const perSecond =
      path === "/issue/:issue" && method === "GET" ? 150 : method === "GET" || method === "POST" ? 100 : 50;
    if (this.#burst.over(`${method} ${path}`, perSecond * this.settings.burst, 1000))
      throw tooMany("jira-burst-based", 1, now + 1000);
    if (method === "GET" || issue === undefined) return;
    if (this.#shortWrites.over(issue, 20 * this.settings.perIssue, 2000))
      throw tooMany("jira-per-issue-on-write", 2, now + 2000);
    if (this.#longWrites.over(issue, 100 * this.settings.perIssue, 30_000))
      throw tooMany("jira-per-issue-on-write", 30, now + 30_000);
  }

  spend(points: number): Record<string, string> {
    this.#points += points;
    const remaining = Math.max(0, this.settings.quota - this.#points);
    return {
      "x-ratelimit-limit": String(this.settings.quota),
      "x-ratelimit-remaining": String(remaining),
      ...(remaining < this.settings.quota / 5 ? { "x-ratelimit-nearlimit": "true" } : {}),
    };
  }
}
