import { expect, test } from "@jest/globals";
import { render, screen } from "@testing-library/react";
import { GoalCells } from "./goal-cells.tsx";
import { rowOf } from "./portfolio-row.test-kit.ts";

const show = (given: Parameters<typeof rowOf>[0]) =>
  render(<GoalCells row={rowOf(given)} level={1} open={undefined} people={{}} today="2026-11-20" />);

test("a row says by words what its marks say: private, paused with work behind it", () => {
  show({ id: "g1", state: "paused", private: true, doing: 3 });
  const title = screen.getByText("Goal g1").closest("[role=gridcell]");
  expect(title?.textContent).toContain("Private: seen by its owner and the people named");
  expect(title?.textContent).toContain("Paused, 3 still active");
});

test("a plain row carries neither sign", () => {
  show({ id: "g1" });
  const title = screen.getByText("Goal g1").closest("[role=gridcell]");
  expect(title?.textContent).toBe("On trackGoal g1");
});
