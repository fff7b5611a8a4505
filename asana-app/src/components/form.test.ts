import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { type AppUnderTest, startApp } from "../testing/app-under-test.ts";
import { choice, item, panelItem, usual } from "../testing/answers.ts";
import { No } from "../testing/service-double.ts";
import { Form } from "./shapes.ts";

let app: AppUnderTest;
beforeAll(async () => {
  app = await startApp(usual());
});
beforeEach(() => {
  app.service.calls.length = 0;
  for (const name of Object.keys(app.service.answers)) Reflect.deleteProperty(app.service.answers, name);
  Object.assign(app.service.answers, usual());
});
afterAll(() => app.close());

const UNTIED = { initiative: null, keyResult: null, goal: null };
const untied = () => {
  app.service.answers.getPanelItem = () => panelItem({ ...UNTIED, item: item() });
};
const openForm = async () => Form.parse((await app.get("/form")).body);
const fieldOf = (form: Form, id: string) => form.metadata.fields.find((field) => field.id === id);
async function change(values: Record<string, unknown>, changed = "initiative"): Promise<Form> {
  const { metadata } = await openForm();
  const { status, body } = await app.post(metadata.on_change_callback ?? "", { values, changed_field: changed });
  expect(status).toBe(200);
  return Form.parse(body);
}

test("opened on a linked task, its initiative is filled in with its goal's health, and its due date", async () => {
  const form = await openForm();
  expect(fieldOf(form, "initiative")).toMatchObject({
    value: {
      title: "Reduce churn in enterprise accounts",
      value: "INI-12",
      subtitle: "At risk. Goal: Increase net revenue retention",
      icon_url: `${app.url}/icons/green.png`,
    },
  });
  expect(fieldOf(form, "due")).toMatchObject({ value: "2026-12-18" });
  expect(form.metadata.on_submit_callback).toContain("/submit");
});

test("opened on a task that nobody knows yet, nothing is filled in", async () => {
  app.service.answers.getPanelItem = () => {
    throw new No(404, "not_mirrored");
  };
  expect(fieldOf(await openForm(), "initiative")).not.toHaveProperty("value");
});

test("each opened form has an id of its own, which its callbacks keep", async () => {
  const [one, two] = [await openForm(), await openForm()];
  expect(one.metadata.on_submit_callback).not.toBe(two.metadata.on_submit_callback);
  const changed = Form.parse((await app.post(one.metadata.on_change_callback ?? "", { values: {} })).body);
  expect(changed.metadata.on_submit_callback).toBe(one.metadata.on_submit_callback);
});

test("a change gives back all that was typed", async () => {
  const typed = {
    initiative: { value: "INI-12", title: "x" },
    titles: "Call the ten largest\nWrite the plan",
    owner: { value: "78", title: "Dana Okafor" },
    due: "2026-12-01",
    also: ["this"],
  };
  untied();
  const form = await change(typed, "owner");
  expect(fieldOf(form, "titles")).toMatchObject({ value: typed.titles });
  expect(fieldOf(form, "owner")).toMatchObject({ value: typed.owner });
  expect(fieldOf(form, "also")).toMatchObject({ value: ["this"] });
  expect(fieldOf(form, "due")).toMatchObject({ value: "2026-12-01" });
});

test("picking an initiative fills in its due date, and leaves one that was typed", async () => {
  const picked = { initiative: { value: "INI-12" } };
  expect(fieldOf(await change(picked, "initiative"), "due")).toMatchObject({ value: "2026-12-18" });
  const typed = await change({ ...picked, due: "2026-11-30" }, "initiative");
  expect(fieldOf(typed, "due")).toMatchObject({ value: "2026-11-30" });
});

test("the first warning stands under the initiative in its short form; one that blocks stands at the field and stops the button", async () => {
  const warning = {
    code: "stuck" as const,
    long: "8 items are active here.",
    short: "8 active, 1 stalled",
    tone: "info" as const,
  };
  app.service.answers.checkPanel = () => ({ warnings: [{ ...warning, blocks: false }] });
  const values = { initiative: { value: "INI-12" }, titles: "a\nb", owner: { value: "77" }, due: "2026-12-01" };
  expect(fieldOf(await change(values), "warning")).toMatchObject({ name: "8 active, 1 stalled" });
  const checked = app.service.calls.filter(({ name }) => name === "checkPanel").at(-1);
  expect(checked?.input).toMatchObject({ initiativeId: "i-12", ownerId: "77", count: 2, due: "2026-12-01" });
  app.service.answers.checkPanel = () => ({
    warnings: [{ ...warning, code: "closed", long: "This goal was achieved on 15 Nov.", blocks: true }],
  });
  const blocked = await change(values);
  expect(fieldOf(blocked, "initiative")).toMatchObject({ error: "This goal was achieved on 15 Nov." });
  expect(blocked.metadata).not.toHaveProperty("on_submit_callback");
});

test("the form asks what the new work is for, and nothing before that", async () => {
  untied();
  const form = await openForm();
  expect(form.metadata.title).toBe("Create under an initiative");
  expect(form.metadata.fields.map(({ id }) => id)).toEqual(["initiative", "titles", "owner", "due", "also"]);
  expect(form.metadata.fields.map(({ type }) => type)).not.toContain("radio_button");
  expect(fieldOf(form, "also")).toMatchObject({ name: "The task at hand", value: [] });
});

