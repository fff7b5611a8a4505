import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { type AppUnderTest, startApp, VIEWER } from "../testing/app-under-test.ts";
import { choice, item, panelItem, usual } from "../testing/answers.ts";
import { No } from "../testing/service-double.ts";
import { Form } from "./shapes.ts";

let app: AppUnderTest;
beforeAll(async () => {
  app = await startApp(usual());
});
beforeEach(() => {
  app.service.calls.length = 0;
  Object.assign(app.service.answers, usual());
});
afterAll(() => app.close());

const INITIATIVE = { value: "INI-12", title: "Reduce churn" };
const submitAddress = async () => Form.parse((await app.get("/form")).body).metadata.on_submit_callback ?? "";
const made = (name = "createPanelItem") =>
  app.service.calls.filter((call) => call.name === name).map(({ input }) => input as Record<string, unknown>);

test("two lines make two tasks beside the one at hand, each with a link of its own, and the attachment says so", async () => {
  const values = {
    initiative: INITIATIVE,
    titles: " Call the ten largest \n\nWrite the plan",
    owner: { value: "78", title: "Dana Okafor" },
    due: "2026-12-01",
  };
  const { status, body } = await app.post(await submitAddress(), { values });
  expect({ status, body }).toEqual({
    status: 200,
    body: {
      resource_name: "2 tasks created under INI-12 Reduce churn in enterprise accounts",
      resource_url: `https://goals.test/go/asana/${VIEWER.task}?created=2&under=INI-12`,
    },
  });
  expect(made()).toMatchObject([
    { initiativeId: "i-12", title: "Call the ten largest", beside: VIEWER.task, ownerId: "78", due: "2026-12-01" },
    { initiativeId: "i-12", title: "Write the plan" },
  ]);
  expect(new Set(made().map(({ linkId }) => linkId)).size).toBe(2);
  expect(made("linkPanelItem")).toEqual([]);
});

test("the same signed submit twice, even at the same time, asks the service once", async () => {
  const address = await submitAddress();
  const values = { initiative: INITIATIVE, titles: "Once" };
  const twice = await Promise.all([app.post(address, { values }), app.post(address, { values })]);
  expect(twice[0]).toEqual(twice[1]);
  expect(made()).toHaveLength(1);
});

test("a second click, signed anew, brings the same links: the service makes nothing new", async () => {
  const address = await submitAddress();
  const values = { initiative: INITIATIVE, titles: "A\nB\nA" };
  await app.post(address, { values });
  app.time.now += 1000;
  await app.post(address, { values });
  const ids = made().map(({ linkId }) => linkId);
  expect(ids).toHaveLength(6);
  expect(new Set(ids).size).toBe(3);
});

test("what the service refuses stands at the field with the line's name; mended and sent again, the others keep their links", async () => {
  const address = await submitAddress();
  app.service.answers.createPanelItem = ({ title, linkId }) => {
    if (title === "B") throw new No(422, "tool_refused", "Asana says: name is too long.");
    return item({ id: linkId, title });
  };
  const first = await app.post(address, { values: { initiative: INITIATIVE, titles: "A\nB" } });
  expect(first.status).toBe(400);
  const field = Form.parse(first.body).metadata.fields.find(({ id }) => id === "titles");
  expect(field).toMatchObject({ value: "A\nB", error: "Not made: “B”. Asana says: name is too long." });
  app.time.now += 1000;
  const second = await app.post(address, { values: { initiative: INITIATIVE, titles: "A\nB2" } });
  expect(second.status).toBe(200);
  const ofA = made()
    .filter(({ title }) => title === "A")
    .map(({ linkId }) => linkId);
  expect(new Set(ofA).size).toBe(1);
});

test("nothing written, eleven lines and a line too long are said at the field, and nothing is made", async () => {
  const address = await submitAddress();
  const titles = [" \n ", Array.from({ length: 11 }, (_, index) => `T${index}`).join("\n"), `ok\n${"x".repeat(201)}`];
  const errors = ["Write at least one task.", "11 lines: at most ten at once.", "Line 2: Keep it to 200 characters."];
  for (const [index, text] of titles.entries()) {
    const { status, body } = await app.post(address, { values: { initiative: INITIATIVE, titles: text } });
    expect(status).toBe(400);
    const field = Form.parse(body).metadata.fields.find(({ id }) => id === "titles");
    expect(field).toMatchObject({ error: expect.stringContaining(errors[index] ?? "") as unknown as string });
  }
  expect(made()).toEqual([]);
});

test("without an initiative or a class the form says so", async () => {
  const { status, body } = await app.post(await submitAddress(), { values: { titles: "A" } });
  expect(status).toBe(400);
  expect(Form.parse(body).metadata.fields.find(({ id }) => id === "initiative")).toMatchObject({
    error: "Choose an initiative, or a class if it serves no goal.",
  });
  expect(made()).toEqual([]);
});

