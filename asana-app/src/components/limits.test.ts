import { expect, test } from "@jest/globals";
import { HealthState, WorkClass, WorkLevel } from "@throughline/shared/vocabulary";
import fc from "fast-check";
import { createdFrom, createdIn } from "./attached.ts";
import { classCard, createdCard, drawCard, safeCard } from "./card.ts";
import { drawForm } from "./form.ts";
import { searchChoices } from "./initiatives.ts";
import { cut, FOUND, lines } from "./limits.ts";
import { Values } from "./requests.ts";
import { Attached, Card, Form, List } from "./shapes.ts";

const NOW = new Date("2026-11-20T14:20:00Z");
const URL = "https://app.test";
/** Titles as people and tools write them, with what breaks a careless cut. */
const words = (most: number) =>
  fc
    .oneof(
      fc.string({ minLength: 1, maxLength: most, unit: "grapheme" }),
      fc.stringMatching(/^[A-Za-z ]{1,200}$/),
      fc.constant("👩‍👩‍👧‍👦".repeat(30)),
    )
    .map((text) => (text.trim() === "" ? "x" : text));
const number = fc.double({ min: -1e9, max: 1e9, noNaN: true });
const day = fc
  .date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const key = fc.nat(999_999).map((no) => `INI-${no}`);

const choice = fc.record({
  initiativeId: fc.uuid(),
  class: fc.constant(null),
  key,
  title: words(300),
  mark: fc.option(fc.constantFrom(...WorkLevel.options)),
  doing: fc.nat(),
  goal: fc.option(
    fc.record({
      key: fc.constant("G-1"),
      title: words(300),
      state: fc.constantFrom(...HealthState.options),
      private: fc.boolean(),
    }),
  ),
  due: fc.option(day),
});
const line = fc.record({
  initiative: fc.record({
    id: fc.uuid(),
    key,
    title: words(300),
    hypothesis: fc.constant(null),
    mark: fc.constantFrom(...WorkLevel.options),
    done: fc.nat(99_999),
    total: fc.nat(99_999),
    doing: fc.nat(99_999),
  }),
  keyResult: fc.option(
    fc.record({
      name: words(300),
      now: fc.option(number),
      expected: fc.option(number),
      unit: words(40),
      baseline: fc.option(number),
      target: fc.option(number),
      lo: fc.option(number),
      hi: fc.option(number),
    }),
  ),
  goal: fc.record({
    id: fc.uuid(),
    key: fc.constant("G-1"),
    title: words(300),
    priority: fc.integer({ min: 1, max: 4 }),
    due: day,
    state: fc.constantFrom(...HealthState.options),
    private: fc.boolean(),
    since: fc.constant(null),
    because: fc.option(words(600)),
    behind: words(100),
  }),
});
const hasNull = (value: unknown): boolean => JSON.stringify(value).includes(":null");

test("a cut is never longer than allowed, never splits a letter, and leaves short words alone", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 2, max: 60 }), (text, most) => {
      const short = cut(text, most);
      expect(short.length).toBeLessThanOrEqual(Math.max(most, 1));
      expect(() => encodeURIComponent(short)).not.toThrow();
      const line = text.replace(/\s+/g, " ").trim();
      if (line.length <= most) expect(short).toBe(line);
    }),
  );
});

test("whatever the service says, the card is one that Asana can show", () => {
  fc.assert(
    fc.property(line, fc.constantFrom(...WorkClass.options), (panel, id) => {
      const facts = { url: URL, now: NOW };
      const created = [panel, null].map((known) => createdCard({ count: 10, under: "INI-1" }, known, facts));
      for (const card of [drawCard(panel, facts), safeCard(NOW), classCard(id, null, NOW), ...created]) {
        expect(Card.safeParse(card).error?.issues ?? []).toEqual([]);
        expect(hasNull(card)).toBe(false);
      }
    }),
  );
});