test("a class is as easy as a goal: it stands in the same list, and an emergency is asked for its end", async () => {
  untied();
  const form = await change({ initiative: { value: "maintenance" } });
  expect(form.metadata.fields.map(({ id }) => id)).toEqual(["initiative", "titles", "owner", "due", "also"]);
  expect(fieldOf(form, "initiative")).toMatchObject({
    value: { title: "Maintenance", subtitle: "Not for a goal. Keeps what we have running" },
  });
  expect(form.metadata.submit_button_text).toBe("Create");
  const emergency = await change({ initiative: { value: "emergency" } });
  expect(emergency.metadata.fields.map(({ id }) => id)).toContain("until");
  const checked = app.service.calls.filter(({ name }) => name === "checkPanel").at(-1);
  expect(checked?.input).toMatchObject({ class: "emergency" });
});

test.each([
  ["linked", panelItem()],
  ["classed", panelItem({ ...UNTIED, item: item({ class: { class: "debt", until: null } }) })],
  ["linked to a private goal", panelItem({ ...UNTIED, item: item({ link: panelItem().item.link }) })],
])("a task that is %s is not asked whether it is to be linked as well", async (_, found) => {
  app.service.answers.getPanelItem = () => found;
  expect(fieldOf(await openForm(), "also")).toBeUndefined();
});

test("once an initiative is chosen its goal's health stands there with its sentence, and its own counts beside the goal's", async () => {
  untied();
  const stuck = {
    code: "stuck" as const,
    ...{ long: "2 tasks are in progress for this goal.", short: "On this goal: 2 in progress, 1 stalled" },
    tone: "info" as const,
    blocks: false,
  };
  app.service.answers.checkPanel = () => ({ warnings: [stuck] });
  const { initiative, keyResult, goal } = panelItem();
  app.service.answers.getPanelInitiative = () => ({
    ...{ initiative: initiative && { ...initiative, done: 0, total: 0, doing: 0 }, keyResult, url: null },
    goal: goal && { ...goal, because: "Its metric is 11 behind plan: 9 against 20 expected, and nothing moves" },
  });
  const form = await change({ initiative: { value: "INI-12" } });
  const said = form.metadata.fields.filter(({ type }) => type === "static_text").map(({ name }) => name);
  expect(said).toEqual([
    "At risk: Increase net revenue retention",
    "Its metric is 11 behind plan: 9 against 20",
    "expected, and nothing moves",
    "This initiative: No work yet",
    "On this goal: 2 in progress, 1 stalled",
  ]);
});

test("the owner is me to begin with, and may be anybody of the workspace or nobody", async () => {
  expect(fieldOf(await openForm(), "owner")).toMatchObject({ value: { title: "Priya Nair", value: "77" } });
  expect(fieldOf(await change({ owner: null }, "owner"), "owner")).not.toHaveProperty("value");
  const { body } = await app.get("/people", { query: "" });
  expect(body).toMatchObject({
    items: [
      { title: "Priya Nair", value: "77", subtitle: "You" },
      { title: "Dana Okafor", value: "78" },
    ],
  });
  await app.get("/people", { query: "oka" });
  expect(app.service.calls.filter(({ name }) => name === "listPanelPeople").at(-1)?.input).toEqual({ q: "oka" });
});

test("an initiative that closed meanwhile is said at its field", async () => {
  app.service.answers.getPanelChoices = () => ({ groups: [] });
  const form = await change({ initiative: { value: "INI-12" } });
  expect(fieldOf(form, "initiative")).toMatchObject({ error: "It is closed or not yours to see: choose another." });
});

test("the list: recently used first, each initiative once, classes last", async () => {
  const other = choice({ initiativeId: "i-2", key: "INI-2", title: "Onboard DACH", goal: null, mark: null });
  app.service.answers.getPanelChoices = () => ({
    groups: [
      { title: "Recently used", choices: [choice()] },
      { title: "Increase net revenue retention (at risk)", choices: [choice(), other] },
      {
        title: "Not for a goal",
        choices: [choice({ initiativeId: null, class: "debt", key: null, title: "Technical debt" })],
      },
    ],
  });
  const { body } = await app.get("/initiatives", { query: "" });
  expect(body).toMatchObject({ header: "Recently used, then what needs attention" });
  expect((body as { items: { value: string }[] }).items.map(({ value }) => value)).toEqual(["INI-12", "INI-2", "debt"]);
});

test("the search text is found under each of its three names", async () => {
  for (const name of ["query", "value", "fragment"]) await app.get("/initiatives", { [name]: "chu" });
  const asked = app.service.calls.filter(({ name }) => name === "getPanelChoices").map(({ input }) => input);
  expect(asked).toEqual(Array(3).fill({ q: "chu" }));
});

test("an account that did not allow us is sent to allow us; an unconnected workspace and a silent service say so in a form", async () => {
  app.service.answers.getPanelAccount = () => ({
    account: "77",
    connected: false,
    authorizeUrl: "https://goals.test/oauth/asana/start",
    person: null,
    dashboard: "https://goals.test",
  });
  expect((await app.get("/form")).status).toBe(401);
  for (const [error, words] of [
    [new No(403, "not_paired"), "This Asana workspace isn't connected yet."],
    [new No(503, "unreachable"), "Throughline does not answer right now."],
  ] as const) {
    app.service.answers.getPanelAccount = () => {
      throw error;
    };
    const form = await openForm();
    expect(form.metadata.fields[0]).toMatchObject({ type: "static_text", name: words });
    expect(form.metadata).not.toHaveProperty("on_submit_callback");
  }
});
