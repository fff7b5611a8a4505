import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "@jest/globals";
import { touches } from "./live.ts";

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
