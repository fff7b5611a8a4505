import type { WorkItem } from "@throughline/shared/work-items";
import { expect, test } from "@jest/globals";
import { itemOf } from "./item.test-kit.ts";
import { isOver, sortItems, standingOf } from "./item-order.ts";

test("what stands still first, then what is under way, then what waits, then what is over", () => {
  const items = [
    itemOf({ id: "done", status: { name: "Done", category: "done" } }),
    itemOf({ id: "todo", status: { name: "To do", category: "todo" } }),
    itemOf({ id: "later", due: "2026-12-31" }),
    itemOf({ id: "soon", due: "2026-12-01" }),
    itemOf({ id: "blocked", blocked: true }),
    itemOf({ id: "stalled", stalled: true }),
  ];
  expect(sortItems(items).map(({ id }) => id)).toEqual(["stalled", "blocked", "soon", "later", "todo", "done"]);
});

test("how long it stands still is said in the working days of the evidence, by what holds it up", () => {
  const textOf = (given: Partial<WorkItem>) =>
    standingOf(itemOf({ id: "a", stalled: true, ...given }), "2026-11-20", "UTC");
  expect(textOf({ idleDays: 10 })).toMatchObject({ text: "Stalled 10 days", about: "Stalled for 10 working days" });
  expect(textOf({ idleDays: 6, blockedDays: 5 }).about).toBe("Blocked for 5 working days");
});

test("work that moved where nobody reads stands last, open to nobody, and says where it went", () => {
  const left = itemOf({ id: "left", unreadIn: { name: "HR" } });
  expect(sortItems([left, itemOf({ id: "stays" })]).map(({ id }) => id)).toEqual(["stays", "left"]);
  expect(isOver(left)).toBe(true);
  const noteOf = (item: WorkItem) => standingOf(item, "2026-11-20", "UTC").note;
  expect(noteOf(left)).toBe("Moved to HR, which is not read");
  expect(noteOf(itemOf({ id: "a", unreadIn: { name: null } }))).toBe("Moved to where Throughline does not read");
});

test("the day on which it will count as stalled is said when it is near", () => {
  const noteOf = (stallsOn: string) => standingOf(itemOf({ id: "a", stallsOn }), "2026-11-20", "UTC").note;
  expect(noteOf("2026-11-27")).toBe("Counts as stalled on 27 Nov");
  expect(noteOf("2026-11-28")).toBeNull();
});
