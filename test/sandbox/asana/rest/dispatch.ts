// From a request to its operation: who calls, how often, which operation, may the app; then the operation.
import { type Webhooks } from "../hooks/webhooks.ts";
import { type Site } from "../state/site.ts";
import { attachmentOperations } from "./attachments.ts";
import { batchOperations } from "./batch.ts";
import { type Caller, mayUse, readCaller } from "./caller.ts";
import { changeOperations } from "./change-task.ts";
import { createOperations } from "./create-task.ts";
import { eventOperations } from "./events.ts";
import { goalOperations } from "./goals.ts";
import { type Limits } from "./limits.ts";
import { type Answer, type Ask, type Operation } from "./operation.ts";
import { peopleOperations } from "./people.ts";
import { projectOperations } from "./projects.ts";
import { readOperations } from "./read-tasks.ts";
import { badRequest, forbidden, missingScope, notSignedIn, refuse } from "./refusal.ts";
import { webhookOperations } from "./webhooks.ts";

export interface DispatchParts {
  site: Site;
  hooks: Webhooks;
  limits: Limits;
  base: () => string;
}

const operations: Operation[] = [
  ...createOperations,
  ...readOperations,
  ...changeOperations,
  ...projectOperations,
  ...peopleOperations,
  ...attachmentOperations,
  ...webhookOperations,
  ...eventOperations,
  ...goalOperations,
  ...batchOperations,
];
/** `body`: the `asana` client puts the body of some calls into the query as well, where Asana overlooks it. */
const always = ["opt_fields", "opt_pretty", "body"];
/** What an app that an admin blocked may still ask: who it is, and that it has no workspace. */
const withoutWorkspace = ["/users/me", "/workspaces"];

function match(pattern: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern.split("/"), path.split("/")];
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, step] of wanted.entries()) {
    const value = decodeURIComponent(given[at] ?? "");
    if (step.startsWith(":")) params[step.slice(1)] = value;
    else if (step !== value) return undefined;
  }
  return params;
}

function find(ask: Ask): { operation: Operation; params: Record<string, string> } {
  for (const operation of operations) {
    const params = operation.method === ask.method ? match(operation.path, ask.path) : undefined;
    if (params) return { operation, params };
  }
  throw refuse(404, "No matching route for request");
}

function readEnvelope(ask: Ask): unknown {
  if (ask.form || ask.method === "GET" || ask.method === "DELETE") return undefined;
  const { body } = ask;
  if (typeof body !== "object" || body === null || !("data" in body))
    throw badRequest('Request body must be an object with a data key: {"data": {...}}');
  const [strange] = Object.keys(body).filter((name) => name !== "data");
  if (strange !== undefined) throw badRequest(`Unrecognized request parameter: ${strange}`);
  if (typeof body.data !== "object" || body.data === null || Array.isArray(body.data))
    throw badRequest("data: Value is not an object");
  return body.data;
}

async function run(parts: DispatchParts, caller: Caller, ask: Ask): Promise<Answer> {
  const { site } = parts;
  const { operation, params } = find(ask);
  if (!mayUse(caller, operation.scope)) throw missingScope(operation.scope ?? "default");
  if (caller.client !== null && site.data.app.blocked && !withoutWorkspace.includes(ask.path))
    throw forbidden("This app has been blocked by an admin of the workspace.");
  const names = [...always, ...(operation.query ?? [])];
  const strange = Object.keys(ask.query).filter((name) => !names.includes(name));
  if (strange.length > 0) throw badRequest(...strange.map((name) => `Unrecognized request parameter: ${name}`));
  const again = (inner: Ask): Promise<Answer> => {
    parts.limits.check(caller.token, site.data.paid);
    return run(parts, caller, inner);
  };
  const answer = await operation.run({
    site,
    hooks: parts.hooks,
    caller,
    params,
    query: ask.query,
    data: readEnvelope(ask),
    form: ask.form,
    path: ask.path,
    base: parts.base(),
    again,
  });
  if (operation.method !== "GET") await site.save();
  return answer;
}

export async function dispatch(parts: DispatchParts, authorization: string, ask: Ask): Promise<Answer> {
  await parts.site.clock.refresh();
  const caller = readCaller(parts.site, authorization);
  if (!caller) throw notSignedIn();
  parts.limits.check(caller.token, parts.site.data.paid);
  const leave = parts.limits.enter(caller.token, ask.method);
  try {
    return await run(parts, caller, ask);
  } finally {
    leave();
  }
}
