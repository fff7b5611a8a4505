// Scheduled triggers, by the sandbox's clock: when days pass, what fell due in them runs once, as Forge catches up.
import { type Site } from "../state/site.ts";
import { type Functions } from "./functions.ts";
import { type Manifest } from "./manifest.ts";

const every = { fiveMinute: 300_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const;

/** A last run that lies ahead of the clock is from before the clock was set back. */
const isDue = (now: number, last: number, interval: number): boolean => now - last >= interval || last > now;

export class Schedule {
  readonly #site: Site;
  readonly #manifest: Manifest;
  readonly #functions: Functions;
  readonly #running = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(site: Site, manifest: Manifest, functions: Functions) {
    this.#site = site;
    this.#manifest = manifest;
    this.#functions = functions;
  }

  start(): void {
    this.#timer = setInterval(() => void this.check(), 5000);
    this.#timer.unref();
    void this.check();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** A new trigger runs for the first time about a minute after its deployment; here after its first check. */
  async check(): Promise<void> {
    if (!this.#site.data.installed) return;
    await this.#site.clock.refresh();
    const now = this.#site.clock.now();
    const due = this.#manifest.modules.scheduledTrigger.filter(
      (trigger) =>
        !this.#running.has(trigger.key) &&
        isDue(now, this.#site.data.scheduled[trigger.key] ?? 0, every[trigger.interval]),
    );
    await Promise.all(due.map((trigger) => this.run(trigger.key)));
  }

  async run(key: string): Promise<boolean> {
    const trigger = this.#manifest.modules.scheduledTrigger.find((entry) => entry.key === key);
    if (!trigger) return false;
    this.#running.add(key);
    this.#site.data.scheduled[key] = this.#site.clock.now();
    await this.#functions.run(trigger.function, key, undefined, { context: { moduleKey: key } }).catch(() => undefined);
    this.#running.delete(key);
    await this.#site.save();
    return true;
  }
}
