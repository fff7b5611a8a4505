// Every request that the service's connector sends, against our facts and, where it is at hand, Asana's own definition.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { SCOPES } from "../../../goal-service/src/connectors/asana/sign-in.ts";
import {
  type Asked,
  aTask,
  type LittleAsana,
  littleAsana,
  reachTo,
  type Reply,
} from "../../../goal-service/src/connectors/asana/little-asana.test-kit.ts";
import type { PullConnector, Reach } from "../../../goal-service/src/connectors/connector.ts";
import { pullConnectorFor, signInFor } from "../../../goal-service/src/connectors/registry.ts";
import { faults } from "../base/fixtures/json-schema.ts";
import { facts } from "./fixtures/facts.ts";

const file = join(import.meta.dirname, "../../../../shared/specs/asana-openapi-subset.json");
const Schema = z.looseObject({ $ref: z.string().optional(), allOf: z.array(z.unknown()).optional() });
const Parameter = z.looseObject({
  name: z.string().optional(),
  $ref: z.string().optional(),
  schema: z.looseObject({ items: z.looseObject({ enum: z.array(z.string()).optional() }).optional() }).optional(),
});
const Operation = z.looseObject({
  parameters: z.array(Parameter).default([]),
  requestBody: z.looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.unknown() })) }).optional(),
  security: z.array(z.record(z.string(), z.array(z.string()))).default([]),
});
type Operation = z.infer<typeof Operation>;
const Definitions = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
});

type Definitions = z.infer<typeof Definitions>;

const known: [by: string, definitions: Definitions][] = [
  ["our facts", Definitions.parse(facts)],
  ...(existsSync(file)
    ? [["Asana's definition", Definitions.parse(JSON.parse(readFileSync(file, "utf8")))] satisfies [string, unknown]]
    : []),
];

let asana: LittleAsana;
beforeAll(async () => {
  asana = await littleAsana(answerTo);
});
afterAll(() => asana.stop());

const LINK = "0b6c8d1e-5f3a-4a63-9a53-0d2f3b7c1a10";
const at = "2026-11-20T09:00:00.000Z";
const field = { gid: "F", name: "Initiative", type: "text" };
const health = { gid: "H", name: "Goal health", type: "enum", enum_options: [{ gid: "E", name: "At risk" }] };
const task = aTask({
  num_subtasks: 1,
  dependencies: [{ gid: "8" }],
  dependents: [{ gid: "9" }],
  custom_fields: [field],
});
const project = {
  gid: "P",
  name: "P",
  privacy_setting: "private",
  custom_field_settings: [{ custom_field: field }],
  custom_fields: [health],
};

/** Enough of an answer to each question that the connector goes on to its next one. */
function answerTo({ method, path, query }: Asked): Reply {
  if (path === "/events") return { status: query["sync"] ? 200 : 412, body: { data: [], sync: "s", has_more: false } };
  if (path === "/batch") return { body: { data: [{ status_code: 200, body: { data: task } }] } };
  if (path === "/users/me") return { body: { data: { gid: "7", name: "Dana", workspaces: [] } } };
  if (path === "/webhooks" && method === "POST") return { body: { data: { gid: "W" }, "X-Hook-Secret": "s" } };
  if (path.endsWith("/subtasks"))
    return { body: { data: [aTask({ gid: "2", memberships: [], parent: { gid: "1" } })] } };
  if (/\/(webhooks|attachments|stories)$/.test(path) && method === "GET") return { body: { data: [] } };
  if (path === "/projects") return { body: { data: [project] } };
  if (path.startsWith("/projects/")) return { body: { data: project } };
  return { body: { data: path === "/tasks" && method === "GET" ? [task] : task } };
}

const draft = {
  mark: { v: 1 as const, link: LINK, initiative: "INI-12", at },
  container: "P",
  title: "Audit",
  owner: "7",
  due: "2026-12-01",
  body: "What to do",
  initiative: { key: "INI-12", title: "Onboarding", url: "https://goals.example.com/initiatives/INI-12" },
};

