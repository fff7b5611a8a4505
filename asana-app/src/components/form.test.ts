import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { type AppUnderTest, startApp } from "../testing/app-under-test.ts";
import { choice, usual } from "../testing/answers.ts";
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

const openForm = async () => Form.parse((await app.get("/form")).body);
const fieldOf = (form: Form, id: string) => form.metadata.fields.find((field) => field.id === id);
async function change(values: Record<string, unknown>, changed = "what"): Promise<Form> {
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
    what: "create",
    initiative: { value: "INI-12", title: "x" },
    titles: "Call the ten largest\nWrite the plan",
    mine: ["me"],
    due: "2026-12-01",
  };
  const form = await change(typed, "mine");
  expect(fieldOf(form, "titles")).toMatchObject({ value: typed.titles });
  expect(fieldOf(form, "mine")).toMatchObject({ value: ["me"] });
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
  const values = { initiative: { value: "INI-12" }, titles: "a\nb", mine: ["me"], due: "2026-12-01" };
  expect(fieldOf(await change(values), "warning")).toMatchObject({ name: "8 active, 1 stalled" });
  const checked = app.service.calls.filter(({ name }) => name === "checkPanel").at(-1);
  expect(checked?.input).toMatchObject({ initiativeId: "i-12", ownerId: "p-1", count: 2, due: "2026-12-01" });
  app.service.answers.checkPanel = () => ({
    warnings: [{ ...warning, code: "closed", long: "This goal was achieved on 15 Nov.", blocks: true }],
  });
  const blocked = await change(values);
  expect(fieldOf(blocked, "initiative")).toMatchObject({ error: "This goal was achieved on 15 Nov." });
  expect(blocked.metadata).not.toHaveProperty("on_submit_callback");
});

test("a class is as easy as a goal: one choice, and an emergency is asked for its end", async () => {
  const form = await change({ what: "create_class", class: "maintenance" });
  expect(form.metadata.fields.map(({ id }) => id)).toEqual(["what", "class", "titles", "mine", "due"]);
  const emergency = await change({ what: "link_class", class: "emergency" });
  expect(emergency.metadata.fields.map(({ id }) => id)).toEqual(["what", "class", "until"]);
  expect(emergency.metadata.submit_button_text).toBe("Save");
});

test("an initiative that closed meanwhile is said at its field", async () => {
  app.service.answers.getPanelChoices = () => ({ groups: [] });
  const form = await change({ initiative: { value: "INI-12" } });
  expect(fieldOf(form, "initiative")).toMatchObject({ error: "It is closed or not yours to see: choose another." });
});

test("the list: recently used first, each initiative once, classes left to their radio", async () => {
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
  expect((body as { items: { value: string }[] }).items.map(({ value }) => value)).toEqual(["INI-12", "INI-2"]);
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
