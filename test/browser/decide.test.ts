import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { expect as see } from "@playwright/test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { violations } from "../setup/axe.ts";
import { openBrowser, openPage, shot } from "../setup/browser.ts";
import { type System, theSystem } from "../setup/system.ts";

jest.setTimeout(180_000);

/** From the portfolio's headline to a question in Jira: what a leader does on Monday. */
const GOAL = "Cut support tickets by 40%";
const ITEM = "SUP-8";
let system: System;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[];
let goalKey: string;

beforeAll(async () => {
  system = theSystem();
  browser = await openBrowser();
  context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  await context.addCookies([await system.session()]);
  ({ page, complaints } = await openPage(context));
  goalKey = (await system.admin.listGoals({ q: GOAL.replace("%", "") })).items[0]?.key ?? "";
});
afterAll(() => browser.close());

const toGoal = () => page.goto(`${system.dashboard}/goals/${goalKey}`);
const ask = () => page.getByRole("button", { name: new RegExp(`what ${ITEM} needs`) });

async function withoutViolations(name: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await shot(page, `${name}-${colorScheme}`);
    expect([name, colorScheme, await violations(page)]).toEqual([name, colorScheme, []]);
  }
  await page.setViewportSize({ width: 320, height: 800 });
  await shot(page, `${name}-320`);
  expect([name, await violations(page)]).toEqual([name, []]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
}

test("the headline names what is handled and what is fine, and opens the list of the handled", async () => {
  const id = (await system.admin.getPortfolio({})).decisions.at(-1)?.goalId ?? "";
  await system.admin.createDecision({ id, what: "Wait for the quarter's numbers" });
  await page.goto(system.dashboard);
  await see(page.getByRole("heading", { name: /need a decision$/ })).toBeVisible({ timeout: 15_000 });
  const handled = page.getByRole("button", { name: /\d+ handled/ });
  await handled.click();
  await see(
    page.getByRole("list", { name: "Handled goals" }).getByText("Wait for the quarter's numbers"),
  ).toBeVisible();
  await see(handled).toHaveAttribute("aria-expanded", "true");
  await withoutViolations("portfolio-handled");
});

test("where comments are not allowed the question says what is needed, and is copied", async () => {
  await toGoal();
  await ask().click();
  const dialog = page.getByRole("dialog");
  await see(dialog.getByRole("status")).toContainText("An admin has to allow it first");
  await withoutViolations("ask-off");
  await dialog.getByRole("button", { name: "Copy the question" }).click();
  await see(page.getByText("Copied. Paste it into Jira.")).toBeVisible();
  expect(await page.evaluate("navigator.clipboard.readText()")).toMatch(/what does this need to move on\? It has not/);
});

test("allowed, it is written into Jira once, and the goal's page shows it on its way, written, and answered", async () => {
  await page.goto(`${system.dashboard}/settings/connections`);
  const card = page.getByRole("listitem").filter({ hasText: "Acme Jira" });
  await card.getByRole("checkbox", { name: /Write questions as comments/ }).check();
  await withoutViolations("connections-comments");
  await toGoal();
  await ask().click();
  await page.getByRole("dialog").getByRole("textbox").fill("Dana, what would help?");
  await withoutViolations("ask");
  await page.getByRole("button", { name: "Write it into Jira" }).click();
  await see(page.getByText("On its way into Jira.")).toBeVisible();
  await fetch(`${system.jira}/sandbox/schedule/every-five-minutes`, { method: "POST" });
  await see(page.getByText(/Written into Jira on .* Waiting for an answer\./)).toBeVisible({ timeout: 15_000 });
  await withoutViolations("goal-waiting");
  await page.goto(`${system.jira}/browse/${ITEM}`);
  await see(page.getByText("Dana, what would help?")).toHaveCount(1);
  await see(page.getByText(/Asked by Alex Admin through Throughline/)).toHaveCount(1);
  await toGoal();
  await page.getByRole("button", { name: `Answered: ${ITEM}` }).click();
  await see(page.getByText("Waiting for an answer", { exact: true })).toBeHidden();
});

test("adding work opens the initiative's form, and a paused goal's work is kept, moved or stopped one by one", async () => {
  const behind = (await system.admin.getPortfolio({})).decisions.find(({ action }) => action.label === "Add work");
  await page.goto(system.dashboard + (behind?.action.url ?? ""));
  await see(page.getByRole("dialog", { name: "Create in Jira" })).toBeVisible();
  await page.keyboard.press("Escape");
  const paused = (await system.admin.getPortfolio({})).decisions.find(({ reason }) => reason === "paused");
  await page.goto(system.dashboard + (paused?.action.url ?? ""));
  const dialog = page.getByRole("dialog", { name: "Stop or move the work" });
  await see(dialog.getByRole("listitem").first()).toBeVisible();
  await withoutViolations("stop-or-move");
  await dialog.getByRole("combobox").first().selectOption("keep");
  await dialog.getByRole("button", { name: "Decide 1 item" }).click();
  await see(page.getByText("1 decision recorded and done.")).toBeVisible();
  expect(complaints).toEqual([]);
});

test("the palette finds work by its key, a person and an action", async () => {
  await page.goto(system.dashboard);
  // The keys are heard once the page stands.
  await see(page.getByRole("button", { name: "Search or jump" }).first()).toBeVisible();
  const find = async (words: string) => {
    const field = page.getByRole("dialog").getByRole("combobox");
    await see(field).toHaveCount(0);
    await page.keyboard.press("Control+k");
    await field.fill(words);
    return page.getByRole("dialog").getByRole("option");
  };
  await see((await find("CS-1")).filter({ hasText: /CS-1 \w/ })).toHaveCount(1);
  await withoutViolations("palette");
  await page.keyboard.press("Escape");
  await see((await find("Dana")).filter({ hasText: "Dana Okafor" }).first()).toBeVisible();
  await page.keyboard.press("Escape");
  await (await find("connections")).first().click();
  await see(page).toHaveURL(/\/settings\/connections$/);
});
