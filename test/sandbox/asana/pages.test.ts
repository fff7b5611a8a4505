import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { violations } from "../../setup/axe.ts";
import { see } from "../../setup/browser.ts";
import { browserRoom, type Room } from "./fixtures/browser-room.ts";
import { client, listener, projects } from "./fixtures/test-workspace.ts";

jest.setTimeout(120_000);

const { onboarding } = projects;
let room: Room;
beforeAll(async () => {
  room = await browserRoom();
});
afterAll(() => room.close());

const consent = (callback: string): string => {
  const asked = { client_id: client.id, redirect_uri: callback, response_type: "code", scope: "tasks:read" };
  return `/-/oauth_authorize?${new URLSearchParams(asked).toString()}`;
};

test.each(["light", "dark"] as const)("in %s every page is free of axe violations and quiet", async (colorScheme) => {
  const { app, site, page, task, go, complaints, leave } = await room.visit({ colorScheme });
  const target = await listener();
  await site.api(await site.token(), "POST", "/webhooks", { resource: onboarding, target: target.url });
  const pages = [
    ...["/", "/my", `/0/${onboarding}?view=list`, `/0/${onboarding}?view=board`, `/0/${onboarding}?view=rules`],
    ...[`/0/${onboarding}/${task}`, "/admin/apps", "/admin/webhooks", "/0/99"],
    consent(`${app.url}/oauth/asana/callback`),
  ];
  for (const path of pages) {
    await go(path);
    await see(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.waitForLoadState("networkidle");
    expect([path, await violations(page)]).toEqual([path, []]);
  }
  expect(complaints.filter((text) => !text.includes("404"))).toEqual([]);
  await target.stop();
  await leave();
});

test("a task is moved by its menu, completed, deleted and brought back, with the keyboard alone", async () => {
  const { site, page, task, go, leave } = await room.visit();
  const press = async (name: string, ...keys: string[]): Promise<void> => {
    await page.getByRole("button", { name }).focus();
    for (const key of ["Enter", ...keys]) await page.keyboard.press(key);
  };
  const link = page.getByRole("link", { name: "Map the first week" });
  await go(`/0/${onboarding}?view=board`);
  await press("Move Map the first week", "w", "Enter");
  await see(page.getByRole("region", { name: "Waiting" }).getByRole("link", { name: "Map the first" })).toBeVisible();
  await link.focus();
  await page.keyboard.press("Enter");
  await press("Mark complete");
  await see(page.getByRole("button", { name: "Completed" })).toBeVisible();
  await press("More actions", "d", "Enter");
  await see(link).toHaveCount(0);
  await press("Undo");
  await see(link).toBeVisible();
  expect(site.running.site.task(task)).toMatchObject({ completedBy: "1209100000000101", byHand: true });
  await leave();
});

test("another person sees their own projects, and an admin blocks the app for all", async () => {
  const { page, go, goToTask, leave } = await room.visit();
  const side = page.getByRole("navigation", { name: "Workspace" });
  await go("/");
  await see(side).not.toContainText("Hiring");
  await page.getByRole("button", { name: /Dana Okafor/ }).click();
  await page.getByRole("menuitemradio", { name: /Oskar Lindqvist/ }).click();
  await see(side).toContainText("Hiring");
  await page.getByRole("link", { name: "Apps" }).click();
  await page.getByRole("button", { name: "Block for the workspace" }).click();
  await see(page.getByText("nobody in Acme can use it")).toBeVisible();
  await goToTask();
  await see(page.getByRole("button", { name: "Mark complete" })).toBeVisible();
  await see(page.getByRole("button", { name: "Throughline" })).toHaveCount(0);
  await leave();
});

test("another name of this machine leads to the one that the app lets ask", async () => {
  const { site, page, leave } = await room.visit();
  await page.goto(`http://localhost:${new URL(site.running.url).port}/my`);
  expect(page.url()).toBe(`${site.running.url}/my`);
  await leave();
});
