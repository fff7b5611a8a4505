import { type Query, QueryClient } from "@tanstack/react-query";
import { afterEach, expect, jest, test } from "@jest/globals";
import { API_PREFIX, endpoints } from "@throughline/shared/endpoints";
import { touches } from "./live.ts";
import * as queries from "./queries.ts";

type Kind = "goal" | "item" | "connection";

/** Which events can change what a read answers; empty: only what people change on the page that shows it. */
const CHANGED_BY: Partial<Record<keyof typeof endpoints, readonly Kind[]>> = {
  getMe: ["goal"],
  getPortfolio: ["goal", "item", "connection"],
  getGoal: ["goal"],
  getGoalHealth: ["goal", "item"],
  listHealthWeeks: ["goal"],
  listKeyResults: ["goal"],
  listReadings: ["goal"],
  listReadingHistory: ["goal"],
  listInitiatives: ["goal", "item"],
  getInitiative: ["goal", "item"],
  listWorkItems: ["item"],
  getWorkItem: ["item"],
  listDecisions: ["goal", "item"],
  listQuestions: ["goal", "item"],
  listCheckIns: ["goal"],
  listCalls: ["goal"],
  listConnections: ["connection"],
  listFailures: ["connection"],
  listContainers: ["connection"],
  listPlaces: ["connection"],
  getMapping: ["connection"],
  draftQuestion: [],
  listPeople: [],
  listTeams: [],
  listPeriods: [],
  listSessions: [],
  listTokens: [],
  listInvitations: [],
};

interface Asked {
  queryKey: readonly unknown[];
  queryFn?: unknown;
}
const ID = "id-1";
const all = Object.entries(queries as Record<string, Asked | ((...ids: string[]) => Asked)>).map(
  ([name, query]) => [name, typeof query === "function" ? query(ID, ID) : query] as const,
);

const { fetch } = globalThis;
afterEach(() => {
  globalThis.fetch = fetch;
});

/** The endpoints that a query asks, by what it sends. */
async function asksOf({ queryFn }: Asked): Promise<string[]> {
  const sent: string[] = [];
  globalThis.fetch = jest.fn<typeof fetch>((path) => {
    if (typeof path === "string") sent.push(new URL(path, "http://here").pathname);
    return Promise.resolve(new Response("{}"));
  });
  await (queryFn as () => Promise<unknown>)().catch(() => undefined);
  const names = Object.entries(endpoints).filter(([, { method, path }]) => {
    const pattern = new RegExp(`^${API_PREFIX}${path.replace(/:\w+/g, "[^/]+")}$`);
    return method === "GET" && sent.some((one) => pattern.test(one));
  });
  return names.map(([name]) => name);
}

test.each(all)("%s is asked again by every event that can change its answer", async (_name, query) => {
  const asked = await asksOf(query);
  expect(asked).not.toEqual([]);
  const client = new QueryClient();
  for (const name of asked) {
    const kinds = CHANGED_BY[name as keyof typeof endpoints];
    expect([name, kinds]).toEqual([name, expect.any(Array)]);
    const touched = kinds?.filter((kind) => touches(client, { kind, id: ID })(query as unknown as Query));
    expect([name, touched]).toEqual([name, kinds]);
  }
});
