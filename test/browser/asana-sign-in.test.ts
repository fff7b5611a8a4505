import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { type AsanaConnected, startAsanaConnected } from "../setup/asana-connected.ts";
import { openBrowser } from "../setup/browser.ts";

/** Asana's page opens the popup and waits to hear that it went well: only a real browser shows whether it ever does. */
let on: AsanaConnected;
let browser: Browser;
beforeAll(async () => {
  on = await startAsanaConnected(4775, ["Website relaunch"]);
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await on.stop();
});

test("the page in Asana hears of it from our own origin, and the popup closes itself", async () => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${on.asana.url}/healthz`);
  const opened = page.waitForEvent("popup");
  const heard = page.evaluate<[string, string]>(
    `new Promise((resolve) => {
      addEventListener("message", ({ data, origin }) => resolve([data, origin]));
      window.open("${on.url}/oauth/asana/start", "authenticate", "width=500,height=600");
    })`,
  );
  const popup = await opened;
  const closed = popup.waitForEvent("close");
  await popup.click("button[value=allow]");
  expect(await heard).toEqual(["success", on.url]);
  await closed;
}, 60_000);

test("without an opener the last page says that it is done, and leads on", async () => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${on.url}/oauth/asana/start`);
  await page.click("button[value=allow]");
  expect(await page.textContent("h1")).toBe("Done");
  expect(await page.getAttribute("main a", "href")).toBe("/");
}, 60_000);
