import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Reach } from "../connector.ts";
import type { Task } from "./task.ts";

/** What was asked; `body` is parsed where it is JSON. */
export interface Asked {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: IncomingMessage["headers"];
  body: unknown;
}

export interface Reply {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** "hang up": the request came in, the answer is lost. "silence": it never comes. */
type Answer = Reply | "hang up" | "silence";
type Answers = (asked: Asked) => Answer | Promise<Answer>;

/** A server on this machine that answers as a test says, and remembers what it was asked. */
export async function littleAsana(answers: Answers = () => ({ status: 404 })) {
  const asked: Asked[] = [];
  const little = { asked, answers, api: "", stop: () => stop(server) };
  const server = createServer((request, response) => {
    void readAsked(request).then(async (one) => {
      asked.push(one);
      send(await little.answers(one), response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  little.api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return little;
}
export type LittleAsana = Awaited<ReturnType<typeof littleAsana>>;

async function readAsked(request: IncomingMessage): Promise<Asked> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const url = new URL(request.url ?? "/", "http://little");
  const text = Buffer.concat(parts).toString();
  const isJson = text !== "" && request.headers["content-type"]?.startsWith("application/json") === true;
  return {
    method: request.method ?? "",
    path: decodeURIComponent(url.pathname),
    query: Object.fromEntries(url.searchParams),
    headers: request.headers,
    body: isJson ? JSON.parse(text) : text,
  };
}

function send(answer: Answer, response: ServerResponse): void {
  if (answer === "silence") return;
  if (answer === "hang up") {
    response.destroy();
    return;
  }
  const { status = 200, body = { errors: [{ message: "Not found" }] }, headers = {} } = answer;
  const type = typeof body === "string" ? "text/html" : "application/json";
  response.writeHead(status, { "content-type": type, ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}

export const TOKEN = "2/1200000000000001/planted-token-that-must-not-leak";

export const reachTo = (api: string, more: Partial<Reach> = {}): Reach => ({
  token: TOKEN,
  api,
  tenant: "W",
  containers: ["P"],
  statuses: [],
  full: false,
  today: "2026-11-20",
  ...more,
});

/** A task as Asana gives it, in project P and in no section unless said otherwise. */
export const aTask = (more: Partial<Task> = {}): Task => ({
  gid: "1",
  name: "Audit the accounts",
  completed: false,
  created_at: "2026-11-02T09:00:00.000Z",
  modified_at: "2026-11-06T16:20:00.000Z",
  memberships: [{ project: { gid: "P" } }],
  num_subtasks: 0,
  dependencies: [],
  dependents: [],
  permalink_url: "https://app.asana.com/0/1/1",
  tags: [],
  custom_fields: [],
  ...more,
});

export const inSection = (name: string, project = "P"): Task["memberships"] => [
  { project: { gid: project }, section: { gid: `S ${name}`, name } },
];

/** Asana with these tasks and projects, as far as reading goes; what is not there is not found. */
export function withTasks(
  tasks: readonly Task[],
  projects: Record<string, object> = { P: { gid: "P", name: "Onboarding", privacy_setting: "public_to_workspace" } },
): (asked: Asked) => Reply {
  const one = (path: string): Reply => {
    const [, kind, id = "", part] = path.split("/");
    const found = tasks.find((task) => task.gid === id || `external:${task.external?.gid ?? ""}` === id);
    if (kind === "projects" && projects[id]) return { body: { data: projects[id] } };
    if (kind !== "tasks" || !found) return { status: 404 };
    return { body: { data: part === "subtasks" ? tasks.filter(({ parent }) => parent?.gid === found.gid) : found } };
  };
  return ({ method, path, body }) => {
    if (method === "POST" && path === "/batch") {
      const { actions } = (body as { data: { actions: { relative_path: string }[] } }).data;
      const answers = actions.map(({ relative_path: at }) => one(at));
      return { body: { data: answers.map(({ status = 200, body: of = {} }) => ({ status_code: status, body: of })) } };
    }
    return method === "GET" ? one(path) : { status: 404 };
  };
}
