import { createHmac, randomUUID } from "node:crypto";
import type { Mark } from "@throughline/shared/link";
import type { Category } from "@throughline/shared/vocabulary";
import {
  type Changes,
  type Outward,
  type PullConnector,
  ToolError,
  type ToolRead,
} from "../../goal-service/src/connectors/connector.ts";

/** An item as the tool keeps it. */
export interface FakeItem {
  container: string;
  title: string;
  status: string;
  statusId?: string;
  category: Category;
  done: number;
  tick?: ToolRead["tick"];
  parent: string | null;
  createdAt: number;
  updatedAt: number;
  mark: Mark | null;
  comments: string[];
  cards: string[];
}

/** One delivery on its way: tests say when it arrives, how often, and whether at all. */
export interface FakeDelivery {
  target: string;
  body: string;
  signature: string;
}

type Post = (
  target: string,
  headers: Record<string, string>,
  body: string,
) => Promise<{ status: number; secret: string | null }>;
/** `commented`: the comment is there, its answer on the way. */
type Act = keyof PullConnector | keyof Outward | "commented";

/**
 * A small tool that lives in the memory of the test: containers, items, webhooks that shake hands and sign. It speaks the
 * contract of pull connections and nothing else; what a real tool does besides is the business of its own connector.
 */
export class FakeTool {
  readonly items = new Map<string, FakeItem>();
  readonly containers = new Map<string, { name: string; restricted: boolean }>();
  /** Put away: there, but not to be chosen. */
  readonly archived = new Set<string>();
  readonly webhooks = new Map<string, { container: string; target: string; secret: string; problem: string | null }>();
  readonly waiting: FakeDelivery[] = [];
  readonly asked: Act[] = [];
  /** What the next calls of a kind are answered with instead. */
  readonly refuses = new Map<Act, ToolError[]>();
  /** Runs before and after a read looks: time passes while a tool is asked. */
  during: (when: "before" | "after") => Promise<void> = () => Promise.resolve();
  pageSize = 3;
  /** Broken off, it leaves without an answer whatever was on its way to us. */
  line = new AbortController();
  /** What was told above the items: fields, updates, goals. */
  readonly told: object[] = [];
  hasHealthField = true;
  /** References of the comments that were written. */
  readonly heard = new Set<string>();
  /** The key of our goal that a goal of the tool names. */
  nativeGoal: string | null = null;
  /** Containers for whose webhooks somebody else shakes hands in our place. */
  readonly stolen = new Set<string>();
  readonly now: () => number;
  readonly post: Post;
  readonly #pass: () => void;

  /** `pass`: a moment passes with every call. */
  constructor(now: () => number, pass: () => void, post: Post) {
    this.now = now;
    this.#pass = pass;
    this.post = post;
  }

  /** Makes or changes an item, and tells the webhooks of its container. */
  put(id: string, change: Partial<FakeItem> & { container?: string }): FakeItem {
    const at = this.now();
    const fresh = { container: "P1", title: `Item ${id}`, status: "To do", category: "todo" as const, done: 0 };
    const before = this.items.get(id) ?? {
      ...fresh,
      parent: null,
      createdAt: at,
      mark: null,
      comments: [],
      cards: [],
      updatedAt: at,
    };
    const item = { ...before, ...change, updatedAt: at };
    this.items.set(id, item);
    for (const container of new Set([before.container, item.container])) this.tell(container, [id]);
    return item;
  }

  remove(id: string): void {
    const item = this.items.get(id);
    this.items.delete(id);
    if (item) this.tell(item.container, [id]);
  }

  /** Signs what happened for every webhook that hears of it; no ids: a sign of life. */
  tell(container: string, ids: readonly string[]): void {
    const events = ids.map((id) => ({ id, at: this.now() }));
    for (const hook of this.webhooks.values()) {
      if (hook.container !== container) continue;
      const body = JSON.stringify({ events });
      this.waiting.push({ target: hook.target, body, signature: sign(hook.secret, body) });
    }
  }

  /** Sends what waits, in its order, or one that is given. What is not heard goes on waiting. */
  async deliver(...given: FakeDelivery[]): Promise<number[]> {
    const statuses: number[] = [];
    const queue = given.length > 0 ? given : this.waiting;
    for (let next = queue[0]; next; next = queue[0]) {
      statuses.push((await this.post(next.target, { "x-hook-signature": next.signature }, next.body)).status);
      queue.shift();
    }
    return statuses;
  }

  refuse(act: Act, ...errors: ToolError[]): void {
    this.refuses.set(act, [...(this.refuses.get(act) ?? []), ...errors]);
  }

  count(act: Act): number {
    return this.asked.filter((one) => one === act).length;
  }

  note(act: Act): void {
    this.asked.push(act);
    this.#pass();
    const error = this.refuses.get(act)?.shift();
    if (error) throw error;
  }

  show(id: string): ToolRead | null {
    const item = this.items.get(id);
    if (!item || !this.containers.has(item.container)) return null;
    return {
      ref: { container: item.container, id },
      title: item.title,
      url: `https://fake.example/${id}`,
      status: { id: item.statusId ?? null, name: item.status, category: item.category },
      blocked: false,
      assignees: [],
      labels: [],
      spentMinutes: 0,
      commits: 0,
      subitems: { done: item.done, total: 9 },
      parent: item.parent === null ? null : { container: item.container, id: item.parent },
      mirrors: [],
      restricted: false,
      presence: "live",
      mark: item.mark,
      createdAt: new Date(item.createdAt).toISOString(),
      updatedAt: new Date(item.updatedAt).toISOString(),
      ...(item.tick && { tick: item.tick }),
    };
  }

  /** One page of what changed at or after `since`, after the last one shown; ordered by time. */
  page(container: string, since: string | null, after: [number, string] | null): Changes & { after: [number, string] } {
    if (!this.containers.has(container)) throw new ToolError("missing", "There is no such project.");
    const from = since === null ? -Infinity : Number(since);
    const changed = [...this.items]
      .filter(([, item]) => item.container === container && item.updatedAt >= from)
      .map(([id, { updatedAt }]): [number, string] => [updatedAt, id])
      .sort(inOrder)
      .filter((key) => after === null || inOrder(key, after) > 0);
    const shown = changed.slice(0, this.pageSize);
    const end = shown.at(-1) ?? after ?? [since === null ? 0 : Number(since), ""];
    return {
      items: shown.flatMap(([, id]) => this.show(id) ?? []),
      missing: [],
      unread: [],
      cursor: String(end[0]),
      last: changed.length <= this.pageSize,
      after: end,
    };
  }

  async subscribe(container: string, target: string): Promise<{ remoteId: string; secret: string }> {
    const secret = randomUUID();
    const answer = await this.post(target, { "x-hook-secret": secret }, "{}");
    if (answer.status !== 200 || answer.secret !== secret)
      throw new ToolError("refused", `${target} did not shake hands.`);
    const remoteId = randomUUID();
    this.webhooks.set(remoteId, { container, target, secret, problem: null });
    return { remoteId, secret: this.stolen.has(container) ? randomUUID() : secret };
  }
}

const inOrder = (a: [number, string], b: [number, string]): number => a[0] - b[0] || a[1].localeCompare(b[1]);
const sign = (secret: string, body: string): string => createHmac("sha256", secret).update(body).digest("hex");
