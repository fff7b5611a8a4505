import { beforeAll, expect, test } from "@jest/globals";
import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { anchorClock, setToday } from "../clock.ts";
import { renderAt } from "../router.test-kit.tsx";
import { goalOf } from "./goal.test-kit.ts";
import { reportOf } from "./goal-report.test-kit.ts";
import { History } from "./history.tsx";

beforeAll(() => {
  anchorClock("Fri, 20 Nov 2026 12:00:00 GMT");
  setToday("2026-11-20", "UTC");
});

const recordedAt = (day: string) => ({ recordedAt: `2026-11-${day}T09:00:00Z` });
const turn = (state: string, day: string, key: string | null) => ({
  state,
  rule: "R8",
  since: `2026-11-${day}T09:00:00Z`,
  item: null,
  key,
});
const checkIn = (id: string, day: string) => ({
  id,
  on: `2026-11-${day}`,
  note: `Note ${id}`,
  confidence: null,
  by: "p",
  ...recordedAt(day),
});
const decision = {
  id: "d",
  what: "Ask Sam",
  reason: null,
  until: "2026-11-30",
  workItemId: null,
  kind: "other",
  item: null,
  by: "p",
};

const show = (checkIns: unknown[]) =>
  renderAt(
    "/",
    <History goal={goalOf()} zone="UTC" report={reportOf({ history: [turn("amber", "16", "CS-412")] })} />,
    [
      [["goal", "G-1", "decisions", null], [{ ...decision, ...recordedAt("17"), evidence: null }]],
      [["goal", "G-1", "check-ins", null], checkIns],
      [["people"], [{ id: "p", name: "Dana Okafor" }]],
    ],
  );
const lines = () =>
  within(screen.getByRole("list"))
    .getAllByRole("listitem")
    .map(({ textContent }) => textContent);

test("what turned, what was decided and what was noted stand in one order, newest first", async () => {
  await show([checkIn("c1", "18")]);
  expect(lines()).toEqual([
    "Check-in, DanaNote c1Wed 18 Nov, 09:00",
    "Ask Sam, until 30 Nov, DanaTue 17 Nov, 09:00",
    "Turned at riskwith CS-412Mon 16 Nov, 09:00",
  ]);
});

test("older entries are one press away", async () => {
  await show(Array.from({ length: 9 }, (_, index) => checkIn(`c${index}`, "18")));
  expect(lines()).toHaveLength(8);
  await userEvent.setup().click(screen.getByRole("button", { name: "Show all 11" }));
  expect(lines()).toHaveLength(11);
  expect(screen.queryByRole("button")).toBeNull();
});
