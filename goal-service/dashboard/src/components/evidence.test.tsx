import { expect, test } from "@jest/globals";
import { render, screen } from "@testing-library/react";
import { anchorClock, setToday } from "../clock.ts";
import { namedItem, reportOf } from "../goal/goal-report.test-kit.ts";
import { Evidence } from "./evidence.tsx";

anchorClock("Fri, 20 Nov 2026 12:00:00 GMT");
setToday("2026-11-20", "UTC");

const part = {
  kind: "stalled" as const,
  rule: "F12",
  observed: 10,
  limit: 10,
  since: "2026-11-06",
  items: ["w1"],
  level: "amber" as const,
};

test("a reason is a plain sentence with its limit, its rule, its source and the way to the item", () => {
  const report = reportOf({});
  const { container } = render(<Evidence evidence={part} report={report} zone="UTC" last />);
  expect(screen.getByText("CS-412 has not moved for 10 working days")).toBeTruthy();
  expect(container.textContent).toContain("since Fri 6 Nov. The limit is 10 working days.");
  expect(container.textContent).toContain("Stalled item, F12, from Jira");
  expect(screen.getByRole("link", { name: "CS-412" }).getAttribute("href")).toBe(namedItem.url);
});

test("what the reader may not see has no key and no link", () => {
  const report = reportOf({ names: { items: {}, keyResults: {}, children: {} } });
  render(<Evidence evidence={part} report={report} zone="UTC" last />);
  expect(screen.getByText("1 restricted item has not moved for 10 working days")).toBeTruthy();
  expect(screen.queryByRole("link")).toBeNull();
});
