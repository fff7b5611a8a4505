import { expect, test } from "@jest/globals";
import { coachWords, goalInput, goalMissing, newGoalDraft } from "./new-goal.ts";

const periods = [{ id: "q4", start: "2026-10-01", due: "2026-12-31" }];
const me = {
  workspace: { id: "w", name: "Acme", zone: "UTC", today: "2026-11-20", version: 1 },
  person: { id: "p", name: "Priya", email: null, role: "admin" as const, teamIds: [], limit: 3, version: 1 },
};

const on = (today: string) => ({ ...me, workspace: { ...me.workspace, today } });

test("the form starts as mine, from today to the end of the period that today lies in", () => {
  expect(newGoalDraft(me, periods)).toMatchObject({ ownerId: "p", start: "2026-11-20", due: "2026-12-31" });
  expect(newGoalDraft(on("2026-10-01"), periods)).toMatchObject({ start: "2026-10-01", due: "2026-12-31" });
  const next = [...periods, { id: "q1", start: "2026-12-31", due: "2027-03-31" }];
  expect(newGoalDraft(on("2026-12-31"), next)).toMatchObject({ start: "2026-12-31", due: "2027-03-31" });
  expect(newGoalDraft(on("2026-12-31"), periods)).toMatchObject({ start: "2026-12-31", due: "" });
  expect(newGoalDraft(undefined, [])).toMatchObject({ ownerId: "", start: "", due: "" });
});

test("what is empty is not sent, and nothing is sent while something is missing", () => {
  const draft = { ...newGoalDraft(me, periods), title: "  Win DACH  " };
  expect(goalInput(draft, periods)).toEqual({
    title: "Win DACH",
    start: "2026-11-20",
    due: "2026-12-31",
    priority: 2,
    level: "company",
    ambition: "committed",
    ownerId: "p",
    periodId: "q4",
  });
  expect(goalInput({ ...draft, viewers: "owner,eve" }, periods)).toMatchObject({ viewers: ["eve"] });
  expect(goalInput({ ...draft, title: " " }, periods)).toBeNull();
  expect(goalInput({ ...draft, due: "2026-09-01" }, periods)).toBeNull();
  expect(goalInput({ ...draft, teamId: "t", ambition: "aspirational" }, periods)).toMatchObject({
    teamId: "t",
    ambition: "aspirational",
  });
  expect(goalMissing({ ...draft, title: " ", due: "2026-09-01", start: "2026-11-20" })).toEqual({
    title: "Say in words what will be different.",
    start: false,
    due: "It must be due after its start.",
  });
});

test("a title without a measure is called a theme", () => {
  expect(coachWords("Delight customers", false)).toContain("a theme, not a goal yet");
  expect(coachWords("NRR from 98% to 110%", false)).toContain("belongs in a key result");
  expect(coachWords("Delight customers", true)).toBeNull();
  expect(coachWords("", false)).toBeNull();
});
