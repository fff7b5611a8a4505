import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { Moment } from "./basics.ts";
import { Day, FIRST_DAY, LAST_DAY } from "./calendar.ts";
import { endpoints } from "./endpoints.ts";
import { Amount, areTellable, LARGEST } from "./numbers.ts";
import { ItemRead } from "./page.ts";
import { z } from "zod";

const ODD_DAYS = ["0026-11-29", "0000-01-01", "0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31", "2026-02-30"];

test("a day lies from 1900 to 2199, and what is refused says what would be right", () => {
  for (const day of [FIRST_DAY, LAST_DAY, "2028-02-29"]) expect(Day.parse(day)).toBe(day);
  for (const day of ODD_DAYS) expect(Day.safeParse(day).error?.issues).toHaveLength(1);
  expect(Day.safeParse("0026-11-29").error?.issues[0]?.message).toBe(
    '"0026-11-29" is out of range: give a day from 1900-01-01 to 2199-12-31',
  );
});

test("a moment lies on such a day in every zone", () => {
  for (const moment of ["1900-01-02T00:00:00Z", "2199-12-30T23:59:59.999Z", "2026-11-06T16:20:00+05:30"]) {
    expect(Moment.parse(moment)).toBe(moment);
  }
  const odd = ["0000-01-01T00:00:00Z", "0026-11-29T10:00:00Z", "1900-01-01T00:00:00Z", "2199-12-31T00:00:00Z"];
  for (const moment of [...odd, "9999-12-31T00:00:00Z", "2026-11-06T16:20:00+20:00", "2026-11-06T24:00:00Z"]) {
    expect(Moment.safeParse(moment).success).toBe(false);
  }
});

test("an amount is finite, within a million millions, and never minus zero", () => {
  for (const value of [LARGEST, -LARGEST, 0, 1e-300, 3.5]) expect(Amount.parse(value)).toBe(value);
  expect(Object.is(Amount.parse(-0), 0)).toBe(true);
  const odd = [Number.NaN, Infinity, -Infinity, 1e309, 1.000001e12, -1.000001e12, 1.7e308, "3", null, undefined];
  for (const value of odd) expect(Amount.safeParse(value).success).toBe(false);
});

test("a target is its baseline or at least 1e-9 away from it, as written in decimals", () => {
  expect(areTellable(0, 0)).toBe(true);
  expect(areTellable(0, 5e-10)).toBe(false);
  fc.assert(
    fc.property(fc.integer({ min: -1000, max: 1000 }), (whole) => {
      expect(areTellable(whole, Number(`${whole}.000000001`))).toBe(true);
      expect(areTellable(whole, Number(`${whole}.0000000004`))).toBe(false);
    }),
  );
});

interface Leaf {
  path: string;
  schema: {
    type?: string;
    pattern?: string;
    minimum?: number;
    exclusiveMinimum?: number;
    maximum?: number;
    const?: unknown;
  };
}

/** Every single value that a call takes, by its path: what the one table of calls says of it. */
function leavesOf(schema: unknown, path: string): Leaf[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { properties = {}, items, prefixItems = [], anyOf = [], oneOf = [], additionalProperties } = schema as Nested;
  const children = [
    ...Object.entries(properties).flatMap(([name, child]) => leavesOf(child, `${path}.${name}`)),
    ...[...prefixItems, ...anyOf, ...oneOf, items, additionalProperties].flatMap((child) => leavesOf(child, path)),
  ];
  return children.length > 0 ? children : [{ path, schema }];
}
interface Nested {
  properties?: Record<string, unknown>;
  items?: unknown;
  prefixItems?: unknown[];
  anyOf?: unknown[];
  oneOf?: unknown[];
  additionalProperties?: unknown;
}

const taken = [...Object.entries(endpoints).map(([name, { input }]) => [name, input] as const), ["page", ItemRead]] as [
  string,
  z.ZodType,
][];
const leaves = taken.flatMap(([name, input]) =>
  leavesOf(z.toJSONSchema(input, { io: "input", unrepresentable: "any" }), name),
);

test("every number that a call takes has bounds on both sides", () => {
  const numbers = leaves.filter(({ schema }) => schema.type === "number" || schema.type === "integer");
  expect(numbers.length).toBeGreaterThan(20);
  const unbounded = numbers.filter(({ schema }) => {
    if (schema.const !== undefined) return false;
    const least = schema.minimum ?? schema.exclusiveMinimum;
    return least === undefined || schema.maximum === undefined;
  });
  expect(unbounded.map(({ path }) => path)).toEqual([]);
});

test("every day and moment that a call takes is the one kind of day and moment", () => {
  const dated = leaves.filter(({ path }) => /\.(start|due|on|at|until|\w+At|blockedSince|away)$/.test(path));
  expect(dated.length).toBeGreaterThan(30);
  const others = dated.filter(({ schema }) => schema.type !== "null" && schema.pattern === undefined);
  expect(others.map(({ path }) => path)).toEqual([]);
});
