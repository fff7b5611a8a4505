import { beforeEach, expect, test } from "@jest/globals";
import { type FakeForge, down, ok, refusal } from "../testing/fake-forge.ts";
import { pageAnswer } from "../testing/fixtures.ts";
import { panelWorld } from "../testing/panel-world.ts";
import { onLifecycle, onUninstall } from "./lifecycle.ts";

let forge: FakeForge;
beforeEach(() => {
  forge = panelWorld();
});

test("the first word after an installation makes the pending connection; a service that is away is tried again", async () => {
  forge.on("service POST /hooks/jira", refusal(403, "not_paired", "x", { code: "K7-PQ" }));
  expect(await onLifecycle()).toBeUndefined();
  forge.on("service POST /hooks/jira", down());
  expect(await onLifecycle()).toMatchObject({ _retry: true });
  forge.on("service POST /hooks/jira", ok(pageAnswer()));
  expect(await onLifecycle()).toBeUndefined();
  expect(forge.sent.every(({ to }) => to === "service")).toBe(true);
});

test("before it is removed the app says so, again when the service is away, and never reads Jira for it", async () => {
  forge.on("service POST /hooks/jira", down(), ok(pageAnswer()));
  await onUninstall();
  const told = forge.calls("service POST /hooks/jira").map(({ body }) => body);
  expect(told).toEqual([
    { items: [], uninstalled: true },
    { items: [], uninstalled: true },
  ]);
  expect(forge.sent.every(({ to }) => to === "service")).toBe(true);
});

test("a service that stays away, or that never knew the site, keeps nobody from removing the app", async () => {
  forge.on("service POST /hooks/jira", refusal(403, "not_paired", "x", { code: "K7-PQ" }));
  await onUninstall();
  expect(forge.sent).toHaveLength(1);
  forge.on("service POST /hooks/jira", down());
  await onUninstall();
  expect(forge.sent).toHaveLength(4);
});
