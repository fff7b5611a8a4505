import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { containers } from "./containers.ts";
import { type LittleAsana, littleAsana, reachTo } from "./little-asana.test-kit.ts";
import { writeBack } from "./write-back.ts";

let asana: LittleAsana;
let there: unknown;
beforeAll(async () => {
  asana = await littleAsana(({ method }) => ({ body: { data: method === "GET" ? there : { gid: "9" } } }));
});
afterAll(() => asana.stop());
beforeEach(() => {
  asana.asked.length = 0;
});
const reach = () => reachTo(asana.api, { full: true });
const written = () =>
  asana.asked.filter(({ method }) => method !== "GET").map(({ method, path, body }) => [method, path, body]);

test("a project's health is a choice of its own field, by its name", async () => {
  const enum_options = [
    { gid: "E1", name: "On track" },
    { gid: "E2", name: "At risk", enabled: false },
  ];
  there = { gid: "P", custom_fields: [{ gid: "F", name: "Goal Health", type: "enum", enum_options }] };
  expect(await writeBack.containerHealth(reach(), "P", "on track")).toBe(true);
  expect(written()).toEqual([["PUT", "/projects/P", { data: { custom_fields: { F: "E1" } } }]]);
});

test("where the project has no such field or choice, nothing is written", async () => {
  const enum_options = [{ gid: "E2", name: "At risk", enabled: false }];
  const field = { gid: "F", name: "Goal health", type: "enum", enum_options };
  for (const custom_fields of [[], [field], [{ ...field, type: "text" }], [{ ...field, name: "Health" }]]) {
    there = { gid: "P", custom_fields };
    expect(await writeBack.containerHealth(reach(), "P", "At risk")).toBe(false);
  }
  expect(written()).toEqual([]);
});

test("a field or a choice in an unknown form costs itself, and the health is written all the same", async () => {
  const enum_options = [null, { gid: "E0" }, { gid: "E1", name: "On track", enabled: "yes" }];
  const field = { gid: "F", name: "Goal health", type: "enum", enum_options };
  there = {
    gid: "P",
    custom_fields: [null, "a field", { gid: "X", name: null }, { gid: "Y", name: "Y", enum_options: {} }, field],
  };
  expect(await writeBack.containerHealth(reach(), "P", "On track")).toBe(true);
  there = { gid: "P", custom_fields: null };
  expect(await writeBack.containerHealth(reach(), "P", "On track")).toBe(false);
});

test("a status update, a goal's number and its status are one call each", async () => {
  await writeBack.statusUpdate(reach(), "P", { status: "at_risk", title: "At risk", text: "2 items stall" });
  await writeBack.goalMetric(reach(), "G", 4.5);
  await writeBack.goalStatus(reach(), "G", "yellow");
  expect(written()).toEqual([
    [
      "POST",
      "/status_updates",
      { data: { parent: "P", status_type: "at_risk", title: "At risk", text: "2 items stall" } },
    ],
    ["POST", "/goals/G/setMetricCurrentValue", { data: { current_number_value: 4.5 } }],
    ["PUT", "/goals/G", { data: { status: "yellow" } }],
  ]);
});

test("a goal of Asana is ours where its description holds our goal's address, and only that one", async () => {
  there = [
    { gid: "1", notes: "Ours: https://goals.test/goals/G-1. Ask Dana.", metric: { gid: "7" } },
    { gid: "2", notes: "https://goals.test/goals/G-12", metric: { gid: "8" } },
    { gid: "3", notes: "https://goals.test/goals/G-1", metric: null },
    { gid: "4", notes: null },
    { gid: "5", notes: { text: "x" } },
  ];
  expect(await writeBack.goalsNaming(reach(), "https://goals.test/goals/G-1")).toEqual([
    { id: "1", hasMetric: true },
    { id: "3", hasMetric: false },
  ]);
});

test("projects are listed with whether they are open to all", async () => {
  there = [
    { gid: "1", name: "Open", privacy_setting: "public_to_workspace" },
    { gid: "2", name: "Closed", privacy_setting: "private" },
  ];
  expect(await containers(reach())).toEqual([
    { id: "1", name: "Open", restricted: false },
    { id: "2", name: "Closed", restricted: true },
  ]);
  expect(asana.asked[0]?.query).toMatchObject({ workspace: "W", archived: "false", limit: "100" });
});
