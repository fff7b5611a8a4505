import { beforeAll, expect, test } from "@jest/globals";
import { screen } from "@testing-library/react";
import type { Goal } from "@throughline/shared/goals";
import type { PortfolioRow } from "@throughline/shared/portfolio";
import { anchorClock, setToday } from "../clock.ts";
import { initiativeRow, rowOf } from "../portfolio/portfolio-row.test-kit.ts";
import { renderAt } from "../router.test-kit.tsx";
import { GoalFacts } from "./goal-facts.tsx";
import { goalOf } from "./goal.test-kit.ts";

beforeAll(() => {
  anchorClock("Fri, 20 Nov 2026 12:00:00 GMT");
  setToday("2026-11-20", "UTC");
});

async function factsOf(goal: Partial<Goal>, row: Partial<PortfolioRow> = {}) {
  await renderAt("/", <GoalFacts goal={goalOf({ ownerId: "p", ...goal })} today="2026-11-20" />, [
    [["portfolio", null, null], { rows: [rowOf({ id: "g1", ...row })] }],
    [["people"], ["p", "q", "r", "s"].map((id) => ({ id, name: `Person ${id}` }))],
    [["teams"], [{ id: "t", name: "Revenue" }]],
  ]);
  return screen.getByTestId("page").textContent;
}

test("a public goal says nothing about who sees it", async () => {
  expect(await factsOf({})).not.toContain("Private");
});

test.each([
  [[], "Private: seen by its owner alone"],
  [["t"], "Private: seen by its owner and Revenue"],
  [["q", "t"], "Private: seen by its owner, Person q and Revenue"],
  [["q", "r", "s", "t"], "Private: seen by its owner, Person q, Person r, Person s and 1 more"],
])("a private goal seen by %j says so in words", async (viewers, words) => {
  expect(await factsOf({ viewers })).toContain(words);
});

test("a lowered goal names the priority that it was planned with", async () => {
  expect(await factsOf({ priority: 4 }, { loweredFrom: 1 })).toContain("Priority 4, lowered from 1");
});

test("the work is counted, and its absence named", async () => {
  const total = { ...initiativeRow("i1"), total: 8 };
  expect(await factsOf({}, { initiatives: [total], doing: 5 })).toContain("1 initiative, 8 items, 5 active");
});

test("a goal without initiatives says so", async () => {
  expect(await factsOf({})).toContain("No initiative yet");
});
