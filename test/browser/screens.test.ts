import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { violations } from "../setup/axe.ts";
import { openBrowser, openPage, see } from "../setup/browser.ts";
import { type System, theSystem } from "../setup/system.ts";

jest.setTimeout(120_000);

let system: System;
let browser: Browser;
let goalKey: string;
let privateKey: string;
let pausedKey: string;
let initiativeKey: string;

beforeAll(async () => {
  system = theSystem();
  browser = await openBrowser();
  goalKey = (await system.admin.listGoals({ q: "net revenue" })).items[0]?.key ?? "";
  privateKey = (await system.admin.listGoals({ q: "successor" })).items[0]?.key ?? "";
  pausedKey = (await system.admin.listGoals({ q: "billing engine" })).items[0]?.key ?? "";
  initiativeKey = (await system.admin.listInitiatives({ q: "churn" })).items[0]?.key ?? "";
});
afterAll(() => browser.close());

async function signedIn(options: Parameters<Browser["newContext"]>[0] = {}): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
    ...options,
  });
  await context.addCookies([await system.session()]);
  return context;
}

async function settled(page: Page): Promise<void> {
  await see(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await page.waitForLoadState("networkidle").catch(() => undefined);
}

const SCREENS: [name: string, address: () => string][] = [
  ["the portfolio", () => "/"],
  ["the portfolio, filtered by health", () => "/?health=amber"],
  ["the portfolio, filtered by work", () => "/?health=amber,green&work=stalled"],
  ["a goal", () => `/goals/${goalKey}`],
  ["a private goal", () => `/goals/${privateKey}`],
  ["a paused goal", () => `/goals/${pausedKey}`],
  ["an initiative", () => `/initiatives/${initiativeKey}`],
  ["the connections", () => "/settings/connections"],
  ["the sign-in page", () => "/sign-in"],
  ["an address that is not here", () => "/nowhere"],
  ["a goal that is not here", () => "/goals/G-9999"],
];

const THEMES = ["light", "dark"] as const;
const WIDTHS = [1440, 1024, 390, 320];
/** Contrast is a matter of the theme, sizes of the width: both at the widest and the narrowest. */
const AXE_WIDTHS = [1440, 320];
const OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

test.each(SCREENS)(
  "%s has no axe violation in light and dark, a quiet console, and fits 1440 to 320 px without scrolling sideways",
  async (_name, address) => {
    const context = await signedIn();
    const { page, complaints } = await openPage(context);
    await page.goto(system.dashboard + address());
    await settled(page);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      expect([width, Number(await page.evaluate(OVERHANG)) > 0]).toEqual([width, false]);
      for (const colorScheme of AXE_WIDTHS.includes(width) ? THEMES : []) {
        await page.emulateMedia({ colorScheme });
        expect([width, colorScheme, await violations(page)]).toEqual([width, colorScheme, []]);
      }
    }
    expect(complaints.filter((text) => !text.includes("404"))).toEqual([]);
    await context.close();
  },
);

describe.each(THEMES)("in %s", (colorScheme) => {
  test("the list behind a number, and a number that filters, have no axe violation", async () => {
    const context = await signedIn({ colorScheme });
    const { page } = await openPage(context);
    await page.goto(system.dashboard);
    await page.getByRole("link", { name: /^Stalled items/ }).click();
    await see(page.getByRole("link", { name: /Stalled items.*filter is on/ })).toBeVisible();
    await page.getByRole("button", { name: /^Work linked to a goal/ }).hover();
    await see(page.getByRole("tooltip")).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: /^Work linked to a goal/ }).click();
    await see(page.getByRole("dialog").getByRole("row").first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await context.close();
  });

  test("a private goal's form, with who sees it, has no axe violation", async () => {
    const context = await signedIn({ colorScheme });
    const { page } = await openPage(context);
    await page.goto(`${system.dashboard}/goals/${privateKey}`);
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Edit" }).click();
    await see(page.getByRole("checkbox", { name: "Alex Admin" })).toBeChecked();
    expect(await violations(page)).toEqual([]);
    await context.close();
  });

  test("Jira's issue with the app's panel, its board and the app's pages have no axe violation", async () => {
    const context = await signedIn({ colorScheme });
    const { page, complaints } = await openPage(context);
    for (const address of ["/projects/CS", "/browse/CS-1"]) {
      await page.goto(system.jira + address);
      await settled(page);
      await page.waitForTimeout(1500);
      expect([address, await violations(page)]).toEqual([address, []]);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });
});

test("by keyboard alone: J moves, Enter opens the goal, the palette finds one, Escape gives the focus back", async () => {
  const context = await signedIn();
  const { page } = await openPage(context);
  await page.goto(system.dashboard);
  await see(page.getByRole("row").nth(1)).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await see(page).toHaveURL(/\/goals\/G-\d+/);
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog");
  await see(palette).toBeVisible();
  await page.keyboard.type("revenue retention");
  await page.keyboard.press("Enter");
  await see(page).toHaveURL(new RegExp(`/goals/${goalKey}`));
  await context.close();
});

test("seven tabs at once all load: one stream serves the browser", async () => {
  const context = await signedIn();
  const pages = [];
  for (let tab = 0; tab < 7; tab++) {
    const { page } = await openPage(context);
    await page.goto(`${system.dashboard}/goals/${goalKey}`);
    pages.push(page);
  }
  for (const page of pages) await see(page.getByRole("heading", { level: 1 })).toBeVisible();
  await context.close();
});

test("nobody gets in without a session, and a one-time address works once", async () => {
  const context = await browser.newContext();
  const { page } = await openPage(context);
  await page.goto(system.dashboard);
  await see(page).toHaveURL(/\/sign-in/);
  const asked = await fetch(`${system.dashboard}/api/v1/goals`);
  expect(asked.status).toBe(401);
  await context.close();
});
