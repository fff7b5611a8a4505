// Delivers what happened to those who subscribed: signed, a few at a time, again after a failure and later each time; a
// heartbeat every eight hours; after a day of failures the webhook is gone. On demand late, twice, out of order, held
// back or not at all. What waits is in the state file, so a restart loses none of it.
import { setTimeout as sleep } from "node:timers/promises";
import { realTime } from "../../base/clock.ts";
import { type Event, type Happening, type Webhook } from "../state/model.ts";
import { type Site } from "../state/site.ts";
import { hears } from "./filters.ts";
import { deliver, type Told } from "./post.ts";

const SECOND = 1000;
const HOUR = 3_600 * SECOND;
const HEARTBEAT = 8 * HOUR;
const DAY = 24 * HOUR;
const MOST_EVENTS = 100;
const LOOK = 100;
/** How long a site that is stopped waits for whoever it is just telling something. */
const STOP = SECOND;

/** One second, two, four, up to an hour. */
const backoff = (retries: number): number => Math.min(HOUR, SECOND * 2 ** Math.min(retries - 1, 12));

export class Webhooks {
  readonly #site: Site;
  readonly #log: (line: string) => void;
  readonly #busy = new Map<string, Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(site: Site, log: (line: string) => void) {
    this.#site = site;
    this.#log = log;
    site.onEvent((happened) => {
      this.#hear(happened);
    });
  }

  start(): void {
    this.#timer = setInterval(() => void this.pump(), LOOK);
    this.#timer.unref();
  }

  /** What is under way is told to its end: told and not noted, it would be told again after a restart. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await Promise.race([Promise.allSettled(this.#busy.values()), sleep(STOP, undefined, { ref: false })]);
  }

  #hear({ event, heardBy }: Happening): void {
    const { mode, delayMs } = this.#site.data.eventMode;
    if (mode === "drop") return;
    for (const hook of this.#site.data.webhooks) {
      if (heardBy.includes(hook.resource) && hears(hook.filters, event)) this.#queue(hook, event, mode, delayMs);
    }
  }

  #queue(hook: Webhook, event: Event, mode: string, delayMs: number): void {
    const dueAt = realTime() + (mode === "late" ? delayMs : Math.min(delayMs, 50));
    const last = hook.waiting.at(-1);
    const room =
      last && !this.#busy.has(hook.gid) && last.events.length < MOST_EVENTS && last.held === (mode === "hold");
    if (room && last.dueAt > realTime()) last.events.push(event);
    else hook.waiting.push({ events: [event], dueAt, held: mode === "hold" });
  }

  /** Sends what is due, webhook by webhook. */
  async pump(): Promise<void> {
    await Promise.all(this.#site.data.webhooks.map((hook) => this.#serve(hook)));
  }

  async #serve(hook: Webhook): Promise<void> {
    if (this.#stopped || this.#busy.has(hook.gid)) return;
    const served = this.#all(hook).finally(() => this.#busy.delete(hook.gid));
    this.#busy.set(hook.gid, served);
    await served;
  }

  async #all(hook: Webhook): Promise<void> {
    while (!this.#stopped && this.#site.data.webhooks.includes(hook) && (await this.#one(hook)));
  }

  #next(hook: Webhook): Webhook["waiting"][number] | undefined {
    const due = hook.waiting.filter((delivery) => !delivery.held && delivery.dueAt <= realTime());
    return this.#site.data.eventMode.shuffle ? due.at(-1) : due[0];
  }

  /** One delivery or heartbeat; false when there is nothing more to do now. */
  async #one(hook: Webhook): Promise<boolean> {
    const now = this.#site.clock.now();
    if (hook.nextAttemptAt !== null && now < hook.nextAttemptAt) return false;
    const { duplicate, shuffle } = this.#site.data.eventMode;
    const next = this.#next(hook);
    if (!next && now < hook.heartbeatAt + HEARTBEAT && hook.retries === 0) return false;
    const events = [...(next?.events ?? [])];
    if (shuffle) events.reverse();
    const told = await deliver(hook.target, hook.secret, events);
    this.#note(hook, told);
    if (next && told.ok) {
      hook.waiting.splice(hook.waiting.indexOf(next), 1);
      if (duplicate) await deliver(hook.target, hook.secret, events);
    }
    await this.#site.save();
    return told.ok;
  }

  #note(hook: Webhook, told: Told): void {
    const now = this.#site.clock.now();
    if (told.ok) {
      Object.assign(hook, { lastSuccessAt: now, heartbeatAt: now, retries: 0, nextAttemptAt: null, deletionAt: null });
      return;
    }
    hook.lastFailureAt = now;
    hook.lastFailure = told.status === undefined ? told.said : `${String(told.status)} ${told.said}`;
    hook.retries += 1;
    hook.nextAttemptAt = now + backoff(hook.retries);
    hook.deletionAt ??= now + DAY;
    if (now < hook.deletionAt) return;
    this.#log(`webhook ${hook.gid} to ${new URL(hook.target).host} failed for a day and is deleted`);
    this.remove(hook);
  }

  /** The first heartbeat, right after the handshake. */
  async greet(hook: Webhook): Promise<void> {
    this.#note(hook, await deliver(hook.target, hook.secret, []));
    await this.#site.save();
  }

  remove(hook: Webhook): void {
    this.#site.data.webhooks = this.#site.data.webhooks.filter((other) => other !== hook);
  }

  release(): void {
    for (const hook of this.#site.data.webhooks) for (const delivery of hook.waiting) delivery.held = false;
  }

  /** How many deliveries have not arrived yet, held ones too. */
  waiting(): number {
    return this.#site.data.webhooks.reduce((sum, hook) => sum + hook.waiting.length, 0);
  }

  /** How many of them are on their way: not held back, and to a door that was not found closed. */
  onTheirWay(): number {
    const hooks = this.#site.data.webhooks.filter((hook) => hook.retries === 0);
    const waiting = hooks.flatMap((hook) => hook.waiting).filter((delivery) => !delivery.held);
    return waiting.length + this.#busy.size;
  }

  /** Until everything that can be delivered now is, or the patience ends. */
  async settle(patience: number): Promise<void> {
    const end = performance.now() + patience;
    const open = (hook: Webhook): boolean =>
      hook.retries === 0 && hook.waiting.some((delivery) => !delivery.held && delivery.dueAt <= realTime() + 60);
    await this.pump();
    while (performance.now() < end && this.#site.data.webhooks.some((hook) => open(hook) || this.#busy.has(hook.gid))) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      await this.pump();
    }
  }
}
