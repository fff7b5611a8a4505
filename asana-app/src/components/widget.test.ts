import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { type AppUnderTest, startApp } from "../testing/app-under-test.ts";
import { ACCOUNT, item, panelItem, usual } from "../testing/answers.ts";
import { No } from "../testing/service-double.ts";
import { Card } from "./shapes.ts";

let app: AppUnderTest;
beforeAll(async () => {
  app = await startApp(usual());
});
beforeEach(() => {
  Object.assign(app.service.answers, usual());
});
afterAll(() => app.close());

const PAGE = "https://goals.test/initiatives/INI-12";
async function card(fields: Record<string, string> = {}): Promise<Card["metadata"]> {
  const { status, body } = await app.get("/widget", { resource_url: PAGE, attachment: "1", asset: "1", ...fields });
  expect(status).toBe(200);
  return Card.parse(body).metadata;
}
const shown = ({ fields }: Card["metadata"]) => Object.fromEntries(fields.map(({ name, text }) => [name, text]));
/** The service is asked, and answers when it is told to. */
function answersLate(answer: () => ReturnType<typeof panelItem>) {
  let goOn: () => void = () => undefined;
  const told = new Promise<void>((resolve) => (goOn = resolve));
  const asked = new Promise<void>((resolve) => {
    app.service.answers.getPanelItem = async () => {
      resolve();
      await told;
      return answer();
    };
  });
  return { asked, goOn: () => goOn() };
}
const silent = () => {
  throw new No(503, "unreachable");
};

test("the card shows the initiative, its goal's health, the metric against its plan, why, the work and the end", async () => {
  const metadata = await card();
  expect(metadata).toMatchObject({
    title: "Reduce churn in enterprise accounts",
    subtitle: "Goal: Increase net revenue retention",
    footer: { footer_type: "updated", last_updated_at: "2026-11-20T14:20:00.000Z" },
  });
  expect(shown(metadata)).toEqual({
    "Goal health": "At risk",
    Metric: "106.9% of 110%, plan 108.2%",
    Why: "CS-412 has not moved for 14 days",
    Initiative: "1 of 5 done, 3 active",
    Due: "31 Dec",
  });
  expect(metadata.fields[0]).toMatchObject({ type: "pill", color: "yellow" });
});

const UNTIED = { initiative: null, keyResult: null, goal: null };
const CREATED = { resource_url: "https://goals.test/go/asana/500?created=2&under=INI-12" };
const untied = () => {
  app.service.answers.getPanelItem = () => panelItem({ item: item(), ...UNTIED });
};

test("a task from which others were created is not linked by that: its card says both", async () => {
  untied();
  const metadata = await card(CREATED);
  expect(metadata).toMatchObject({
    title: "2 tasks created under Reduce churn in enterprise accounts",
    subtitle: "This task is not linked. Open it in Throughline to link it",
  });
  expect(shown(metadata)).toEqual({
    "This task": "Not linked",
    "Their goal": "Increase net revenue retention",
    "Goal health": "At risk",
    Why: "CS-412 has not moved for 14 days",
    Initiative: "1 of 5 done, 3 active",
  });
});

test.each([
  ["created=1&under=INI-12", "1 task created under Reduce churn in enterprise accounts"],
  ["created=3&under=debt", "3 tasks created, not for a goal"],
  ["created=3", "3 tasks created from here"],
])("what was created is said as far as it is known: %s", async (query, title) => {
  untied();
  expect(await card({ resource_url: `https://goals.test/go/asana/500?${query}` })).toMatchObject({ title });
});

test("linked later, it shows its own goal line, whatever was created from it", async () => {
  expect(await card(CREATED)).toMatchObject({
    title: "Reduce churn in enterprise accounts",
    subtitle: "Goal: Increase net revenue retention",
  });
});

test("an address that names an initiative, as older cards have it, makes no task look linked", async () => {
  untied();
  const metadata = await card();
  expect(metadata.title).toBe("No goal yet");
  expect(shown(metadata)).toMatchObject({ "This task": "Not linked" });
});

test("the initiative that others were created under turned private, or its reader is a stranger: nothing is named", async () => {
  untied();
  app.service.answers.getPanelInitiative = () => {
    throw new No(404, "not_found");
  };
  const safe = await card(CREATED);
  app.service.answers = Object.assign(app.service.answers, usual());
  untied();
  app.service.answers.getPanelAccount = () => ({ ...ACCOUNT, person: null });
  for (const one of [safe, await card({ ...CREATED, user: "79" })]) {
    expect(one.title).toBe("2 tasks created from here");
    expect(shown(one)).toEqual({ "This task": "Not linked" });
  }
});

