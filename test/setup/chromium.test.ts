import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, jest, test } from "@jest/globals";
import { chromium } from "playwright-core";
import { findChromium } from "./chromium.ts";

jest.setTimeout(60_000);
const folder = mkdtempSync(path.join(os.tmpdir(), "throughline-chromium-"));
const program = path.join(folder, "chromium");
writeFileSync(program, "#!/bin/sh\n");
chmodSync(program, 0o755);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test("the path given wins over the system's, and a wrong one is not passed over in silence", async () => {
  expect(await findChromium({ CHROMIUM_PATH: program, PATH: "/usr/bin" })).toMatchObject({ executablePath: program });
  await expect(findChromium({ CHROMIUM_PATH: "/nowhere/chromium" })).rejects.toThrow("Correct it or leave it out");
});

test("the system's is found by its name", async () => {
  expect(await findChromium({ PATH: `/nowhere:${folder}` })).toMatchObject({ executablePath: program });
});

if (process.platform === "linux" && process.arch === "x64") {
  test("where the system has none, the one from the package opens a page", async () => {
    const browser = await chromium.launch(await findChromium({ ...process.env, PATH: "", CHROMIUM_PATH: "" }));
    const page = await browser.newPage();
    await page.setContent("<h1>Throughline</h1>");
    expect(await page.locator("h1").textContent()).toBe("Throughline");
    await browser.close();
  });
}
