import { expect, test } from "@jest/globals";
import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import type { Portfolio } from "@throughline/shared/portfolio";
import { renderAt } from "../router.test-kit.tsx";
import { Decisions, turnedWords } from "./decisions.tsx";

const goal = { goalId: "g1", goalKey: "G-1", title: "Raise retention", state: "amber", since: "2026-11-10" } as const;
const due: Portfolio["decisions"][number] = {
  ...goal,
  reason: "at_risk",
  word: "still",
  chain: ["CS-9 has not moved for 12 working days"],
  owner: null,
  action: { label: "Open CS-9 in Jira", url: "http://jira.test/CS-9" },
};
const decision = { what: "Wait for the launch", until: "2026-12-24", by: "Ada", recordedAt: "2026-11-20T12:00:00Z" };
const changed = {
  ...{ worse: 0, better: 0, recovered: 0, lostSight: 0, goals: [] },
  ...{ since: "2026-11-13", counts: {}, linkedShare: null },
};
const page = (given: Partial<Portfolio>) =>
  renderAt("/", <Decisions decisions={[]} classesOver={[]} handled={[]} fine={0} changed={changed} {...given} />);

test("the headline names the fine and the handled apart, and each number opens its list", async () => {
  const handled = [{ ...goal, reason: "at_risk" as const, decision }];
  const goals = [{ ...goal, from: "red" as const, to: "outdated" as const }];
  await page({ decisions: [due], handled, fine: 4, changed: { ...changed, lostSight: 1, goals } });
  expect(screen.getByRole("heading", { name: "1 goal needs a decision" })).toBeTruthy();
  expect(screen.getByText(/handled/).parentElement?.textContent).toBe(
    "1 handled, 4 fine. Since Fri 13 Nov: 1 lost sight of.",
  );
  expect(screen.queryByRole("list", { name: "Handled goals" })).toBeNull();
  const button = screen.getByRole("button", { name: "1 handled", expanded: false });
  await userEvent.setup().click(button);
  const list = screen.getByRole("list", { name: "Handled goals" });
  expect(within(list).getByRole("listitem").textContent).toContain(
    "At risk. “Wait for the launch”, decided by Ada on Fri 20 Nov. Back here on Thu 24 Dec, or before if it turns worse.",
  );
  expect(button.getAttribute("aria-expanded")).toBe("true");
  await userEvent.setup().click(screen.getByRole("button", { name: "1 lost sight of" }));
  expect(screen.getByRole("list", { name: "Goals that turned" }).textContent).toContain("Off track, now no signal");
});

test("a decision without a date says what ends it", async () => {
  await page({ handled: [{ ...goal, reason: "at_risk", decision: { ...decision, until: null } }] });
  await userEvent.setup().click(screen.getByRole("button", { name: "1 handled" }));
  expect(screen.getByRole("listitem").textContent).toContain("Back here as soon as something about it changes.");
});

test("at risk says still and again, and work past its date stands at the end", async () => {
  const item = { id: "w", key: "OPS-1", title: "Stop the leak", url: "http://jira.test/OPS-1", tool: "jira" };
  await page({
    decisions: [due, { ...due, goalId: "g2", word: "again" }],
    classesOver: [{ ...item, class: "emergency", until: "2026-11-12" }],
  });
  expect(screen.getByRole("heading").textContent).toBe("2 goals and 1 item need a decision");
  const rows = screen.getAllByRole("listitem").map(({ textContent }) => textContent);
  expect(rows[0]).toContain("still at risk since Tue 10 Nov");
  expect(rows[1]).toContain("at risk again since Tue 10 Nov");
  expect(rows[2]).toContain("Stop the leakemergency until Thu 12 Nov");
});

test.each([
  [[["red", "outdated"]], "1 lost sight of"],
  [[["amber", "outdated"]], "1 lost sight of"],
  [[["red", "amber"]], "1 turned better"],
  [
    [
      ["amber", "green"],
      ["red", "warming"],
    ],
    "2 recovered",
  ],
  [
    [
      ["green", "amber"],
      ["outdated", "red"],
    ],
    "2 turned worse",
  ],
  [[], null],
] as const)("%j is told once: %s", (turns, words) => {
  expect(turnedWords(turns.map(([from, to]) => ({ goalId: "g", goalKey: "G-1", title: "", from, to })))).toBe(words);
});
