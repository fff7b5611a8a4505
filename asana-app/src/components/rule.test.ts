import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { type AppUnderTest, startApp, VIEWER } from "../testing/app-under-test.ts";
import { choice, usual } from "../testing/answers.ts";
import { Attached, Form } from "./shapes.ts";

let app: AppUnderTest;
beforeAll(async () => {
  app = await startApp(usual());
});
beforeEach(() => {
  app.service.calls.length = 0;
  Object.assign(app.service.answers, usual());
});
afterAll(() => app.close());

const RULE = { project: "9", action_type: "link", rule_name: "New work" };
const linked = () =>
  app.service.calls.filter(({ name }) => name === "linkPanelItem").map(({ input }) => input as { linkId: string });
const run = (key: string, more: object = { app_configuration_json: '{"initiative":{"value":"INI-12"}}' }) =>
  app.post("/rule/run", { ...RULE, target_object: "600", idempotency_key: key, ...more });

test("a rule asks for one open initiative and takes nothing else", async () => {
  const form = Form.parse((await app.get("/rule/form", RULE)).body);
  expect(form.metadata.fields.map(({ id }) => id)).toEqual(["how", "initiative"]);
  expect((await app.post("/rule/submit", { ...RULE, values: {} })).status).toBe(400);
  const chosen = { initiative: { value: "INI-12", title: "x" } };
  expect(await app.post("/rule/submit", { ...RULE, values: chosen })).toEqual({ status: 200, body: {} });
});

test("a run links its task, a repeated run makes nothing new, and another run is another link", async () => {
  expect(await run("k1")).toEqual({ status: 200, body: { action_result: "ok" } });
  await run("k1");
  expect(linked()).toMatchObject([{ initiativeId: "i-12", id: "600" }]);
  await run("k2", { values: { initiative: { value: "INI-12", title: "" } } });
  await run("k3", { app_configuration_json: '{"values":{"initiative":{"value":"INI-12"}}}' });
  expect(new Set(linked().map(({ linkId }) => linkId)).size).toBe(3);
});

test("a rule whose initiative is closed, or that was never set, is gone", async () => {
  app.service.answers.getPanelChoices = () => ({ groups: [] });
  expect((await run("k4")).status).toBe(410);
  expect((await run("k5", { app_configuration_json: "not json" })).status).toBe(410);
  expect(linked()).toEqual([]);
});

test("a rule is read by everybody in its project: a private goal's initiative is not offered, not taken and not run", async () => {
  const goal = { key: "G-9", title: "Buy Initech", state: "amber" as const, private: true };
  const hidden = choice({ key: "INI-9", title: "Talk to Initech", goal });
  app.service.answers.getPanelChoices = () => ({ groups: [{ title: "Matches", choices: [hidden] }] });
  expect((await app.get("/rule/initiatives", { ...RULE, query: "In" })).body).toMatchObject({ items: [] });
  const values = { initiative: { value: "INI-9", title: "x" } };
  const refused = await app.post("/rule/submit", { ...RULE, values });
  expect(refused.status).toBe(400);
  expect(JSON.stringify(refused.body)).not.toContain("Initech");
  expect((await run("k6", { values })).status).toBe(410);
  expect(linked()).toEqual([]);
});

test("an initiative of a private goal is linked, and the task shows its readers nothing of it", async () => {
  const goal = { key: "G-9", title: "Buy Initech", state: "amber" as const, private: true };
  const hidden = choice({ key: "INI-9", title: "Talk to Initech", goal });
  app.service.answers.getPanelChoices = () => ({ groups: [{ title: "Matches", choices: [hidden] }] });
  const { status, body } = await app.post("/attach", { query: "INI-9" });
  expect({ status, body }).toEqual({
    status: 200,
    body: {
      resource_name: "Linked in Throughline",
      resource_url: `https://goals.test/go/asana/${VIEWER.task}`,
    },
  });
  expect(linked()).toHaveLength(1);
});

test("the lookup links by key, by address and by words that only one initiative has", async () => {
  for (const query of ["INI-12", "https://goals.test/initiatives/INI-12", "churn"]) {
    const { status, body } = await app.post("/attach", { query });
    expect(status).toBe(200);
    expect(Attached.parse(body).resource_url).toBe(`https://goals.test/go/asana/${VIEWER.task}`);
  }
  expect(linked()).toHaveLength(3);
  app.service.answers.getPanelChoices = () => ({
    groups: [{ title: "Matches", choices: [choice(), choice({ initiativeId: "i-2", key: "INI-2" })] }],
  });
  expect((await app.post("/attach", { query: "chu" })).status).toBe(404);
});

test("the lookup says as easily that the task at hand is for no goal", async () => {
  const { body } = await app.post("/attach", { query: "debt" });
  expect(body).toEqual({
    resource_name: "Not for a goal: Technical debt",
    resource_url: `https://goals.test/go/asana/${VIEWER.task}`,
  });
  expect(linked()).toMatchObject([{ class: "debt", id: VIEWER.task }]);
});
