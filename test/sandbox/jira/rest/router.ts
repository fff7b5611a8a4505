// Puts the operations behind Express: who calls, may the app, is it too often, is a fault wanted; then the operation.
import express, { type Request, type Response, type Router } from "express";
import { type IndexedPath } from "../jql/search.ts";
import { type Site } from "../state/site.ts";
import { siteOperations } from "./about-site.ts";
import { commentOperations } from "./comments.ts";
import { createOperations } from "./create-issue.ts";
import { editOperations } from "./edit-issue.ts";
import { type Fault, type Faults } from "./faults.ts";
import { type Limits } from "./limits.ts";
import { type Answer, type Call, type Operation } from "./operation.ts";
import { peopleOperations } from "./people.ts";
import { projectOperations } from "./projects.ts";
import { readOperations } from "./read-issue.ts";
import { missingScope, notSignedIn, ours, refuse, refuseOtherwise, Refusal, tooMany } from "./refusal.ts";
import { screenOperations } from "./screens.ts";
import { searchOperations } from "./search-issues.ts";
import { gatewayOf, type Tokens } from "./tokens.ts";

interface RestParts {
  site: Site;
  tokens: Tokens;
  limits: Limits;
  faults: Faults;
  base: () => string;
  indexed: () => IndexedPath[];
  jqlFunction: Call["jqlFunction"];
}

const LARGEST_BODY = 5 * 1024 * 1024;

/** More literal paths first: `/issue/bulkfetch` is no issue. */
const operations = (indexed: () => IndexedPath[]): Operation[] =>
  [
    ...commentOperations,
    ...createOperations,
    ...readOperations,
    ...editOperations,
    ...peopleOperations,
    ...projectOperations,
    ...screenOperations,
    ...siteOperations,
    ...searchOperations(indexed),
  ].sort((a, b) => parameters(a.path) - parameters(b.path));
const parameters = (path: string): number => path.split(":").length;

const one = (value: unknown): string => (Array.isArray(value) ? value.map(String).join(",") : String(value));
const strings = (record: object): Record<string, string> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, one(value)]));

function readJson(request: Request): unknown {
  const body: unknown = request.body;
  if (!(body instanceof Buffer) || body.length === 0) {
    if (request.method === "GET" || request.method === "DELETE") return undefined;
    throw refuse("bad_payload");
  }
  if (!/^application\/json\b/.test(request.get("content-type") ?? "")) throw refuse("no_json_type");
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw refuse("no_json");
  }
}

async function answer(
  parts: RestParts,
  operation: Operation,
  request: Request,
): Promise<Answer & { headers: Record<string, string> }> {
  const caller = parts.tokens.read(request);
  if (!caller) throw notSignedIn();
  if (caller.scopes && !caller.scopes.includes(operation.scope)) throw missingScope();
  await parts.site.clock.refresh();
  const params = strings(request.params);
  if (!caller.pages) parts.limits.check(operation.method, operation.path, params["issue"], parts.site.clock.now());
  const result = await operation.run({
    site: parts.site,
    who: caller.who,
    params,
    query: strings(request.query),
    body: readJson(request),
    address: parts.base(),
    base: caller.scopes ? gatewayOf(parts.site.data) : parts.base(),
    jqlFunction: parts.jqlFunction,
  });
  if (operation.method !== "GET") await parts.site.save();
  return { ...result, headers: parts.limits.spend(1 + (operation.cost?.(result) ?? 0)) };
}

function failAsAsked(parts: RestParts, fault: Fault, response: Response): void {
  switch (fault.kind) {
    case "429":
      send(response, tooMany(fault.reason, fault.retryAfter, parts.site.clock.now() + fault.retryAfter * 1000));
      return;
    case "timeout":
      return;
    case "lost":
      response.destroy();
      return;
    case "401":
    case "403":
    case "404":
    case "500":
    case "503":
      send(response, ours(Number(fault.kind), `The sandbox was asked to answer ${fault.kind} here.`));
  }
}

const send = (response: Response, refusal: Refusal): void => {
  response.status(refusal.status).set(refusal.headers).json(refusal.body);
};

export function restRouter(parts: RestParts): Router {
  const router = express.Router();
  // The site's own time, as Jira's answers carry Jira's: it is the only clock that the app goes by.
  router.use((_request, response, next) => {
    response.setHeader("date", new Date(parts.site.clock.now()).toUTCString());
    next();
  });
  router.use(express.raw({ type: () => true, limit: LARGEST_BODY }));
  for (const operation of operations(parts.indexed)) {
    const method = operation.method.toLowerCase() as "get" | "post" | "put" | "delete";
    router[method](operation.path, async (request, response) => {
      const fault = parts.faults.take(operation.method, request.path);
      if (fault && fault.kind !== "lost") {
        failAsAsked(parts, fault, response);
        return;
      }
      try {
        const result = await answer(parts, operation, request);
        if (fault) failAsAsked(parts, fault, response);
        else if (result.body === undefined) response.status(result.status).set(result.headers).end();
        else response.status(result.status).set(result.headers).json(result.body);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        send(response, error);
      }
    });
  }
  router.use((request, response) => {
    const said = { message: `null for uri: ${request.originalUrl}`, "status-code": 404 };
    send(response, refuseOtherwise("path_unknown", 404, said));
  });
  return router;
}
