import { type Endpoint, ErrorBody, type InputOf, type ReplyOf } from "./endpoint.ts";
import { API_PREFIX, endpoints, type Endpoints } from "./endpoints.ts";

export type Client = {
  [Name in keyof Endpoints]: (input: InputOf<Endpoints[Name]>) => Promise<ReplyOf<Endpoints[Name]>>;
};

/** How a request leaves: fetch in a browser, Forge's invokeRemote in Jira, a test's own. */
export type Send = (request: {
  method: string;
  path: string;
  body?: string;
}) => Promise<{ status: number; text(): Promise<string> }>;

/** What the service refused, with its typed code. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly issues: { path: string; message: string }[];
  readonly details: unknown;
  constructor(
    status: number,
    error: {
      code: string;
      message: string;
      issues?: { path: string; message: string }[] | undefined;
      details?: unknown;
    },
  ) {
    super(error.message);
    this.status = status;
    this.code = error.code;
    this.issues = error.issues ?? [];
    this.details = error.details;
  }
}

function address(endpoint: Endpoint, input: Record<string, unknown>): { path: string; rest: Record<string, unknown> } {
  const used = new Set<string>();
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
    used.add(name);
    return encodeURIComponent(String(input[name]));
  });
  const rest = Object.fromEntries(
    Object.entries(input).filter(([name, value]) => !used.has(name) && value !== undefined),
  );
  return { path: API_PREFIX + path, rest };
}

async function call(send: Send, endpoint: Endpoint, input: Record<string, unknown>): Promise<unknown> {
  const { path, rest } = address(endpoint, input);
  const inQuery = endpoint.method === "GET" || endpoint.method === "DELETE";
  const query = new URLSearchParams(
    Object.entries(rest).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
  const response = await send({
    method: endpoint.method,
    path: inQuery && query ? `${path}?${query}` : path,
    ...(inQuery ? {} : { body: JSON.stringify(rest) }),
  });
  const body = readJson(await response.text());
  if (response.status < 400) return endpoint.reply.parse(body);
  const refused = ErrorBody.safeParse(body);
  throw new Refusal(
    response.status,
    refused.success
      ? refused.data.error
      : { code: "unreachable", message: `The goal service answered ${response.status}.` },
  );
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Every client of the service (panel, dashboard, script, test) is this one, over its own way to send. */
export function createClient(send: Send): Client {
  const entries = Object.entries(endpoints).map(([name, row]) => [
    name,
    (input: Record<string, unknown>) => call(send, row, input),
  ]);
  return Object.fromEntries(entries) as Client;
}
