import { beforeEach, describe, expect, test } from "@jest/globals";
import { ME } from "../testing/call.ts";
import { type FakeForge, down, ok, refusal } from "../testing/fake-forge.ts";
import { panelItem, workItem } from "../testing/fixtures.ts";
import { PANEL, panelWorld } from "../testing/panel-world.ts";
import { healthLozenge } from "./health-lozenge.ts";

let forge: FakeForge;
beforeEach(() => {
  forge = panelWorld();
});

describe("the lozenge on the closed section", () => {
  const payload = {
    cloudId: "c1",
    extension: { type: "jira:issueContext", issue: { id: "10412", key: "CS-12" }, project: { key: "CS" } },
  };
  const shown = async () => (await healthLozenge(payload, { principal: { accountId: ME } })).status.value;

  test.each([
    ["amber", { label: "At risk", type: "moved" }],
    ["red", { label: "Off track", type: "removed" }],
    ["green", { label: "On track", type: "success" }],
    ["outdated", { label: "No signal", type: "default" }],
  ])("%s in words", async (state, value) => {
    forge.on(PANEL, ok(panelItem({ goal: { ...panelItem().goal, state } })));
    expect(await shown()).toEqual(value);
    expect(forge.calls(PANEL)[0]?.headers["X-Throughline-As"]).toBe(ME);
  });

  test.each([
    ["Not linked", refusal(404, "not_mirrored")],
    ["No answer", down()],
    [
      "Not for a goal",
      ok(panelItem({ goal: null, item: workItem({ link: null, class: { class: "debt", until: null } }) })),
    ],
    ["Linked", ok(panelItem({ goal: null, initiative: null }))],
  ])("%s", async (label, answer) => {
    forge.on(PANEL, answer);
    expect((await shown()).label).toBe(label);
  });
});
