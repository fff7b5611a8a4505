import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { expect as see } from "@playwright/test";
import type { Browser, Page } from "playwright-core";
import { violations } from "../setup/axe.ts";
import { openBrowser, openPage, shot } from "../setup/browser.ts";
import { type RealService, startReal } from "../setup/real-service.ts";

jest.setTimeout(180_000);

// A fresh installation of its own: who sets it up, who is invited, who leaves.
const dataDir = mkdtempSync(path.join(tmpdir(), "throughline-people-"));
chmodSync(dataDir, 0o755); // PostgreSQL does not run as root
const PORT = 4931;
let service: RealService;
let browser: Browser;
let admin: Page;

beforeAll(async () => {
  [service, browser] = await Promise.all([
    startReal({ THROUGHLINE_MODE: "serve", DATA_DIR: dataDir, PORT: String(PORT), THROUGHLINE_TOKEN: "" }),
    openBrowser(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await service.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** A browser of somebody who has never been here. */
async function newcomer(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
  const { page } = await openPage(context);
  return page;
}

const OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
/** Light, dark, and down to 320 px: no axe violation and nothing to scroll sideways for. */
async function inEveryLight(page: Page, name: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect([name, colorScheme, await violations(page)]).toEqual([name, colorScheme, []]);
    await shot(page, `${name}-${colorScheme}`);
  }
  for (const width of [1024, 390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    expect([name, width, Number(await page.evaluate(OVERHANG)) > 0]).toEqual([name, width, false]);
  }
  expect([name, 320, await violations(page)]).toEqual([name, 320, []]);
  await shot(page, `${name}-320`);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
}

/** The address that stands in the dialog, as a person would copy it. */
async function shownAddress(page: Page): Promise<string> {
  const address = page.getByRole("dialog").getByText(/\/join#tli_/);
  await see(address).toBeVisible();
  return (await address.textContent()) ?? "";
}

async function invite(name: string, role = "contributor"): Promise<string> {
  await admin.getByRole("button", { name: "Invite", exact: true }).click();
  await admin.getByLabel("Name", { exact: true }).fill(name);
  await admin.getByLabel("Role", { exact: true }).selectOption(role);
  await admin.getByRole("button", { name: "Make the address" }).click();
  const address = await shownAddress(admin);
  await admin.getByRole("button", { name: "I have copied it" }).click();
  await see(admin.getByRole("dialog")).toBeHidden();
  return address;
}

const inRow = (page: Page, list: string, name: string) =>
  page.getByRole("list", { name: list }).getByRole("listitem").filter({ hasText: name });

const account = (page: Page, name: string) => page.getByRole("link", { name: new RegExp(`^${name}.*my account$`) });

test("a fresh installation asks for its workspace and its first admin, by keyboard alone, once", async () => {
  const setUp = /"setUp":"([^"]+)"/.exec(service.said.join("\n"))?.[1] ?? "";
  const visitor = await newcomer();
  await visitor.goto(service.url);
  await see(visitor.getByRole("heading", { name: "Throughline is not set up yet" })).toBeVisible();
  await inEveryLight(visitor, "not-set-up");

  admin = await newcomer();
  await admin.goto(setUp);
  await see(admin.getByRole("heading", { name: "Set up Throughline" })).toBeVisible();
  await inEveryLight(admin, "set-up");
  await see(admin.getByLabel("Workspace")).toBeFocused();
  await admin.keyboard.type("Globex");
  await admin.keyboard.press("Tab");
  await see(admin.getByLabel("Time zone")).toBeFocused();
  await admin.keyboard.press("Tab");
  await admin.keyboard.type("Grace Hopper");
  await admin.keyboard.press("Enter");
  await see(admin.getByRole("heading", { level: 1 })).toBeVisible();
  await see(admin).toHaveURL(`${service.url}/`);
  await see(account(admin, "Grace Hopper")).toBeVisible();

  await visitor.goto(setUp);
  await see(visitor.getByRole("heading", { name: "Throughline is set up already" })).toBeVisible();
});

test("an admin invites, the invited person joins with one press, and the address works no second time", async () => {
  await admin.goto(`${service.url}/settings`);
  await admin.getByRole("link", { name: "People", exact: true }).click();
  await see(admin.getByRole("heading", { name: "People of Globex" })).toBeVisible();
  const address = await invite("Dana Okafor");
  await see(inRow(admin, "Invitations", "Dana Okafor")).toContainText("Waiting");

  const dana = await newcomer();
  for (const method of ["GET", "HEAD"]) await fetch(address, { method });
  await dana.goto(address);
  await see(dana.getByRole("heading", { name: "Join Globex" })).toBeVisible();
  await see(dana.getByText("Grace Hopper invites you")).toBeVisible();
  await inEveryLight(dana, "join");
  await see(dana.getByRole("button", { name: "Join Globex" })).toBeFocused();
  await dana.keyboard.press("Enter");
  await see(account(dana, "Dana Okafor")).toBeVisible();

  const late = await newcomer();
  await late.goto(address);
  await see(late.getByRole("heading", { name: "This address has been used already" })).toBeVisible();
  await inEveryLight(late, "used");
  await late.goto(`${address.slice(0, -1)}_`);
  await late.reload();
  await see(late.getByRole("heading", { name: "This address is not known here" })).toBeVisible();

  await admin.reload();
  await see(inRow(admin, "Invitations", "Dana Okafor")).toContainText("Used");
  await see(inRow(admin, "Members", "Dana Okafor")).toContainText("Contributor");
});

test("an address is made anew and withdrawn; each old one says what became of it", async () => {
  const first = await invite("Sam Sailor", "viewer");
  await admin.getByRole("button", { name: "Make anew the address of Sam Sailor" }).click();
  const second = await shownAddress(admin);
  await admin.keyboard.press("Escape");
  await see(admin.getByRole("dialog")).toBeHidden();
  await admin.getByRole("button", { name: "Withdraw the address of Sam Sailor" }).click();
  await see(inRow(admin, "Invitations", "Sam Sailor")).toContainText("Withdrawn");
  await inEveryLight(admin, "people");
  const sam = await newcomer();
  await sam.goto(first);
  await see(sam.getByRole("heading", { name: "There is a newer address" })).toBeVisible();
  await sam.goto(second);
  await sam.reload();
  await see(sam.getByRole("heading", { name: "This address was withdrawn" })).toBeVisible();
});

test("names and roles are changed from the screen; the only admin stays one", async () => {
  await admin.getByRole("button", { name: "Rename the workspace" }).click();
  await admin.getByLabel("Name", { exact: true }).fill("Globex Europe");
  await admin.keyboard.press("Enter");
  await see(admin.getByRole("heading", { name: "People of Globex Europe" })).toBeVisible();
  await admin.getByRole("button", { name: "Change Grace Hopper" }).click();
  await see(admin.getByText("The only admin: make another one first")).toBeVisible();
  await see(admin.getByRole("menuitem", { name: "End the membership" })).toBeDisabled();
  await shot(admin, "member-menu");
  await admin.keyboard.press("Escape");
  await admin.getByRole("button", { name: "Change Dana Okafor" }).focus();
  await admin.keyboard.press("Enter");
  await admin.getByRole("menuitem", { name: "Make viewer" }).focus();
  await admin.keyboard.press("Enter");
  await see(inRow(admin, "Members", "Dana Okafor")).toContainText("Viewer");

  await admin.getByRole("link", { name: "My account", exact: true }).click();
  await admin.getByRole("button", { name: "Change the name" }).click();
  await admin.getByLabel("Name", { exact: true }).fill("Grace H.");
  await admin.keyboard.press("Enter");
  await see(account(admin, "Grace H.")).toBeVisible();
});

test("a token is shown once and revoked; a session elsewhere is ended and that browser is out", async () => {
  await admin.getByRole("button", { name: "New token" }).click();
  await admin.getByRole("dialog").getByLabel("Name", { exact: true }).fill("Monthly report");
  await admin.keyboard.press("Enter");
  const text = (await admin.getByRole("dialog").getByText(/^tl_/).textContent()) ?? "";
  const asked = async () =>
    (await fetch(`${service.url}/api/v1/me`, { headers: { authorization: `Bearer ${text}` } })).status;
  expect(await asked()).toBe(200);
  await admin.getByRole("button", { name: "I have copied it" }).click();
  await admin.reload();
  await see(inRow(admin, "API tokens", "Monthly report")).toContainText("last used");
  expect(await admin.content()).not.toContain(text);

  await admin.getByRole("link", { name: "People", exact: true }).click();
  await admin.getByRole("button", { name: "Change Grace H." }).click();
  await admin.getByRole("menuitem", { name: "New sign-in address" }).click();
  const address = await shownAddress(admin);
  await admin.getByRole("button", { name: "I have copied it" }).click();
  const elsewhere = await newcomer();
  await elsewhere.goto(address);
  await elsewhere.getByRole("button", { name: "Sign in to Globex Europe" }).click();
  await see(account(elsewhere, "Grace H.")).toBeVisible();

  await admin.getByRole("link", { name: "My account", exact: true }).click();
  await see(inRow(admin, "Sessions", "This browser")).toHaveCount(1);
  await inEveryLight(admin, "account");
  await admin.getByRole("button", { name: /^End the session in/ }).click();
  await admin.getByRole("button", { name: "End it" }).click();
  await see(admin.getByRole("list", { name: "Sessions" }).getByRole("listitem")).toHaveCount(1);
  await elsewhere.reload();
  await see(elsewhere.getByRole("heading", { name: "Sign in with a one-time address" })).toBeVisible();
  await inEveryLight(elsewhere, "sign-in");

  await admin.getByRole("button", { name: "Revoke Monthly report" }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await see(admin.getByRole("dialog")).toBeHidden();
  await see(inRow(admin, "API tokens", "Monthly report")).toHaveCount(0);
  expect(await asked()).toBe(401);
});

test("whose membership ends is out; who signs out finds the sign-in page", async () => {
  await admin.getByRole("link", { name: "People", exact: true }).click();
  await admin.getByRole("button", { name: "Change Dana Okafor" }).click();
  await admin.getByRole("menuitem", { name: "End the membership" }).click();
  await admin.getByRole("button", { name: "End it" }).click();
  await see(inRow(admin, "Known, but not members", "Dana Okafor")).toBeVisible();
  await admin.getByRole("link", { name: "My account", exact: true }).click();
  await admin.getByRole("button", { name: "Sign out" }).click();
  await see(admin.getByRole("heading", { name: "Sign in with a one-time address" })).toBeVisible();
  await admin.goto(service.url);
  await see(admin).toHaveURL(/\/sign-in/);
});
