import type { Query, QueryClient } from "@tanstack/react-query";
import { heard, look, watch } from "./answering.ts";
import { listen, type LiveSignal } from "./live-channel.ts";

/** Live events become refetches of the touched queries: the first at once, then at most one a query each two seconds. */

const GAP = 2000;
/** An item's event is followed by its goal's, once the goal is evaluated: what shows health waits for that one. */
const SETTLE = 700;
const POLL = 60_000;

interface Known {
  id: string;
}
const hasId = (data: unknown): data is Known => typeof data === "object" && data !== null && "id" in data;

/** The keys by which pages name the goal or initiative with this id: the id itself and the key of its address. */
function namesOf(client: QueryClient, kind: "goal" | "initiative", id: string): Set<unknown> {
  const names = new Set<unknown>([id]);
  for (const [key, data] of client.getQueriesData({ queryKey: [kind] })) {
    if (key[2] === "detail" && hasId(data) && data.id === id) names.add(key[1]);
  }
  return names;
}

const ITEM_PARTS = new Set(["items", "initiatives", "health", "questions", "decisions"]);
/** Lists across goals, by the first part of their keys. */
const ITEM_KEYS = new Set(["portfolio", "load", "unlinked", "found-items", "initiatives", "work-item"]);
const GOAL_KEYS = new Set(["me", "portfolio", "initiative", "initiatives"]);
const showsHealth = ([first, , part]: readonly unknown[]) => first === "portfolio" || part === "health";
const CONNECTION_KEYS = new Set(["connections", "failures", "portfolio"]);

/** Whether an event of the stream touches a query. */
export function touches(client: QueryClient, signal: { kind: string; id: string }): (query: Query) => boolean {
  if (signal.kind === "goal") {
    const names = namesOf(client, "goal", signal.id);
    return ({ queryKey: [first, name] }) =>
      // A goal also turns because a day has passed: ask again which day it is.
      GOAL_KEYS.has(String(first)) || (first === "goal" && names.has(name));
  }
  if (signal.kind === "item") {
    return ({ queryKey: [first, , part] }) =>
      ITEM_KEYS.has(String(first)) ||
      ((first === "goal" || first === "initiative") &&
        (part === "detail" ? first === "initiative" : ITEM_PARTS.has(String(part))));
  }
  return ({ queryKey: [first] }) => CONNECTION_KEYS.has(String(first));
}

interface Waiting {
  due: number;
  timer: ReturnType<typeof setTimeout>;
}

/** Refetches a query after `delay`, or once its two seconds are over; of two wishes the earlier one is carried out. */
export function refetcher(client: QueryClient) {
  const last = new Map<string, number>();
  const waiting = new Map<string, Waiting>();
  const refetch = (query: Query) => {
    waiting.delete(query.queryHash);
    last.set(query.queryHash, performance.now());
    void client.invalidateQueries({ queryKey: query.queryKey, exact: true });
  };
  return (query: Query, delay: number) => {
    const hash = query.queryHash;
    const now = performance.now();
    const due = Math.max(now + delay, (last.get(hash) ?? -GAP) + GAP);
    const before = waiting.get(hash);
    if (before !== undefined && before.due <= due) return;
    clearTimeout(before?.timer);
    if (due <= now) refetch(query);
    else waiting.set(hash, { due, timer: setTimeout(refetch, due - now, query) });
  };
}

/** Starts listening for this tab; the answer stops it. */
export function startLive(client: QueryClient, onState: (live: boolean) => void): () => void {
  const refetch = refetcher(client);
  let live = false;
  const everything = () => void client.invalidateQueries();
  const stop = listen((signal: LiveSignal) => {
    if (signal.kind === "down") void look();
    else if (signal.kind !== "up") heard();
    if (signal.kind === "beat") return;
    if (signal.kind === "up" || signal.kind === "down") {
      live = signal.kind === "up";
      onState(live);
      if (signal.kind === "up" && signal.gap) everything();
      // It also ends with the session: whoever is signed out must not look at what they may no longer see.
      if (signal.kind === "down") void client.invalidateQueries({ queryKey: ["me"] });
      return;
    }
    for (const query of client.getQueryCache().findAll({ predicate: touches(client, signal) })) {
      refetch(query, signal.kind === "item" && showsHealth(query.queryKey) ? SETTLE : 0);
    }
  });
  const poll = setInterval(() => {
    if (!live && document.visibilityState === "visible") everything();
  }, POLL);
  const unwatch = watch(everything);
  return () => {
    stop();
    unwatch();
    clearInterval(poll);
  };
}