async function drain(pages: AsyncIterable<unknown>): Promise<void> {
  for await (const _page of pages);
}

/** Everything that the connector ever asks with granular scopes. */
async function everyday(tool: PullConnector, reach: Reach): Promise<void> {
  await tool.read(reach, ["1"]);
  await drain(tool.changes(reach, "P", null));
  await drain(tool.changes(reach, "P", at));
  await tool.containers(reach);
  await tool.create(reach, draft);
  await tool.create(reach, { ...draft, initiative: null });
  await tool.findByMark(reach, LINK);
  await tool.writeMark(reach, "1", draft.mark);
  await tool.showCard(reach, "1", { name: "Goal health", url: draft.initiative.url });
  await tool.comment(reach, "1", { text: "Stop this.", reference: LINK });
  await tool.subscribe(reach, "P", "https://goals.example.com/hooks/c1/key");
  await tool.subscriptions(reach);
  await tool.unsubscribe(reach, "W");
  await tool.writeBack.containerHealth(reach, "P", "At risk");
  const app = { origin: reach.api, api: reach.api, clientId: "c", clientSecret: "s", scopes: undefined };
  await signInFor("asana")?.me(app, reach.token);
}

async function withFullPermissions(tool: PullConnector, reach: Reach): Promise<void> {
  await everyday(tool, reach);
  await drain(tool.changes(reach, "P", `${at} token`));
  await tool.writeBack.statusUpdate(reach, "P", { status: "at_risk", title: "At risk", text: "2 items stall" });
  await tool.writeBack.goalMetric(reach, "G", 4);
  await tool.writeBack.goalStatus(reach, "G", "yellow");
}

function definedAs({ paths }: Definitions, { method, path }: Pick<Asked, "method" | "path">): Operation {
  const steps = path.split("/");
  const fits = (template: string) => {
    const parts = template.split("/");
    return parts.length === steps.length && parts.every((part, index) => part.startsWith("{") || part === steps[index]);
  };
  // A path without a placeholder is meant before one with it.
  const found = Object.keys(paths)
    .filter(fits)
    .sort((a, b) => a.split("{").length - b.split("{").length)[0];
  const defined = paths[found ?? ""];
  const operation = defined?.[method.toLowerCase()];
  if (operation === undefined)
    throw new Error(`no fact of Asana's ${method} ${path}: give it a row in fixtures/facts.ts`);
  const own = Operation.parse(operation);
  const ofPath = z.array(Parameter).default([]).parse(defined?.["parameters"]);
  return { ...own, parameters: [...ofPath, ...own.parameters] };
}

const named = ({ name, $ref }: z.infer<typeof Parameter>): string =>
  name ?? $ref?.split("/").at(-1)?.replace("_query_param", "") ?? "";

function queryFaults(operation: Operation, query: Record<string, string>): string[] {
  const known = operation.parameters.map(named);
  const fields = operation.parameters.find(({ name }) => name === "opt_fields")?.schema?.items?.enum ?? [];
  return [
    ...Object.keys(query).filter((name) => !known.includes(name)),
    ...(query["opt_fields"]?.split(",") ?? []).filter((name) => !fields.includes(name)),
  ];
}

/** All that may stand in a body: the definition is spread over schemas that add to each other. */
function propertiesOf(definitions: Definitions, given: unknown): Record<string, unknown> {
  const { $ref, allOf = [], ...schema } = Schema.parse(given);
  if ($ref !== undefined)
    return propertiesOf(definitions, definitions.components.schemas[$ref.split("/").at(-1) ?? ""]);
  const own = z.record(z.string(), z.unknown()).catch({}).parse(schema["properties"]);
  return Object.assign({}, ...allOf.map((part) => propertiesOf(definitions, part)), own) as Record<string, unknown>;
}

