import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { z } from "zod";
import { definedAt, jsonOf, official, ours } from "./fixtures/definitions.ts";
import { faults } from "../base/fixtures/json-schema.ts";
import { MANIFESTS, person, type Row } from "./fixtures/refusal-rows.ts";
import { refusalsElsewhere } from "./fixtures/refusals-elsewhere.ts";
import { refusalsOfCreate } from "./fixtures/refusals-of-create.ts";
import { refusalsOfReading } from "./fixtures/refusals-of-reading.ts";
import { ITEMS_OF_REFUSALS, siteOfRefusals, type TestSite } from "./fixtures/test-site.ts";
import { FIELD_FAULTS, REFUSALS, type RefusalCode, SENTENCES } from "./rest/refusal-words.ts";
import { type Name } from "../base/people.ts";

/**
 * The table of refusals: each that this site can give, and the test that provokes it through the app's own code, its
 * resolvers, its functions with an input that no form would let through, or its client with a request it never makes.
 */
const table: Row[] = [...refusalsOfCreate, ...refusalsOfReading, ...refusalsElsewhere];

/** What the app's own client can't bring about, and the test of another file that provokes it. */
const elsewhere: [code: RefusalCode, test: string][] = [
  ["not_signed_in", "no credentials"],
  ["no_json", "a body that is no JSON"],
  ["no_json_type", "a body of another kind"],
];

const own = readFileSync(join(import.meta.dirname, "../../../jira-app/manifest.yml"), "utf8");
const entry = join(import.meta.dirname, "fixtures/opened-app/index.ts");

interface Heard {
  method: string;
  path: string;
  body: unknown;
  status: number;
  code: string;
  answer: unknown;
}
type Send = (target: unknown, path: string, init?: { method?: string; body?: unknown }) => Promise<Response>;

/** Everything that the app sends and hears passes here, as it does in Forge. */
function listen(): Heard[] {
  const heard: Heard[] = [];
  const forge = globalThis as unknown as { __forge_fetch__: Send };
  const send = forge.__forge_fetch__;
  forge.__forge_fetch__ = async (target, path, init) => {
    const response = await send(target, path, init);
    const { method = "GET", body } = init ?? {};
    const code = response.headers.get("x-sandbox-refusal") ?? "";
    const answer = code === "" ? undefined : await response.clone().json();
    const sent: unknown = typeof body === "string" ? JSON.parse(body) : undefined;
    heard.push({ method, path: path.replace("/rest/api/3", ""), body: sent, status: response.status, code, answer });
    return response;
  };
  return heard;
}

type Words = (...given: string[]) => string;

/** The words of the code, or the answer that the row names. */
function expected([code, , , { field, given = [], answer } = {}]: Row): [status: number, body: object] {
  if (answer) return answer;
  if (field !== undefined) {
    const words: Words = FIELD_FAULTS[code as keyof typeof FIELD_FAULTS];
    return [400, { errorMessages: [], errors: { [field]: words(...given) } }];
  }
  const [status, words]: readonly [number, Words] = SENTENCES[code as keyof typeof SENTENCES];
  return [status, { errorMessages: [words(...given)], errors: {} }];
}

const KINDS: Record<number, string> = { 401: "denied", 403: "denied", 404: "not_found", 429: "busy" };
const Reply = z.object({ result: z.looseObject({ problem: z.object({ kind: z.string() }) }) });

async function provoke(site: TestSite, heard: Heard[], row: Row): Promise<void> {
  const [code, , run, { as = "Dana Okafor", before, offSpec, unheard } = {}] = row;
  if (before) await site.call("POST", ...before);
  heard.length = 0;
  const who = { cookie: `sandbox_user=${person(as as Name)}` };
  const got = "post" in run ? await site.call("POST", run.post, run.body, who) : await invoke(site, run, who);
  const [status, body] = expected(row);
  const refused = heard.find((each) => each.code !== "");
  if (refused) {
    expect(refused).toMatchObject({ status, code, answer: body });
    // What the app sends keeps to our facts and to Atlassian's definition, unless breaking them is the point.
    for (const definitions of refused.body === undefined ? [] : [ours, ...official]) {
      const schema = jsonOf(definedAt(definitions, refused.path, refused.method)?.requestBody);
      if (schema !== undefined) expect(faults(definitions, schema, refused.body).length > 0).toBe(offSpec === true);
    }
  } else {
    expect({ status: got.status, code: got.headers.get("x-sandbox-refusal"), body: got.body }).toEqual({
      status,
      code,
      body,
    });
  }
  if (unheard !== true) expect(Reply.parse(got.body).result.problem.kind).toBe(KINDS[status] ?? "invalid");
  await site.call("DELETE", "/sandbox/faults");
  await site.call("POST", "/sandbox/site", { refusesProperties: false });
}

function invoke(site: TestSite, run: Extract<Row[2], { name: string }>, who: Record<string, string>) {
  const { name, payload, module = "throughline-panel", issue } = run;
  const whole = site.running.site.find("CS-1")?.id ?? "";
  const given: unknown = JSON.parse(JSON.stringify(payload).replaceAll("CS-1's id", whole));
  const place = { moduleKey: module, ...(issue === undefined ? {} : { issue }) };
  return site.call("POST", "/site/invoke", { place, functionKey: name, payload: given }, who);
}

describe.each(Object.keys(MANIFESTS))("an app with %s", (manifest) => {
  const rows = table.filter(([, , , more]) => (more?.manifest ?? "its own manifest") === manifest);
  let site: TestSite;
  let heard: Heard[];
  beforeAll(async () => {
    // The stand-in for the goal service answers nothing that the app can use, and the app says so in its log.
    for (const level of ["error", "warn", "info", "log"] as const)
      jest.spyOn(console, level).mockImplementation(() => undefined);
    site = await siteOfRefusals({ entry, manifest: MANIFESTS[manifest]?.(own) ?? own });
    heard = listen();
  });
  afterAll(() => site.stop());

  test.each(rows.map((row): [string, string, Row] => [row[0], row[1], row]))("%s: %s", async (_code, _what, row) => {
    await provoke(site, heard, row);
  });

  test("nothing was half-written by any of these", () => {
    const kept = site.running.site.issues().filter(({ summary }) => !summary.startsWith("Made "));
    expect(kept.map(({ key }) => key)).toEqual(ITEMS_OF_REFUSALS);
  });
});

test("every refusal that this site can give is in the table, and nothing else is", () => {
  const named = new Set([...table.map(([code]) => code), ...elsewhere.map(([code]) => code)]);
  expect([...named].sort()).toEqual([...REFUSALS].sort());
});

test("no row stands there twice, and every test that the table names exists", () => {
  const rows = table.map(([code, what]) => `${code}: ${what}`);
  expect(new Set(rows).size).toBe(rows.length);
  const tests = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith(".test.ts") && name !== "refusal-table.test.ts")
    .map((name) => readFileSync(join(import.meta.dirname, name), "utf8"))
    .join("\n");
  for (const [code, name] of elsewhere)
    expect([code, tests.includes(JSON.stringify(name).slice(1, -1)) || tests.includes(name)]).toEqual([code, true]);
});