test.each([
  [{ now: 3.34, target: 4.46, expected: 4.125, unit: "h" }, "3.34 h of 4.46 h, plan 4.13 h"],
  [{ now: 12.345, target: 9.87, expected: 11, unit: "days" }, "12.3 days of 9.87 days, plan 11 days"],
  [{ now: null, target: 0.034, expected: null, unit: "" }, "No reading yet, target 0.034"],
])("numbers are as fine as on the dashboard: %o", async (keyResult, words) => {
  app.service.answers.getPanelItem = () =>
    panelItem({ keyResult: { name: "Retention", baseline: 0, lo: null, hi: null, ...keyResult } });
  expect(shown(await card())).toMatchObject({ Metric: words });
});

test("work that serves no goal says which class it is, and an unknown task that it has no goal yet", async () => {
  const nothing = { initiative: null, keyResult: null, goal: null };
  const go = { resource_url: "https://goals.test/go/asana/500" };
  app.service.answers.getPanelItem = () =>
    panelItem({ ...nothing, item: item({ class: { class: "emergency", until: "2026-11-27" } }) });
  expect(shown(await card(go))).toEqual({ Class: "Emergency", "Ends on": "27 Nov" });
  app.service.answers.getPanelItem = () => {
    throw new No(404, "not_mirrored");
  };
  expect((await card(go)).title).toBe("No goal yet");
});

test("what nobody linked reads as not linked to a stranger too", async () => {
  app.service.answers.getPanelAccount = () => ({ ...ACCOUNT, person: null });
  untied();
  expect((await card()).title).toBe("No goal yet");
});

test("a stranger, and whoever may not see a private goal, reads that it is linked and nothing named", async () => {
  app.service.answers.getPanelAccount = () => ({ ...ACCOUNT, person: null });
  const safe = await card();
  expect(safe.title).toBe("Linked work");
  for (const word of ["churn", "retention", "CS-412", "INI-12"]) expect(JSON.stringify(safe)).not.toContain(word);
  Object.assign(app.service.answers, usual());
  const link = { ...panelItem().item.link, initiativeTitle: "A private goal" } as never;
  app.service.answers.getPanelItem = () =>
    panelItem({ item: item({ link }), initiative: null, keyResult: null, goal: null });
  expect(await card()).toMatchObject({ title: "Linked work" });
});

test("while the service answers, each card is as new as its answer", async () => {
  await card();
  app.service.answers.getPanelItem = () => panelItem({ keyResult: null });
  expect(shown(await card())).not.toHaveProperty("Metric");
});

test("a silent service: the last card of this viewer with its time, never another viewer's; without one it says so", async () => {
  await card({ task: "501" });
  app.time.now += 3 * 3600_000;
  app.service.answers.getPanelItem = () => {
    throw new No(503, "unreachable");
  };
  const last = await card({ task: "501" });
  expect(last.title).toBe("Reduce churn in enterprise accounts");
  expect(last.footer).toEqual({ footer_type: "custom_text", text: "as of 14:20 UTC" });
  expect(await card({ task: "501", user: "78" })).toMatchObject({ subtitle: "Throughline does not answer" });
  app.time.now -= 3 * 3600_000;
});

test("a slow service: the last card now, and its late answer is the card of the next time", async () => {
  await card({ task: "502" });
  const { goOn } = answersLate(() => panelItem({ keyResult: null }));
  const now = await card({ task: "502" });
  expect(now.footer).toMatchObject({ footer_type: "custom_text" });
  expect(shown(now)).toHaveProperty("Metric");
  goOn();
  app.service.answers.getPanelItem = silent;
  while ("Metric" in shown(await card({ task: "502" })));
});

test("an answer that came too late does not replace a younger one in memory", async () => {
  const { asked, goOn } = answersLate(() => panelItem());
  const late = card({ task: "504" });
  await asked;
  app.time.now += 200;
  app.service.answers.getPanelItem = () => {
    throw new No(403, "not_allowed");
  };
  expect((await card({ task: "504" })).title).toBe("Linked work");
  goOn();
  await late;
  app.service.answers.getPanelItem = silent;
  expect(await card({ task: "504" })).toMatchObject({ subtitle: "Throughline does not answer" });
});

test("a goal that turned private is not shown from memory, even when the service then falls silent", async () => {
  await card({ task: "503" });
  app.service.answers.getPanelItem = () => {
    throw new No(403, "not_allowed");
  };
  expect((await card({ task: "503" })).title).toBe("Linked work");
  app.service.answers.getPanelItem = () => {
    throw new No(503, "unreachable");
  };
  expect(await card({ task: "503" })).toMatchObject({ subtitle: "Throughline does not answer" });
});
