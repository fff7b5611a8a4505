import { beforeAll, expect, test } from "@jest/globals";
import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import type { HealthWeek } from "@throughline/shared/goal-report";
import { anchorClock, setToday } from "../clock.ts";
import { renderAt } from "../router.test-kit.tsx";
import { goalOf } from "./goal.test-kit.ts";
import { HealthStrip } from "./health-strip.tsx";

beforeAll(() => {
  anchorClock("Fri, 20 Nov 2026 12:00:00 GMT");
  setToday("2026-11-20", "UTC");
});

const weeks: HealthWeek[] = [
  { monday: "2026-11-02", state: null, rule: null, because: null },
  { monday: "2026-11-09", state: "green", rule: "R8", because: null },
  { monday: "2026-11-16", state: "amber", rule: "R8", because: "CS-412 has not moved for 10 working days" },
];
const show = (given: HealthWeek[], due = "2026-12-06") =>
  renderAt("/", <HealthStrip goal={goalOf({ start: "2026-11-02", due })} today="2026-11-20" />, [
    [["goal", "G-1", "health-weeks", null], given],
  ]);
const said = () => screen.getByText(/This week|Week of/).closest("p")?.textContent;

test("each week is told by its word as by its shape, and the running one says why", async () => {
  await show(weeks);
  expect(screen.getAllByRole("option").map((cell) => cell.getAttribute("aria-label"))).toEqual([
    "Week of Mon 2 Nov: No report yet",
    "Week of Mon 9 Nov: On track",
    "Week of Mon 16 Nov: At risk",
  ]);
  expect(said()).toBe("This week: at risk. CS-412 has not moved for 10 working days");
});

test("arrow keys read the weeks, and one tab leads in", async () => {
  const user = userEvent.setup();
  await show(weeks);
  await user.tab();
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Week of Mon 16 Nov: At risk");
  await user.keyboard("{ArrowLeft}");
  expect(said()).toBe("Week of Mon 9 Nov: on track");
  await user.keyboard("{Home}{ArrowLeft}");
  expect(said()).toBe("Week of Mon 2 Nov: no report yet");
  expect(screen.getAllByRole("option").map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1]);
  await user.keyboard("{End}");
  expect(screen.getByRole("option", { selected: true }).getAttribute("aria-label")).toContain("16 Nov");
});

test("the weeks to come are room, not health", async () => {
  await show(weeks);
  const all = screen.getByRole("listbox").children;
  expect(all).toHaveLength(5);
  expect([...all].slice(3).every((cell) => cell.getAttribute("aria-hidden") === "true")).toBe(true);
});

test("a goal without any report has no strip", async () => {
  await show(weeks.slice(0, 1));
  expect(screen.queryByRole("listbox")).toBeNull();
});