test("whatever the service says and a person types, the form is one that Asana can show", () => {
  const values = fc.record({
    titles: fc.string({ maxLength: 5000 }),
    owner: fc.option(fc.record({ value: fc.stringMatching(/^\d{1,20}$/), title: words(300) })),
    due: fc.option(day),
    until: fc.option(day),
    also: fc.subarray(["this"]),
  });
  const warning = fc.record({
    code: fc.constant("stuck" as const),
    long: words(600),
    short: words(50).map((text) => text.slice(0, 50)),
    tone: fc.constant("info" as const),
    blocks: fc.boolean(),
  });
  fc.assert(
    fc.property(
      values,
      fc.option(choice),
      fc.option(line),
      fc.array(warning, { maxLength: 3 }),
      words(400),
      fc.boolean(),
      (typed, chosen, about, warnings, error, tied) => {
        const facts = { url: URL, formId: "f", values: Values.parse(typed), chosen, line: about, warnings, tied };
        for (const errors of [{}, { initiative: error, titles: error, due: error, also: error }]) {
          const form = drawForm({ ...facts, errors });
          expect(Form.safeParse(form).error?.issues ?? []).toEqual([]);
          expect(hasNull(form)).toBe(false);
        }
      },
    ),
  );
});

test("whatever is found, the list is one that Asana can show", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(choice, { maxLength: 120 }), async (choices) => {
      const client = { getPanelChoices: () => Promise.resolve({ groups: [{ title: "Matches", choices }] }) };
      const list = await searchChoices(client as never, URL, "x");
      expect(List.safeParse(list).error?.issues ?? []).toEqual([]);
      expect(list.items.length).toBe(Math.min(FOUND, choices.length));
    }),
    { numRuns: 30 },
  );
});

test("an attachment can be shown, and its address says again what it was made of", () => {
  fc.assert(
    fc.property(choice, fc.integer({ min: 1, max: 10 }), (picked, count) => {
      const attached = createdFrom(picked, count, "https://goals.test", "500");
      expect(Attached.safeParse(attached).error?.issues ?? []).toEqual([]);
      const named = picked.goal?.private === false ? picked.key : null;
      expect(createdIn(attached.resource_url)).toEqual({ count, under: named });
      if (named === null) expect(JSON.stringify(attached)).not.toContain(picked.key);
    }),
  );
  for (const other of ["/initiatives/INI-12", "/go/asana/500", "/go/asana/500?created=2&under=theft/../x"])
    expect(createdIn(`https://goals.test${other}`)).toBeNull();
  expect(createdIn("https://goals.test/go/asana/500?created=2&under=theft")).toEqual({ count: 2, under: null });
});

test("a sentence on several lines loses no word before its last line", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 10, max: 50 }), (text, most) => {
      const shown = lines(text, most, 4);
      const line = text.replace(/\s+/g, " ").trim();
      expect(shown.every((one) => one !== "" && one.length <= most)).toBe(true);
      if (!shown.some((one) => one.endsWith("…"))) expect(shown.join(" ")).toBe(line);
    }),
  );
  const because = "Its metric is 11 behind plan: 9 against 20 expected, and CS-412 has not moved for 14 days";
  expect(lines(because, 50, 4)).toEqual([
    "Its metric is 11 behind plan: 9 against 20",
    "expected, and CS-412 has not moved for 14 days",
  ]);
});

test.each([
  ["Its metric is 11 behind plan: 9 against 20 needed by today", "Its metric is 11 behind plan…"],
  ["No reading for 43 days; one is due every 14", "No reading for 43 days…"],
  ["Close the loop with detractors has not moved for 12 working days", "Close the loop with detractors has not…"],
  ["At last: everything that we wanted is done and measured", "At last: everything that we wanted is…"],
])("%s is cut where it still says something whole", (text, shown) => {
  expect(cut(text, 40)).toBe(shown);
});

test("a text that just fits is shown whole, one letter more is cut", () => {
  expect(cut("Audit the accounts", 18)).toBe("Audit the accounts");
  expect(cut("Audit the accounts", 17)).toBe("Audit the accoun…");
});
