import type { Caller } from "../accounts/caller.ts";
import type { Ground } from "../ground.ts";
import { readAudiences } from "./audience.ts";
import { AT_ONCE, type LiveEvent, pruneEvents, readAfter, readLatest, readNew } from "./events.ts";
import { listenToHints } from "./hints.ts";
import { WorkspacePosition } from "./position.ts";

/** What a listener hears. `reset`: what was missed is no longer kept, so ask for everything again. */
export type Heard =
  | { kind: LiveEvent["kind"]; id: number; ref: string; version: number }
  | { kind: "reset"; id: number }
  /** This process is about to end; another one goes on from where the listener is. */
  | { kind: "dismissed" };

interface Listener {
  caller: Caller;
  hear: (event: Heard) => void;
  /** Set while what was missed is being read: what comes meanwhile waits. */
  waiting: LiveEvent[] | null;
}

export interface Live {
  /** Hears from now on, or from the event after `since`, until the function that is answered is called. */
  listen(caller: Caller, since: string | null, hear: (event: Heard) => void): Promise<() => void>;
  /**
   * `dirty`: some goal waits for evaluation. `access`: somebody's session, token or membership ended. Hints that can be
   * lost; tables are the truth. The answer stops it.
   */
  on(event: Hint, fn: () => void): () => void;
  /** How often the database has been looked at: while this stands still, nothing can be told. */
  looks(): number;
  /** Tells all listeners that they must listen elsewhere. */
  dismiss(): void;
  close(): Promise<void>;
}

type Hint = "dirty" | "access";

const POLL_MS = 1000;
const PRUNE_MS = 3600_000;
const LATEST = 64;

/**
 * Tells open screens what changed. The database's notification is a hint to look at once; a look each second is the truth,
 * so that a lost hint costs a second and nothing else. One look serves all listeners of this process.
 */
export async function createLive(ground: Ground): Promise<Live> {
  const listeners = new Set<Listener>();
  const positions = new Map<string, WorkspacePosition>();
  const hinted = { dirty: new Set<() => void>(), access: new Set<() => void>() };
  const complain = (error: unknown) => {
    ground.log.warn({ error }, "live: the database did not answer");
  };
  let looking: Promise<void> | null = null;
  let asked = false;
  let closed = false;
  let looked = 0;

  async function look(): Promise<void> {
    const heard = [...positions.values()];
    for (const position of heard) position.forget(ground.clock.now().getTime());
    const rows = await readNew(ground, heard);
    const events = rows.filter(({ workspaceId, id }) =>
      positions.get(workspaceId)?.saw(id, ground.clock.now().getTime()),
    );
    if (events.length > 0) await tell([...listeners], events);
    if (rows.length === AT_ONCE) asked = true;
    looked++;
  }

  async function tell(to: readonly Listener[], events: readonly LiveEvent[]): Promise<void> {
    const mayHear = await readAudiences(ground, events);
    for (const listener of to) {
      for (const event of events) {
        if (!mayHear(listener.caller, event)) continue;
        if (listener.waiting) listener.waiting.push(event);
        else listener.hear(event);
      }
    }
  }

  /** One look at a time; whoever asks while one runs gets one more after it. */
  function lookSoon(): void {
    asked = true;
    if (looking || closed || positions.size === 0) return;
    asked = false;
    looking = look()
      .catch(complain)
      .finally(() => {
        looking = null;
        if (asked) lookSoon();
      });
  }

  const hints = listenToHints(ground, (payload) => {
    if (payload !== "live" && payload !== "access") for (const fn of hinted.dirty) fn();
    if (payload !== "live" && payload !== "dirty") for (const fn of hinted.access) fn();
    lookSoon();
  });
  await hints.ready;
  const poll = setInterval(lookSoon, POLL_MS);
  const pruning = setInterval(() => void pruneEvents(ground).catch(complain), PRUNE_MS);

  async function position(workspaceId: string): Promise<WorkspacePosition> {
    const known = positions.get(workspaceId);
    if (known) return known;
    const made = new WorkspacePosition(
      workspaceId,
      await readLatest(ground, workspaceId, LATEST),
      ground.clock.now().getTime(),
    );
    const meanwhile = positions.get(workspaceId) ?? made;
    positions.set(workspaceId, meanwhile);
    return meanwhile;
  }

  return {
    async listen(caller, since, hear) {
      const listener: Listener = { caller, hear, waiting: [] };
      listeners.add(listener);
      const { top } = await position(caller.workspaceId);
      const missed = since === null ? [] : await readAfter(ground, caller.workspaceId, since);
      if (missed === null) hear({ kind: "reset", id: top });
      else if (missed.length > 0) await catchUp(listener, missed);
      const waiting = listener.waiting ?? [];
      const told = new Set((missed ?? []).map(({ id }) => id));
      listener.waiting = null;
      for (const event of waiting) if (!told.has(event.id)) hear(event);
      return () => {
        listeners.delete(listener);
        if (![...listeners].some((other) => other.caller.workspaceId === caller.workspaceId)) {
          positions.delete(caller.workspaceId);
        }
      };
    },
    on(event, fn) {
      hinted[event].add(fn);
      return () => void hinted[event].delete(fn);
    },
    looks: () => looked,
    dismiss() {
      for (const { hear } of listeners) hear({ kind: "dismissed" });
      listeners.clear();
    },
    async close() {
      closed = true;
      clearInterval(poll);
      clearInterval(pruning);
      listeners.clear();
      await hints.close();
      await looking;
    },
  };

  async function catchUp(listener: Listener, missed: readonly LiveEvent[]): Promise<void> {
    const mayHear = await readAudiences(ground, missed);
    for (const event of missed) if (mayHear(listener.caller, event)) listener.hear(event);
  }
}
