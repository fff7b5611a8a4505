import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { addDays } from "@throughline/shared/calendar";
import type { Goal } from "@throughline/shared/goals";
import type { Browser, Page } from "playwright-core";
import { z } from "zod";
import { sessionBy } from "../sandbox/sample/session-by.ts";
import { violations } from "../setup/axe.ts";
import { openBrowser, openPage, see, shot } from "../setup/browser.ts";
import { clientWith } from "../setup/client.ts";
import { type RealService, startReal } from "../setup/real-service.ts";

jest.setTimeout(180_000);

// A service of its own, to be frozen and killed.
const dataDir = mkdtempSync(path.join(tmpdir(), "throughline-silence-"));
chmodSync(dataDir, 0o755); // PostgreSQL does not run as root
const PORT = 4947;
const TOKEN = "silence-test-admin";
const env = { DATA_DIR: dataDir, PORT: String(PORT), THROUGHLINE_TOKEN: TOKEN };
const url = `http://127.0.0.1:${PORT}`;
let service: RealService;
let browser: Browser;
let page: Page;
let goal: Goal;

beforeAll(async () => {
  [service, browser] = await Promise.all([startReal(env), openBrowser()]);
  const { signIn } = z.object({ signIn: z.string() }).parse(JSON.parse(service.said.at(-1) ?? "{}"));
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
  const cookie = { name: "throughline", value: await sessionBy(signIn), url, httpOnly: true };
  await context.addCookies([{ ...cookie, sameSite: "Lax" as const }]);
  ({ page } = await openPage(context));
  const admin = clientWith(url, { authorization: `Bearer ${TOKEN}` });
  const { today } = (await admin.getMe({})).workspace;
  await admin.createConnection({ tool: "generic", name: "Incident desk" });
  goal = await admin.createGoal({
    title: "Answer customers within a day",
    start: addDays(today, -50),
    due: addDays(today, 50),
    keyResults: [{ name: "Answered in time", baseline: 50, target: 90, unit: "%", reading: { on: today, value: 50 } }],
  });
  await page.goto(`${url}/goals/${goal.key}`);
});
afterAll(async () => {
  service.thaw();
  await browser.close();
  await service.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const dialog = () => page.getByRole("dialog");
const alarm = () => page.getByRole("alert").filter({ hasText: "Throughline does not answer." });
const state = (words: string) =>
  page
    .getByRole("main")
    .getByText(new RegExp(`^${words}`))
    .first();

async function pictures(name: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await shot(page, `${name}-${colorScheme}`);
    expect([name, colorScheme, await violations(page)]).toEqual([name, colorScheme, []]);
  }
  await page.setViewportSize({ width: 320, height: 800 });
  await shot(page, `${name}-320`);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
}

test("after one's own save the page shows the new state at once", async () => {
  await see(state("Off track")).toBeVisible();
  await page.getByRole("button", { name: "Add reading" }).click();
  await dialog().getByRole("button", { name: "Save reading" }).click();
  await see(dialog().getByText("Give the value.")).toBeVisible();
  await dialog()
    .getByLabel(/^Value/)
    .fill("72");
  await dialog().getByRole("button", { name: "Save reading" }).click();
  await see(dialog()).toBeHidden();
  await see(state("On track")).toBeVisible();
});

test("a reading is corrected and taken back, and the list keeps both", async () => {
  await page.getByRole("button", { name: "Readings", exact: true }).click();
  await dialog()
    .getByRole("button", { name: /^Correct the reading/ })
    .click();
  await dialog()
    .getByLabel(/^Value/)
    .fill("74");
  await dialog().getByRole("button", { name: "Save reading" }).click();
  await see(dialog()).toBeHidden();
  await page.getByRole("button", { name: "Readings", exact: true }).click();
  const rows = dialog().getByRole("list").getByRole("listitem");
  await see(rows).toHaveCount(3);
  await pictures("readings");
  await dialog()
    .getByRole("button", { name: /^Remove the reading/ })
    .click();
  await dialog().getByRole("button", { name: "Remove it" }).click();
  await see(rows.first().getByText(/Taken back by/)).toBeVisible();
  await page.keyboard.press("Escape");
  await see(dialog()).toBeHidden();
  await see(page.getByText(/no reading yet/)).toBeVisible();
});

test("a service that falls silent is told, and what was typed stays; it is found again by itself", async () => {
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Record a decision" }).click();
  await dialog().getByLabel("What is decided").fill("Wait for the new desk");
  service.freeze();
  await dialog().getByRole("button", { name: "Record the decision" }).click();
  await see(page.getByText("Throughline does not answer.")).toBeVisible();
  await see(dialog().getByRole("alert")).toContainText("What you typed is kept here.");
  await see(dialog().getByRole("button", { name: "Record the decision" })).toBeVisible();
  await pictures("frozen-dialog");
  service.thaw();
  await see(page.getByText("Throughline does not answer.")).toBeHidden();
  expect(await dialog().getByLabel("What is decided").inputValue()).toBe("Wait for the new desk");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Discard it" }).click();
  await see(dialog()).toBeHidden();
});

test("a service that dies is told; no dot is green and nothing is called known", async () => {
  await service.kill();
  await see(alarm()).toBeVisible();
  await see(page.getByRole("list", { name: "Connections" })).toContainText("unknown");
  const write = page.getByRole("button", { name: "Add reading" });
  await see(write).toHaveAttribute("data-tip", /does not answer/);
  await pictures("dead");
  service = await startReal(env);
  await see(alarm()).toBeHidden();
  await see(page.getByRole("list", { name: "Connections" })).not.toContainText("unknown");
});
