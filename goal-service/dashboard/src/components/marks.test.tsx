import { STATE_WORDS } from "@throughline/shared/health/words";
import { HealthState, WorkLevel } from "@throughline/shared/vocabulary";
import { expect, test } from "@jest/globals";
import { cleanup, render, screen } from "@testing-library/react";
import { HealthMark } from "./health-mark.tsx";
import { HealthPill } from "./health-pill.tsx";
import { InitiativeMark } from "./initiative-mark.tsx";
import { ProgressVsPlan } from "./progress-vs-plan.tsx";
import { Spark } from "./spark.tsx";
import { WorkBlocks } from "./work-blocks.tsx";

const shapeOf = (mark: React.ReactElement) => {
  const shape = render(mark).container.querySelector("svg")?.innerHTML ?? "";
  cleanup();
  return shape;
};

test("every state and every work level has a shape of its own, so that colour is never needed", () => {
  const goals = HealthState.options.map((health) => shapeOf(<HealthMark health={health} />));
  const initiatives = WorkLevel.options.map((level) => shapeOf(<InitiativeMark level={level} />));
  expect(new Set([...goals, ...initiatives]).size).toBe(goals.length + initiatives.length);
});

test.each(HealthState.options)("the pill says %s in words", (health) => {
  render(<HealthPill health={health} since="since Mon 16 Nov" />);
  expect(screen.getByText(STATE_WORDS[health])).toBeTruthy();
  expect(screen.getByText("since Mon 16 Nov")).toBeTruthy();
});

test("progress stands beside what it should be", () => {
  render(<ProgressVsPlan health="amber" progress={0.74} expected={0.85} />);
  expect(screen.getByRole("img").getAttribute("aria-label")).toBe("74% of the way, 85% expected by today");
});

test("progress beyond the ends stays in its bar", () => {
  render(<ProgressVsPlan health="red" progress={-0.4} expected={null} />);
  expect(screen.getByRole("img").getAttribute("aria-label")).toBe("0% of the way");
});

test("blocks count what is active and what stands still", () => {
  const { container } = render(<WorkBlocks active={8} stalled={1} />);
  expect(container.textContent).toBe("8 active, 1 stalled");
  expect(container.querySelectorAll("rect")).toHaveLength(8);
});

test("no work is said, not drawn", () => {
  render(<WorkBlocks active={0} stalled={0} />);
  expect(screen.getByText("No active work")).toBeTruthy();
});

test.each([
  [false, "rises"],
  [true, "falls"],
])("twelve weeks go the way of the metric's values: where lower is better is %s, what comes closer %s", (down, way) => {
  const { container } = render(<Spark health="green" trend={[0, 0.5, 1]} plan={[]} down={down} label="12 weeks" />);
  const ends = [...(container.querySelectorAll("path")[1]?.getAttribute("d") ?? "").matchAll(/[ML]\S+ (\S+?)(?=L|$)/g)];
  const [first = 0, last = 0] = [ends[0], ends.at(-1)].map((end) => Number(end?.[1]));
  expect(last < first ? "rises" : "falls").toBe(way);
});
