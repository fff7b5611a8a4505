// The app in the pages: asked across origins by a real browser, so that its CORS, its signatures and its sign-in count.
import { afterAll, afterEach, beforeAll, expect, jest, test } from "@jest/globals";
import { violations } from "../../setup/axe.ts";
import { see } from "../../setup/browser.ts";
import { browserRoom, type Room, type Visit } from "./fixtures/browser-room.ts";
import { form, found, initiative, layApp, titles } from "./fixtures/laid-app.ts";
import { projects } from "./fixtures/test-workspace.ts";

jest.setTimeout(120_000);

let room: Room;
let at: Visit;
beforeAll(async () => {
  room = await browserRoom();
});
afterEach(() => at.leave());
afterAll(() => room.close());

const onTask = async (options: Parameters<Room["visit"]>[0] = {}): Promise<Visit> => {
  at = await room.visit(options);
  await at.goToTask();
  return at;
};

test.each(["light", "dark"] as const)("in %s form, suggestions and card have no axe violation", async (colorScheme) => {
  const { page, dialog, suggestion, choose } = await onTask({ colorScheme });
  await choose("Create under an initiative");
  await see(dialog.getByLabel("Short")).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("combobox", { name: /Initiative/ }).click();
  await see(suggestion).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await suggestion.click();
  await see(dialog.getByLabel("Short")).toHaveCount(0);
  await dialog.getByLabel("Tasks").fill("One");
  await dialog.getByRole("button", { name: "Create tasks" }).click();
  await see(page.getByRole("article", { name: /Renewals/ })).toContainText("At risk");
  expect(await violations(page)).toEqual([]);
});

test("a watched field redraws the form, a refusal stands at its field, and after the first resource the entry is gone", async () => {
  const { app, page, task, dialog, suggestion, choose, broken } = await onTask();
  await choose("Create under an initiative");
  const send = dialog.getByRole("button", { name: "Create tasks" });
  await dialog.getByLabel("Tasks").fill("Lost by the redraw");
  await see(send).toBeDisabled();
  await dialog.getByRole("combobox", { name: /Initiative/ }).fill("ren");
  await see(suggestion).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await see(dialog.getByLabel("Tasks")).toHaveValue("");
  await dialog.getByLabel("Tasks").fill("One\nTwo");
  const refused = [initiative(app, { value: found }), titles({ value: "One\nTwo", error: "Not both" })];
  app.lay("/submit", { status: 400, body: form(app, refused) });
  await send.click();
  await see(dialog.getByRole("alert")).toHaveText("Not both");
  layApp(app);
  await send.click();
  await see(page.getByRole("article", { name: /Renewals/ })).toContainText("CS-412 stalled 14 days");
  await see(page.getByRole("button", { name: "Throughline" })).toHaveCount(0);
  const values = { initiative: found, titles: "One\nTwo" };
  expect(app.asked.filter(({ path }) => path === "/submit").at(-1)?.fields).toMatchObject({ task, values });
  expect(app.asked.every(({ good }) => good)).toBe(true);
  expect(await broken()).toEqual([]);
});

test("an answer against the rules shows that something went wrong, and so does one without CORS", async () => {
  const { app, page, dialog, choose, broken } = await onTask();
  app.lay("/form", { body: form(app, [{ ...titles(), value: null }]) });
  await choose("Create under an initiative");
  await see(dialog.getByRole("alert")).toContainText("Something went wrong");
  await page.keyboard.press("Escape");
  layApp(app);
  app.allowed.origin = undefined;
  await choose("Create under an initiative");
  await see(dialog.getByRole("alert")).toContainText("Something went wrong");
  expect((await broken()).map(({ kind, call }) => [kind, call])).toEqual([
    ["violation", "form"],
    ["failure", "form"],
  ]);
});

test("who is not connected is sent to the app's sign-in, and comes back to the form", async () => {
  const { app, dialog, choose } = await onTask();
  app.lay("/form", { status: 401, body: { error: "Who are you?" } }, { body: form(app, [initiative(app), titles()]) });
  await choose("Create under an initiative");
  await dialog.getByRole("button", { name: "Connect Throughline" }).click();
  await see(dialog.getByLabel("Tasks")).toBeVisible();
  expect(app.signedIn.yes).toBe(true);
});

test("only the app's own origin says that a person is connected", async () => {
  const { app, page, dialog, choose } = await onTask();
  app.lay("/form", { status: 401, body: {} });
  await choose("Create under an initiative");
  // The page itself says it, and no window of the app ever opens.
  await page.evaluate("window.open = () => null");
  await dialog.getByRole("button", { name: "Connect Throughline" }).click();
  await page.evaluate("window.postMessage('success', '*')");
  await see(dialog.getByRole("alert")).toHaveText("Throughline was not connected.");
});

test("the lookup says why not in the app's words, and links what was chosen", async () => {
  const { app, page, dialog, suggestion, choose } = await onTask();
  app.lay("/attach", { status: 404, body: { error: "No open initiative has this name." } });
  await choose("Link to an initiative");
  await dialog.getByRole("combobox").fill("nothing");
  await see(suggestion).toBeVisible();
  await page.keyboard.press("Enter");
  await see(dialog.getByRole("alert")).toHaveText("No open initiative has this name.");
  app.lay("/attach", { body: { resource_name: "INI-3", resource_url: `${app.url}/initiatives/INI-3` } });
  await suggestion.click();
  await see(page.getByRole("article", { name: /INI-3/ })).toContainText("At risk");
  const sent = app.asked.filter(({ path }) => path === "/attach").map(({ fields }) => fields["query"]);
  expect(sent).toEqual(["nothing", "INI-3"]);
});

test("a rule is made in the project and runs on the next task", async () => {
  at = await room.visit();
  const { page, dialog, suggestion, go } = at;
  const project = `/0/${projects.onboarding}`;
  await go(`${project}?view=rules`);
  await page.getByRole("button", { name: "Add rule" }).click();
  await dialog.getByRole("combobox", { name: /Initiative/ }).click();
  await suggestion.click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await see(page.getByRole("heading", { name: "Link to an initiative" })).toBeVisible();
  await go(`${project}?view=list`);
  await page.getByRole("textbox", { name: "Add a task to To do" }).fill("By hand");
  await page.keyboard.press("Enter");
  await see(page.getByRole("link", { name: "By hand" })).toBeVisible();
  await go(`${project}?view=rules`);
  await page.getByRole("button", { name: "Run what waits now" }).click();
  await see(page.getByText("done")).toBeVisible();
});
