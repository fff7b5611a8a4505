import { mkdirSync } from "node:fs";
import { expect } from "@playwright/test";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { findChromium } from "./chromium.ts";

/** Chromium must not look for anything beyond this machine. */
const QUIET = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Looks until it holds; what a slow machine shows late is not missing. */
export const see = expect.configure({ timeout: 30_000 });

export async function openBrowser(): Promise<Browser> {
  const { args, ...found } = await findChromium();
  return chromium.launch({ ...found, args: [...args, ...QUIET] });
}

/** A page that keeps what its console complained of: a screen that logs an error is a broken screen. */
export async function openPage(context: BrowserContext): Promise<{ page: Page; complaints: string[] }> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  return { page, complaints };
}

/** Keeps a picture of the page where SHOTS names a folder for them. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env["SHOTS"];
  if (folder === undefined || folder === "") return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
