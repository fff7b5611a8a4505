import { beforeAll, expect, test } from "@jest/globals";
import { screen, within } from "@testing-library/react";
import type { Call } from "@throughline/shared/judgements";
import { anchorClock, setToday } from "../clock.ts";
import { renderAt } from "../router.test-kit.tsx";
import { Calls, untilWords } from "./calls.tsx";
import { goalOf } from "./goal.test-kit.ts";

beforeAll(() => {
  anchorClock("Fri, 20 Nov 2026 12:00:00 GMT");
  setToday("2026-11-20", "UTC");
});

const callOf = (given: Partial<Call>): Call => ({
  id: "c",
  at: "2026-11-02",
  level: "red",
  reason: null,
  by: "p",
  recordedAt: "2026-11-02T09:00:00Z",
  until: "2026-11-16",
  stands: false,
  ...given,
});

test("the call that counts stands on top with who, why and until when; the past ones follow", async () => {
  const calls = [
    callOf({ id: "c2", at: "2026-11-10", level: "amber", until: "2026-11-24", stands: true, reason: "Two renewals." }),
    callOf({ id: "c1", by: null }),
  ];
  await renderAt("/", <Calls goal={goalOf()} />, [
    [["goal", "G-1", "calls", null], calls],
    [["people"], [{ id: "p", name: "Dana Okafor" }]],
  ]);
  const lines = within(screen.getByRole("list")).getAllByRole("listitem");
  expect(lines.map(({ textContent }) => textContent)).toEqual([
    "At risk, Dana OkaforTwo renewals.counts until 24 Nov10 Nov",
    "Off track, an appuntil 10 Nov, when a newer one came2 Nov",
  ]);
});

test("a call that was never replaced ended on its last day", () => {
  expect(untilWords(callOf({}), undefined)).toBe("until 16 Nov");
  expect(untilWords(callOf({}), callOf({ at: "2026-11-20" }))).toBe("until 16 Nov");
});

test("a goal that nobody called differently shows nothing", async () => {
  await renderAt("/", <Calls goal={goalOf()} />, [[["goal", "G-1", "calls", null], []]]);
  expect(screen.queryByRole("heading", { name: "Calls" })).toBeNull();
});