function bodyFaults(definitions: Definitions, operation: Operation, body: unknown): string[] {
  const schema = operation.requestBody?.content["application/json"]?.schema;
  if (schema === undefined) return body === "" ? [] : ["a body where none is defined"];
  const wrapped = z.strictObject({ data: z.record(z.string(), z.unknown()) }).safeParse(body);
  if (!wrapped.success) return ["no data envelope"];
  const known = propertiesOf(definitions, propertiesOf(definitions, schema)["data"]);
  return [...Object.keys(wrapped.data.data).filter((name) => !(name in known)), ...faults(definitions, schema, body)];
}

function formFaults(definitions: Definitions, operation: Operation, body: string): string[] {
  const known = propertiesOf(definitions, operation.requestBody?.content["multipart/form-data"]?.schema);
  return [...body.matchAll(/name="([^"]+)"/g)].flatMap(([, name = ""]) => (name in known ? [] : [name]));
}

/** The batch's own questions, as if each had been asked alone. */
const Batch = z.object({
  data: z.object({
    actions: z.array(z.object({ relative_path: z.string(), options: z.object({ fields: z.array(z.string()) }) })),
  }),
});
function unpacked(asked: Asked): Asked[] {
  if (asked.path !== "/batch") return [asked];
  const { actions } = Batch.parse(asked.body).data;
  const alone = actions.map(({ relative_path: path, options }) => ({
    ...asked,
    method: "GET",
    path,
    query: { opt_fields: options.fields.join(",") },
    body: "",
  }));
  return [asked, ...alone];
}

describe.each([
  ["granular scopes", false, everyday],
  ["full permissions", true, withFullPermissions],
])("with %s", (_with, full, askEverything) => {
  let asked: Asked[] = [];
  beforeAll(async () => {
    const tool = pullConnectorFor("asana");
    if (!tool) throw new Error("Asana is not read");
    asana.asked.length = 0;
    await askEverything(tool, reachTo(asana.api, { full }));
    asked = asana.asked.flatMap(unpacked);
  });

  test.each(known)("every request is one of %s, with parameters and fields that stand there", (_by, definitions) => {
    expect(asked.length).toBeGreaterThan(25);
    for (const one of asked)
      expect({ ...one, faults: queryFaults(definedAs(definitions, one), one.query) }).toMatchObject({ faults: [] });
  });

  test.each(known)("every body is one that %s takes, and has nothing in it that is not there", (_by, definitions) => {
    for (const one of asked) {
      const operation = definedAs(definitions, one);
      const isForm = one.headers["content-type"]?.startsWith("multipart/") === true;
      const found = isForm
        ? formFaults(definitions, operation, String(one.body))
        : bodyFaults(definitions, operation, one.body);
      expect({ ...one, faults: found }).toMatchObject({ faults: [] });
    }
  });

  test.each(known)("no request needs a scope, by %s, that we don't ask for", (_by, definitions) => {
    const needed = asked.flatMap((one) => {
      const scopes = definedAs(definitions, one).security.flatMap(({ oauth2 = [] }) => oauth2);
      return scopes.length > 0 ? scopes : [`none for ${one.method} ${one.path}`];
    });
    const missing = [...new Set(needed)].filter((scope) => !SCOPES.includes(scope));
    expect(full ? missing.filter((scope) => !scope.startsWith("none for")) : missing).toEqual([]);
  });
});

test("a parameter, a field or a name in a body that our facts don't hold is found", () => {
  const [, ours] = known[0] ?? [];
  if (ours === undefined) throw new Error("no facts");
  const create = definedAs(ours, { method: "POST", path: "/tasks" });
  expect(queryFaults(create, { opt_fields: "name,nmae", opt_pretty: "1" })).toEqual(["opt_pretty", "nmae"]);
  expect(bodyFaults(ours, create, { data: { name: 2, dueOn: "2026-12-01" } })).toEqual([
    "dueOn",
    "$.data.name is integer, not string",
  ]);
  expect(() => definedAs(ours, { method: "PATCH", path: "/tasks/1" })).toThrow("PATCH");
});
