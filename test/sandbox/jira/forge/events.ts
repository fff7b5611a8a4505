// Delivers events to the app's trigger functions: at least once, in no promised order, up to three minutes late. On
// demand also twice, shuffled, held back, or not at all. What waits is in the state file, so a restart loses none of it.
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { realTime } from "../../base/clock.ts";
import { gatewayOf } from "../rest/tokens.ts";
import { type QueuedEvent } from "../state/model.ts";
import { type Site } from "../state/site.ts";
import { eventOf } from "./event-payloads.ts";
import { type Functions, TimedOut } from "./functions.ts";
import { type Manifest } from "./manifest.ts";

/** What `InvocationError` of @forge/events becomes when a function returns it. */
const WantsRetry = z.object({
  _retry: z.literal(true),
  retryOptions: z
    .object({
      retryAfter: z.number().optional(),
      retryReason: z.string().optional(),
      retryData: z.unknown().optional(),
    })
    .optional(),
});
const MOST_RETRIES = 4;
/** How many events are delivered side by side. */
const LANES = 8;
const LONGEST_RETRY_DATA = 4096;

export class Events {
  readonly #site: Site;
  readonly #manifest: Manifest;
  readonly #functions: Functions;
  readonly #log: (line: string) => void;
  readonly #running = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(site: Site, manifest: Manifest, functions: Functions, log: (line: string) => void) {
    this.#site = site;
    this.#manifest = manifest;
    this.#functions = functions;
    this.#log = log;
    site.onChange((change) => {
      if (site.data.installed) this.send(eventOf(site, change, gatewayOf(site.data)));
    });
  }

  /** Queues an event for every trigger that subscribed to it. */
  send(event: Record<string, unknown>): void {
    const { mode, delayMs, duplicate, shuffle } = this.#site.data.eventMode;
    if (mode === "drop") return;
    for (const trigger of this.#manifest.modules.trigger) {
      if (!trigger.events.includes(String(event["eventType"]))) continue;
      for (let copy = 0; copy < (duplicate ? 2 : 1); copy += 1) {
        const wait = shuffle
          ? Math.random() * Math.max(delayMs, 500)
          : mode === "late"
            ? delayMs
            : Math.min(delayMs, 100);
        this.#site.data.queue.push({
          id: randomUUID(),
          functionKey: trigger.function,
          event,
          tries: 0,
          dueAt: realTime() + wait,
          held: mode === "hold",
        });
      }
    }
    this.#pumpIn(0);
  }

  release(): void {
    for (const entry of this.#site.data.queue) {
      entry.held = false;
      entry.dueAt = realTime();
    }
    this.pump();
  }

  waiting(): QueuedEvent[] {
    return this.#site.data.queue;
  }

  /** Starts whatever is due, a few at a time, and sleeps until the next one is. */
  pump(): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    const now = realTime();
    const ready = this.#site.data.queue.filter((entry) => !entry.held && !this.#running.has(entry.id));
    const due = ready.filter((entry) => entry.dueAt <= now);
    for (const entry of due.slice(0, LANES - this.#running.size)) void this.#deliver(entry);
    const next = ready.filter((entry) => entry.dueAt > now).map((entry) => entry.dueAt);
    if (next.length > 0) this.#pumpIn(Math.min(...next) - now);
  }

  #pumpIn(wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        this.pump();
      },
      Math.max(5, wait),
    );
  }

  async #deliver(entry: QueuedEvent): Promise<void> {
    this.#running.add(entry.id);
    const retry = await this.#once(entry);
    this.#running.delete(entry.id);
    if (retry && entry.tries < MOST_RETRIES) {
      entry.tries += 1;
      entry.dueAt = realTime() + retry.after * 1000;
      entry.event = {
        ...entry.event,
        retryContext: { retryCount: entry.tries, retryReason: retry.reason, retryData: retry.data },
      };
    } else {
      if (retry) this.#log(`event ${String(entry.event["eventType"])} is lost after ${String(entry.tries)} retries`);
      this.#site.data.queue = this.#site.data.queue.filter((other) => other !== entry);
    }
    await this.#site.save().catch((error: unknown) => {
      this.#log(`could not save: ${String(error)}`);
    });
    this.pump();
  }

  /** A thrown error loses the event; only a returned retry, or a time-out, brings it back. */
  async #once(entry: QueuedEvent): Promise<{ after: number; reason: string; data: unknown } | undefined> {
    const actor = z.string().optional().catch(undefined).parse(entry.event["atlassianId"]);
    try {
      const result = WantsRetry.safeParse(
        await this.#functions.run(entry.functionKey, entry.functionKey, actor, entry.event),
      );
      if (!result.success) return undefined;
      const { retryAfter = 1, retryReason = "FUNCTION_RETRY_REQUEST", retryData } = result.data.retryOptions ?? {};
      if (retryData !== undefined && JSON.stringify(retryData).length > LONGEST_RETRY_DATA) {
        this.#log("retryData is over 4 KB; the retry is refused");
        return undefined;
      }
      return { after: Math.min(Math.max(retryAfter, 1), 900), reason: retryReason, data: retryData };
    } catch (error) {
      return error instanceof TimedOut ? { after: 60, reason: "FUNCTION_TIME_OUT", data: undefined } : undefined;
    }
  }

  /** Waits until nothing is due or running, as a passing day does. */
  async settle(patience: number): Promise<void> {
    const end = performance.now() + patience;
    while (
      performance.now() < end &&
      (this.#running.size > 0 || this.#site.data.queue.some((entry) => !entry.held && entry.dueAt <= realTime() + 1000))
    ) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }
}
