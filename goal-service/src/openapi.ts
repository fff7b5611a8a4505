import { OpenApiGeneratorV31, OpenAPIRegistry, type RouteConfig } from "@asteasolutions/zod-to-openapi";
import { COMMON_REFUSALS, type Endpoint, ErrorBody } from "@throughline/shared/endpoint";
import { API_PREFIX, endpoints } from "@throughline/shared/endpoints";
import { Page, PageAnswer } from "@throughline/shared/page";
import { Router } from "express";
import { z } from "zod";

export type OpenApiDocument = ReturnType<OpenApiGeneratorV31["generateDocument"]>;

const json = (schema: z.ZodType) => ({ "application/json": { schema } });
const METHODS = { GET: "get", POST: "post", PUT: "put", PATCH: "patch", DELETE: "delete" } as const;

/** Every call of the table, and the few that are no row of it, as OpenAPI 3.1: made from what the routes themselves run. */
export function openApiDocument(): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  const token = registry.registerComponent("securitySchemes", "token", {
    type: "http",
    scheme: "bearer",
    description:
      "An API token (POST /tokens), or an app's own token; beside that, X-Throughline-As names the account that acts.",
  });
  const session = registry.registerComponent("securitySchemes", "session", {
    type: "apiKey",
    in: "cookie",
    name: "throughline",
  });
  const security = [{ [token.name]: [] }, { [session.name]: [] }];
  for (const [name, row] of Object.entries(endpoints)) {
    registry.registerPath({ operationId: name, ...operation(row), security: row.who === "anyone" ? [] : security });
  }
  for (const route of OTHERS) registry.registerPath({ ...route, security: route.security ?? security });
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: "3.1.0",
    info: {
      title: "Throughline",
      version: "1",
      description:
        "Goals, key results, initiatives and the work behind them. `version` is sent back on every change; a stale one is 409.",
    },
    servers: [{ url: "/" }],
  });
}

function operation(row: Endpoint): RouteConfig {
  const names = new Set([...row.path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? ""));
  const fields = Object.entries<z.ZodType>(row.input.shape);
  const inPath = fields.filter(([name]) => names.has(name));
  const rest = fields.filter(([name]) => !names.has(name));
  const inQuery = row.method === "GET" || row.method === "DELETE";
  const codes = [...COMMON_REFUSALS, ...row.refusals].join(", ");
  return {
    method: METHODS[row.method],
    path: API_PREFIX + row.path.replace(/:(\w+)/g, "{$1}"),
    summary: row.summary,
    tags: [row.path.split("/")[1] ?? ""],
    request: {
      ...(inPath.length > 0 && { params: z.object(Object.fromEntries(inPath)) }),
      ...(inQuery && rest.length > 0 && { query: z.object(Object.fromEntries(rest)) }),
      ...(!inQuery &&
        rest.length > 0 && { body: { required: true, content: json(z.strictObject(Object.fromEntries(rest))) } }),
    },
    responses: {
      [row.status]: { description: "Done.", content: json(row.reply) },
      ...(row.madeNothing && { 200: { description: "Nothing was made.", content: json(row.madeNothing) } }),
      "4XX": { description: `Refused, with one of the codes ${codes}.`, content: json(ErrorBody) },
      "5XX": { description: "A fault on our side, with its number.", content: json(ErrorBody) },
    },
  };
}

const plain = (description: string, type: string) => ({
  200: { description, content: { [type]: { schema: z.string() } } },
});

const OTHERS: readonly RouteConfig[] = [
  {
    method: "get",
    path: `${API_PREFIX}/live`,
    operationId: "live",
    summary:
      "Server-sent events of what changed and may be seen: event goal, item or connection, data {id, version}; reset: ask for everything again.",
    request: { headers: z.object({ "Last-Event-ID": z.string().optional() }) },
    responses: plain("A stream that stays open.", "text/event-stream"),
  },
  {
    method: "get",
    path: `${API_PREFIX}/openapi.json`,
    operationId: "openApi",
    summary: "This document.",
    security: [],
    responses: { 200: { description: "OpenAPI 3.1.", content: json(z.object({})) } },
  },
  {
    method: "post",
    path: "/hooks/{connectionId}",
    operationId: "hook",
    summary:
      "A page of work items of a generic connection, signed as Standard Webhooks say; stored before it is understood.",
    security: [],
    request: {
      params: z.object({ connectionId: z.string() }),
      headers: z.object({ "webhook-id": z.string(), "webhook-timestamp": z.string(), "webhook-signature": z.string() }),
      body: { required: true, content: json(Page) },
    },
    responses: {
      "2XX": { description: "Stored; the same delivery id again stores nothing new." },
      401: { description: "Bad, missing or old signature, or unknown connection.", content: json(ErrorBody) },
    },
  },
  {
    method: "post",
    path: "/hooks/jira",
    operationId: "jiraHook",
    summary:
      "A page of work items of the Forge app, with its invocation token; the answer holds what is wanted in Jira.",
    request: { body: { required: true, content: json(Page) } },
    responses: {
      202: { description: "Stored, before it is understood.", content: json(PageAnswer) },
      "4XX": { description: "Refused.", content: json(ErrorBody) },
    },
  },
  {
    method: "get",
    path: "/healthz",
    operationId: "alive",
    summary: "The process is alive.",
    security: [],
    responses: { 200: { description: "Alive." } },
  },
  {
    method: "get",
    path: "/readyz",
    operationId: "ready",
    summary: "It can serve.",
    security: [],
    responses: { 200: { description: "Ready." }, 503: { description: "Not ready." } },
  },
  {
    method: "get",
    path: "/metrics",
    operationId: "metrics",
    summary: "Prometheus text, for this machine or with a token.",
    responses: plain("Metrics.", "text/plain"),
  },
];

/** GET /openapi.json: made once, when it is first asked for. */
export function openApiRoutes(): Router {
  const router = Router();
  let document: OpenApiDocument | undefined;
  router.get(`${API_PREFIX}/openapi.json`, (_request, response) => {
    document ??= openApiDocument();
    response.json(document);
  });
  return router;
}
