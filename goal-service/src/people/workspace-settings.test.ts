import { expect, test } from "@jest/globals";
import { WorkspaceSettings } from "./workspace-settings.ts";

test("what a workspace set is taken as it is, and nothing need be set", () => {
  const set = { holidays: ["2026-12-25"], thresholds: { stallDays: 8 } };
  expect(WorkspaceSettings.parse(set)).toEqual(set);
  expect(WorkspaceSettings.parse({})).toEqual({});
});

test("a setting that makes no sense counts as not set, and the others stand", () => {
  const odd = { holidays: ["Christmas"], thresholds: { stallDays: 8 } };
  expect(WorkspaceSettings.parse(odd)).toEqual({ thresholds: { stallDays: 8 } });
  expect(WorkspaceSettings.parse({ holidays: [], thresholds: { stallDays: -1 } })).toEqual({ holidays: [] });
});
