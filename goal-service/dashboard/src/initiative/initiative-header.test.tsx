import { beforeAll, expect, test } from "@jest/globals";
import { screen } from "@testing-library/react";
import type { Initiative } from "@throughline/shared/initiatives";
import { anchorClock, setToday } from "../clock.ts";
import { goalOf } from "../goal/goal.test-kit.ts";
import { renderAt } from "../router.test-kit.tsx";
import { InitiativeHeader } from "./initiative-header.tsx";

beforeAll(() => {
  anchorClock("Fri, 20 Nov 2026 12:00:00 GMT");
  setToday("2026-11-20", "UTC");
});

const initiative: Initiative = {
  id: "i1",
  key: "INI-1",
  goalId: "g1",
  keyResultId: "k1",
  title: "Reduce churn",
  hypothesis: "A sponsor for each account.",
  ownerId: null,
  due: null,
  predicted: { keyResultId: "k1", delta: 6, on: "2026-12-31" },
  state: "active",
  mark: "green",
  counts: { todo: 0, doing: 1, done: 2, stalled: 0 },
  version: 1,
};

test("the bet says what it should change, by how much and by when; a private goal keeps its lock", async () => {
  await renderAt(
    "/",
    <InitiativeHeader initiative={initiative} goal={goalOf({ viewers: [] })} onEdit={() => undefined} />,
    [
      [["goal", "G-1", "key-results", null], [{ id: "k1", name: "Net revenue retention", unit: "%" }]],
      [["goal", "g1", "health", null], { state: "amber" }],
      [["people"], []],
      [["me"], { workspace: {}, person: null }],
    ],
  );
  const text = screen.getByTestId("page").textContent;
  expect(text).toContain("Predicted: +6 points on Net revenue retention by Thu 31 Dec");
  expect(text).toContain("Private: seen by its owner and the people named");
});
