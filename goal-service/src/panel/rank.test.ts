import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Findable, ranked } from "./rank.ts";

const NAMES = [
  ["Reduce churn in enterprise accounts", "Increase net revenue retention"],
  ["Improve time-to-value", "Increase net revenue retention"],
  ["Proactive expansion motion", "Increase net revenue retention"],
  ["Partner-led launch in Munich", "Win 40 mid-market customers in DACH"],
  ["German trial onboarding", "Win 40 mid-market customers in DACH"],
  ["Guided first project", "Lift activation rate"],
  ["Invite colleagues on day one", "Lift activation rate"],
  ["Right-size idle databases", "Cut cloud cost per tenant"],
  ["Spot instances for batch work", "Cut cloud cost per tenant"],
  ["Runbooks for the top ten alerts", "Reduce P1 incident minutes"],
  ["Automatic failover of the queue", "Reduce P1 incident minutes"],
  ["Evidence collection without spreadsheets", "Pass SOC 2 Type II"],
  ["Access reviews every quarter", "Pass SOC 2 Type II"],
  ["Connector kit for partners", "Open the partner marketplace"],
  ["Marketplace listing pages", "Open the partner marketplace"],
  ["Manager coaching circles", "Raise employee net promoter score"],
  ["Move invoices to the new engine", "Retire the legacy billing engine"],
  ["Churn survey of small accounts", "Answer support within 2 hours"],
  ["Répondre aux clients en français", "Answer support within 2 hours"],
] as const;

const rows: Findable[] = NAMES.map(([title, goalTitle], index) => ({
  title,
  goalTitle,
  key: `INI-${index + 1}`,
  goalKey: `G-${Math.floor(index / 2) + 1}`,
}));

const found = (q: string, among: readonly Findable[] = rows) => ranked(among, q).map(({ title }) => title);
const letters = "abcdefghijklmnopqrstuvwxyz".split("");
const pairs = letters.flatMap((a) => letters.map((b) => a + b));
const inReach = (row: Findable, among: readonly Findable[]) =>
  pairs.some((q) => ranked(among, q).slice(0, 3).includes(row));

describe("the picker's search", () => {
  test("starts of words come first, then initials, then letters inside a word", () => {
    expect(found("ch").slice(0, 2)).toEqual(["Churn survey of small accounts", "Reduce churn in enterprise accounts"]);
    expect(found("rc")[0]).toBe("Reduce churn in enterprise accounts");
    expect(found("urn")).toContain("Reduce churn in enterprise accounts");
  });

  test("an initiative's own name comes before its goal's", () => {
    expect(found("ma")[0]).toBe("Marketplace listing pages");
    expect(found("dach")).toEqual(["Partner-led launch in Munich", "German trial onboarding"]);
  });

  test("keys are found as they are written and by number alone", () => {
    expect(found("INI-12")).toEqual(["Evidence collection without spreadsheets"]);
    expect(found("12")[0]).toBe("Evidence collection without spreadsheets");
    expect(found("G-2")[0]).toBe("Proactive expansion motion");
  });

  test("all that is typed must be found, accents don't matter, and nonsense finds nothing", () => {
    expect(found("munich partner")).toEqual(["Partner-led launch in Munich"]);
    expect(found("repondre")).toEqual(["Répondre aux clients en français"]);
    expect(found("zzz")).toEqual([]);
    expect(found("--")).toEqual([]);
  });

  test("some two letters bring every initiative of the sample into the first three rows", () => {
    expect(rows.filter((row) => !inReach(row, rows)).map(({ title }) => title)).toEqual([]);
  });

  test("the same holds in whatever order of attention the rows come", () => {
    const orders = fc.shuffledSubarray(rows, { minLength: rows.length });
    fc.assert(
      fc.property(orders, (order) => order.every((row) => inReach(row, order))),
      { numRuns: 10 },
    );
  });

  test("a match never depends on the other rows", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(rows), fc.constantFrom(...pairs), (some, q) => {
        const alone = some.filter((row) => ranked([row], q).length === 1);
        expect(new Set(ranked(some, q))).toEqual(new Set(alone));
      }),
      { numRuns: 100 },
    );
  });
});
