import { describe, expect, test } from "@jest/globals";
import { API_PREFIX, endpoints } from "@throughline/shared/endpoints";
import { z } from "zod";
import { openApiDocument } from "./openapi.ts";

const Parameter = z.object({
  name: z.string(),
  in: z.enum(["path", "query", "header", "cookie"]),
  required: z.boolean().optional(),
  schema: z.object({}),
});
const Content = z.record(z.string(), z.object({ schema: z.object({}) }));
const Operation = z.object({
  operationId: z.string(),
  summary: z.string().min(1),
  parameters: z.array(Parameter).optional(),
  requestBody: z.object({ required: z.literal(true), content: Content }).optional(),
  responses: z.record(
    z.string().regex(/^([1-5]\d\d|[1-5]XX)$/),
    z.object({ description: z.string().min(1), content: Content.optional() }),
  ),
});
const Document = z.object({
  openapi: z.string().regex(/^3\.1\./),
  info: z.object({ title: z.string(), version: z.string() }),
  paths: z.record(
    z.string().startsWith("/"),
    z.record(z.enum(["get", "post", "put", "patch", "delete"]), Operation.optional()),
  ),
});

const parsed = Document.safeParse(JSON.parse(JSON.stringify(openApiDocument())));
const document = () => {
  if (!parsed.success) throw parsed.error;
  return parsed.data;
};
const operations = () =>
  Object.entries(document().paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => (operation ? [{ path, method, operation }] : [])),
  );

describe("the OpenAPI document", () => {
  test("has the shape of OpenAPI 3.1", () => {
    expect(parsed.error?.issues ?? []).toEqual([]);
  });

  test("holds every call of the table, under its name", () => {
    const named = new Map(
      operations().map(({ path, method, operation }) => [operation.operationId, `${method.toUpperCase()} ${path}`]),
    );
    for (const [name, { method, path }] of Object.entries(endpoints)) {
      expect([name, named.get(name)]).toEqual([name, `${method} ${API_PREFIX}${path.replace(/:(\w+)/g, "{$1}")}`]);
    }
  });

  test("names each operation once and declares every name in its path", () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, operation } of operations()) {
      const declared = (operation.parameters ?? []).filter((each) => each.in === "path" && each.required);
      expect(declared.map(({ name }) => name).sort()).toEqual(
        [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort(),
      );
    }
  });

  test("points at nothing that is not there", () => {
    const text = JSON.stringify(openApiDocument());
    const whole: unknown = JSON.parse(text);
    for (const [, ref] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const found = (ref ?? "")
        .split("/")
        .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], whole);
      expect([ref, found]).not.toEqual([ref, undefined]);
    }
  });

  test("gives changes a body, and reads only a query", () => {
    for (const { method, operation } of operations()) {
      if (method === "get" || method === "delete") {
        expect([operation.operationId, operation.requestBody]).toEqual([operation.operationId, undefined]);
      }
    }
    expect(document().paths["/api/v1/goals"]?.post?.requestBody).toBeDefined();
  });
});
