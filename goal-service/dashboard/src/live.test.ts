import { QueryClient } from "@tanstack/react-query";
import { expect, jest, test } from "@jest/globals";
import { refetcher, touches } from "./live.ts";

const client = new QueryClient();
const KEYS = [
  ["portfolio", null, null],
  ["goal", "G-1", "detail", null],
  ["goal", "G-1", "health", null],
  ["goal", "G-1", "items", null],
  ["goal", "G-2", "detail", null],
  ["goal", "G-2", "health", null],
  ["connections"],
  ["people"],
];
for (const key of KEYS) client.setQueryData(key, key[2] === "detail" ? { id: key[1] === "G-1" ? "id-1" : "id-2" } : {});

const touchedBy = (signal: { kind: string; id: string }) =>
  client
    .getQueryCache()
    .findAll({ predicate: touches(client, signal) })
    .map(({ queryKey }) => queryKey.slice(0, 3).join(" ").trim());

test("a goal's event touches its own page, by whatever name it was opened, and the portfolio", () => {
  expect(touchedBy({ kind: "goal", id: "id-1" })).toEqual([
    "portfolio",
    "goal G-1 detail",
    "goal G-1 health",
    "goal G-1 items",
  ]);
});

test("an item's event touches what shows work", () => {
  expect(touchedBy({ kind: "item", id: "w" })).toEqual([
    "portfolio",
    "goal G-1 health",
    "goal G-1 items",
    "goal G-2 health",
  ]);
});

test("a connection's event touches freshness", () => {
  expect(touchedBy({ kind: "connection", id: "c" })).toEqual(["portfolio", "connections"]);
});

test("the first refetch is at once, the next after two seconds, and a wish that waits gives way to an earlier one", () => {
  jest.useFakeTimers();
  const asked: number[] = [];
  const own = new QueryClient();
  own.setQueryData(["portfolio"], {});
  own.invalidateQueries = () => {
    asked.push(Math.round(performance.now() - start));
    return Promise.resolve();
  };
  const query = own.getQueryCache().findAll()[0];
  if (query === undefined) throw new Error("no query");
  const start = performance.now();
  const refetch = refetcher(own);
  refetch(query, 700);
  jest.advanceTimersByTime(300);
  refetch(query, 0);
  refetch(query, 0);
  refetch(query, 700);
  jest.advanceTimersByTime(5000);
  jest.useRealTimers();
  expect(asked).toEqual([300, 2300]);
});
