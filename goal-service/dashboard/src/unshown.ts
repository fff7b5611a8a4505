import { notifyManager, type QueryClient, type QueryFunctionContext, useQueryClient } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";
import { count } from "./format.ts";

/** What the service could not show is kept beside the query that asked for it: the numbers of its faults. */
const KEY = "unshown";

export function keepUnshown({ client, queryKey }: QueryFunctionContext, faults: readonly string[]): void {
  const key = [KEY, ...queryKey];
  client.setQueryDefaults([KEY], { gcTime: Infinity });
  if (faults.length > 0 || client.getQueryData(key) !== undefined) client.setQueryData(key, faults);
}

const WORDS: Record<string, [one: string, many?: string]> = {
  portfolio: ["goal"],
  "key-results": ["key result"],
  readings: ["reading"],
  initiatives: ["initiative"],
  items: ["work item"],
  load: ["work item"],
  decisions: ["decision"],
  "check-ins": ["check-in"],
  calls: ["call"],
  people: ["person", "people"],
  teams: ["team"],
  periods: ["period"],
  sessions: ["session"],
  tokens: ["token"],
  invitations: ["invitation"],
};

/** The kind of thing that a query reads: by its part where it is of a goal or an initiative. */
const partOf = ([first, , part]: readonly unknown[]): string =>
  String(first === "goal" || first === "initiative" ? part : first);

const wordsFor = (part: string, amount: number): string => {
  const [one, many] = WORDS[part] ?? ["entry", "entries"];
  return count(amount, one, many);
};

/** Of the queries that a screen looks at now: "1 reading and 2 work items", with their faults. */
function unshownOf(client: QueryClient): { what: string; faults: string[] } | null {
  const byPart = new Map<string, string[]>();
  for (const [key, faults = []] of client.getQueriesData<string[]>({ queryKey: [KEY] })) {
    const source = key.slice(1);
    if (client.getQueryCache().find({ queryKey: source, exact: true })?.isActive() !== true) continue;
    if (faults.length > 0) byPart.set(partOf(source), [...(byPart.get(partOf(source)) ?? []), ...faults]);
  }
  if (byPart.size === 0) return null;
  const parts = [...byPart].map(([part, faults]) => wordsFor(part, faults.length));
  const what = parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`;
  return { what, faults: [...byPart.values()].flat() };
}

export function useUnshown(): { what: string; faults: string[] } | null {
  const client = useQueryClient();
  const subscribe = useCallback(
    (listener: () => void) => client.getQueryCache().subscribe(notifyManager.batchCalls(listener)),
    [client],
  );
  const text = useSyncExternalStore(subscribe, () => JSON.stringify(unshownOf(client)));
  return JSON.parse(text) as ReturnType<typeof unshownOf>;
}
