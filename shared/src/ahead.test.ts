import { expect, test } from "@jest/globals";
import { withoutFuture } from "./ahead.ts";
import { ItemRead } from "./page.ts";

const RECEIPT = new Date("2026-11-20T12:00:00Z");
const LATEST = "2026-11-20T12:05:00.000Z";
const FAR = "2099-01-01T00:00:00Z";
const item = (over: object = {}) =>
  ItemRead.parse({
    ref: { container: "1", id: "7" },
    title: "Seven",
    url: "https://tool.example/7",
    status: { name: "Doing", category: "doing" },
    presence: "live",
    createdAt: "2026-11-01T09:00:00Z",
    updatedAt: "2026-11-19T09:00:00Z",
    ...over,
  });

test.each(["createdAt", "updatedAt", "movedAt", "finishedAt", "blockedSince"])(
  "%s more than five minutes ahead is taken as the moment of receipt, and named",
  (path) => {
    expect(withoutFuture(item({ [path]: FAR }), RECEIPT)).toEqual({
      item: item({ [path]: RECEIPT.toISOString() }),
      ahead: [{ path, value: FAR }],
    });
    const almost = item({ [path]: LATEST });
    expect(withoutFuture(almost, RECEIPT)).toEqual({ item: almost, ahead: [] });
  },
);

test("so is that of a mark, and the link stays", () => {
  const mark = { v: 1, link: "0d9f4d3c-6f0e-4b6e-9a55-1f2f6f0c7a11", initiative: "INI-12", at: FAR };
  const taken = withoutFuture(item({ mark }), RECEIPT);
  expect(taken.item.mark).toEqual({ ...mark, at: RECEIPT.toISOString() });
  expect(taken.ahead).toEqual([{ path: "mark.at", value: FAR }]);
});
