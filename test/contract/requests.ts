import { randomUUID } from "node:crypto";
import type { Endpoint } from "@throughline/shared/endpoint";
import { API_PREFIX, endpoints } from "@throughline/shared/endpoints";
import { openApiDocument } from "../../goal-service/src/openapi.ts";
import { next } from "../factories/graph.ts";
import type { Service } from "../setup/service.ts";
import type { Kind, World } from "./world.ts";

export type Name = keyof typeof endpoints;
export const rows = Object.entries(endpoints) as [Name, Endpoint][];
export const isRead = ({ method }: Endpoint): boolean => method === "GET";
export type Input = Record<string, unknown>;

/** What the first part of an endpoint's path makes of its `:id`. */
const IN_PATH: Record<string, Kind> = {
  goals: "goal",
  "key-results": "keyResult",
  readings: "reading",
  initiatives: "initiative",
  "work-items": "item",
  panel: "remote",
  connections: "connection",
  deliveries: "delivery",
  failures: "delivery",
};

/** A request that this endpoint takes from somebody in this world, as far as it can be said without knowing the endpoint. */
export function goodInput(name: Name, row: Endpoint, { ids }: World): Input {
  const [, first = ""] = row.path.split("/");
  const known: Input = {
    id: ids[IN_PATH[first] ?? "goal"],
    title: `Title ${next()}`,
    name: `Name ${next()}`,
    start: "2026-10-01",
    due: "2026-12-31",
    goalId: ids.goal,
    keyResultId: ids.keyResult,
    initiativeId: ids.initiative,
    ownerId: ids.person,
    teamId: ids.team,
    periodId: ids.period,
    personIds: [ids.person],
    connectionId: ids.connection,
    of: ids.other,
    container: "OPS",
    containers: ["OPS"],
    version: 1,
    reason: "because",
    note: "a note",
    what: "decide",
    level: row.path.endsWith("/calls") ? "amber" : "team",
    baseline: 0,
    target: 10,
    on: "2026-11-19",
    value: 3,
    linkId: randomUUID(),
    limit: 10,
    tool: "generic",
    admin: { name: "Somebody", email: `somebody${next()}@example.com` },
    item: itemRead(`request-${next()}`),
    ...OTHERWISE[name]?.(ids),
  };
  return Object.fromEntries(
    Object.keys(row.input.shape).flatMap((field) => (known[field] === undefined ? [] : [[field, known[field]]])),
  );
}

/** Where the same field means something else, or two fields exclude each other. */
const OTHERWISE: Partial<Record<Name, (ids: World["ids"]) => Input>> = {
  createInitiative: () => ({ state: "active" }),
  changeInitiative: () => ({ state: undefined }),
  createPanelItem: (ids) => ({ ownerId: ids.person }),
  checkPanel: (ids) => ({ ownerId: ids.person, limit: undefined }),
  createPerson: () => ({ limit: 4 }),
  listGoals: () => ({ teamId: undefined }),
  listWorkItems: () => ({ id: undefined, ownerId: undefined }),
  removeKeyResult: (ids) => ({ id: ids.spareKeyResult }),
  retryFailure: () => ({ kind: "delivery" }),
  setMapping: () => ({ statuses: [] }),
  setServes: () => ({ accepted: true }),
  pairConnection: () => ({ code: "ABCD-EFGH", connectionId: undefined }),
};

function itemRead(id: string) {
  return {
    ref: { container: "OPS", id },
    title: `Item ${id}`,
    url: `https://tool.example/${id}`,
    status: { name: "To Do", category: "todo" },
    presence: "live",
    createdAt: "2026-11-20T11:59:00Z",
    updatedAt: "2026-11-20T11:59:00Z",
  };
}

export interface Answered {
  status: number;
  text: string;
}

/** Sends it, and holds the answer against the OpenAPI document: only what is written there may be answered. */
export async function ask(service: Service, token: string, row: Endpoint, input: Input): Promise<Answered> {
  const used = new Set<string>();
  const path = row.path.replace(/:(\w+)/g, (_, name: string) => {
    used.add(name);
    return encodeURIComponent(String(input[name]));
  });
  const rest = Object.entries(input).filter(([name]) => !used.has(name));
  const inQuery = row.method === "GET" || row.method === "DELETE";
  const query = new URLSearchParams(rest.map(([name, value]): [string, string] => [name, String(value)])).toString();
  const response = await fetch(service.url + API_PREFIX + path + (inQuery && query ? `?${query}` : ""), {
    method: row.method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(!inQuery && { body: JSON.stringify(Object.fromEntries(rest)) }),
  });
  const text = await response.text();
  if (!isDocumented(row, response.status))
    throw new Error(`${row.method} ${row.path} answered ${response.status}, which OpenAPI does not name: ${text}`);
  return { status: response.status, text };
}

const { paths = {} } = openApiDocument();

function isDocumented(row: Endpoint, status: number): boolean {
  const methods = paths[API_PREFIX + row.path.replace(/:(\w+)/g, "{$1}")] as
    Record<string, { responses?: object } | undefined> | undefined;
  const documented = Object.keys(methods?.[row.method.toLowerCase()]?.responses ?? {});
  return documented.includes(String(status)) || (status >= 400 && status < 500 && documented.includes("4XX"));
}