test("work that serves no goal is created with its class, and the attachment says so", async () => {
  const values = { initiative: { value: "emergency", title: "Emergency" }, titles: "A\nB", until: "2026-11-27" };
  const { body } = await app.post(await submitAddress(), { values });
  expect(body).toEqual({
    resource_name: "2 tasks created, not for a goal: Emergency",
    resource_url: `https://goals.test/go/asana/${VIEWER.task}?created=2&under=emergency`,
  });
  expect(made()).toMatchObject([{ class: "emergency", until: "2026-11-27", title: "A" }, { title: "B" }]);
});

const untied = () => {
  app.service.answers.getPanelItem = () =>
    panelItem({ initiative: null, keyResult: null, goal: null, item: item({ id: "w-5" }) });
};

test("the task at hand is linked only where that was asked for, under one link however often it is sent", async () => {
  untied();
  const address = await submitAddress();
  const values = { initiative: INITIATIVE, titles: "A", also: ["this"] };
  expect((await app.post(address, { values })).status).toBe(200);
  app.time.now += 1000;
  await app.post(address, { values });
  expect(made("linkPanelItem")).toMatchObject([{ initiativeId: "i-12", id: VIEWER.task }, {}]);
  expect(new Set(made("linkPanelItem").map(({ linkId }) => linkId)).size).toBe(1);
});

test("a task that was linked meanwhile is not linked anew", async () => {
  await app.post(await submitAddress(), { values: { initiative: INITIATIVE, titles: "A", also: ["this"] } });
  expect(made("linkPanelItem")).toEqual([]);
});

test("a refused link of the task at hand stands at its own field", async () => {
  untied();
  app.service.answers.linkPanelItem = () => {
    throw new No(422, "no_container", "Throughline does not read this project.");
  };
  app.time.now += 1000;
  const values = { initiative: INITIATIVE, titles: "A", also: ["this"] };
  const { status, body } = await app.post(await submitAddress(), { values });
  expect(status).toBe(400);
  const fields = new Map(Form.parse(body).metadata.fields.map((field) => [field.id, field]));
  expect(fields.get("also")).toMatchObject({ error: "Throughline does not read this project.", value: ["this"] });
  expect(fields.get("titles")).not.toHaveProperty("error");
});

test("what serves a private goal is not named on the task, which others may read", async () => {
  const goal = { key: "G-9", title: "Buy Initech", state: "amber" as const, private: true };
  app.service.answers.getPanelChoices = () => ({
    groups: [{ title: "Matches", choices: [choice({ key: "INI-9", title: "Talk to Initech", goal })] }],
  });
  const values = { initiative: { value: "INI-9", title: "x" }, titles: "A" };
  expect((await app.post(await submitAddress(), { values })).body).toEqual({
    resource_name: "1 task created in Throughline",
    resource_url: `https://goals.test/go/asana/${VIEWER.task}?created=1`,
  });
});

test("a service that takes longer than Asana waits: the form comes back in time with what was typed, claims nothing, and sent again makes each task once", async () => {
  const address = await submitAddress();
  let goOn: () => void = () => undefined;
  const wait = new Promise<void>((resolve) => (goOn = resolve));
  const done = new Promise<void>((resolve) => {
    app.service.answers.createPanelItem = async ({ title, linkId }) => {
      await wait;
      resolve();
      return item({ id: linkId, title });
    };
  });
  const { status, body } = await app.post(address, { values: { initiative: INITIATIVE, titles: "Slow" } });
  expect(status).toBe(400);
  expect(JSON.stringify(body)).toContain("Asana has not answered yet");
  expect(JSON.stringify(body)).toContain("Slow");
  goOn();
  await done;
  const again = await app.post(address, { values: { initiative: INITIATIVE, titles: "Slow\n" } });
  expect(again.body).toMatchObject({ resource_name: expect.stringContaining("1 task created") });
  const [first, second] = made();
  expect(second).toEqual(first);
});

test("an account whose permission ended meanwhile is sent to allow us again", async () => {
  const address = await submitAddress();
  app.service.answers.createPanelItem = () => {
    throw new No(422, "not_connected");
  };
  expect((await app.post(address, { values: { initiative: INITIATIVE, titles: "A" } })).status).toBe(401);
});

test("a due date in the year 26 is said at its field, and nothing is made", async () => {
  const values = { initiative: INITIATIVE, titles: "Once", due: "0026-11-29" };
  const { body } = await app.post(await submitAddress(), { values });
  expect(JSON.stringify(body)).toContain("is out of range: give a day from 1900-01-01 to 2199-12-31");
  expect(made()).toEqual([]);
});
