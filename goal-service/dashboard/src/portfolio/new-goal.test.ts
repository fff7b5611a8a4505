import { expect, test } from "@jest/globals";
import { coachWords, goalInput, newGoalDraft } from "./new-goal.ts";

const periods = [{ id: "q4", start: "2026-10-01", due: "2026-12-31" }];
const me = {
  workspace: { id: "w", name: "Acme", zone: "UTC", today: "2026-11-20", version: 1 },
  person: { id: "p", name: "Priya", email: null, role: "admin" as const, teamIds: [], limit: 3, version: 1 },
};

test("the form starts as mine, for the period that today lies in", () => {
  expect(newGoalDraft(me, periods)).toMatchObject({ ownerId: "p", start: "2026-10-01", due: "2026-12-31" });
  expect(newGoalDraft(undefined, [])).toMatchObject({ ownerId: "", start: "", due: "" });
});

test("what is empty is not sent, and nothing is sent while something is missing", () => {
  const draft = { ...newGoalDraft(me, periods), title: "  Win DACH  " };
  expect(goalInput(draft, periods)).toEqual({
    title: "Win DACH",
    start: "2026-10-01",
    due: "2026-12-31",
    priority: 2,
    level: "company",
    ownerId: "p",
    periodId: "q4",
  });
  expect(goalInput({ ...draft, viewers: "owner,eve" }, periods)).toMatchObject({ viewers: ["eve"] });
  expect(goalInput({ ...draft, title: " " }, periods)).toBeNull();
  expect(goalInput({ ...draft, due: "2026-09-01" }, periods)).toBeNull();
});

test("a title without a measure is called a theme", () => {
  expect(coachWords("Delight customers", false)).toContain("a theme, not a goal yet");
  expect(coachWords("NRR from 98% to 110%", false)).toContain("belongs in a key result");
  expect(coachWords("Delight customers", true)).toBeNull();
  expect(coachWords("", false)).toBeNull();
});
