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

test("a goal that can't be shown says so in its own row, and nothing of its numbers", () => {
  const row = rowOf({ id: "g-1", fault: "f-1", state: "outdated", progress: null, expected: null, doing: 0 });
  const { container } = render(<GoalCells row={row} level={1} open={undefined} people={{}} today="2026-11-20" />);
  expect(container.textContent).toContain("Goal g-1");
  expect(container.textContent).toContain("Can’t be shown");
  expect(container.textContent).not.toContain("No active work");
  expect(container.querySelectorAll("[role=gridcell]")).toHaveLength(7);
});
