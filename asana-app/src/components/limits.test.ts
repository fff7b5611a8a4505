import { expect, test } from "@jest/globals";
import { HealthState, WorkClass, WorkLevel } from "@throughline/shared/vocabulary";
import fc from "fast-check";
import { classCard, drawCard, safeCard } from "./card.ts";
import { drawForm } from "./form.ts";
import { searchInitiatives } from "./initiatives.ts";
import { cut, FOUND } from "./limits.ts";
import { Values } from "./requests.ts";
import { Card, Form, List } from "./shapes.ts";

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
      target: fc.option(number),
      expected: fc.option(number),
      unit: words(40),
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
      for (const card of [drawCard(panel, { url: URL, now: NOW }), safeCard(NOW), classCard(id, null, NOW)]) {
        expect(Card.safeParse(card).error?.issues ?? []).toEqual([]);
        expect(hasNull(card)).toBe(false);
      }
    }),
  );
});

test("whatever the service says and a person types, the form is one that Asana can show", () => {
  const values = fc.record({
    what: fc.constantFrom("create", "link", "create_class", "link_class"),
    titles: fc.string({ maxLength: 5000 }),
    mine: fc.subarray(["me"]),
    due: fc.option(day),
    class: fc.option(fc.constantFrom(...WorkClass.options)),
    until: fc.option(day),
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
      fc.array(warning, { maxLength: 3 }),
      words(400),
      (typed, chosen, warnings, error) => {
        const facts = { url: URL, formId: "f", values: Values.parse(typed), chosen, warnings };
        for (const errors of [{}, { initiative: error, titles: error }]) {
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
      const list = await searchInitiatives(client as never, URL, "x");
      expect(List.safeParse(list).error?.issues ?? []).toEqual([]);
      expect(list.items.length).toBe(Math.min(FOUND, choices.length));
    }),
    { numRuns: 30 },
  );
});

test.each([
  ["Its metric is 11 behind plan: 9 against 20 expected", "Its metric is 11 behind plan…"],
  ["No reading for 43 days; one is due every 14", "No reading for 43 days…"],
  ["Close the loop with detractors has not moved for 12 working days", "Close the loop with detractors has not…"],
  ["At last: everything that we wanted is done and measured", "At last: everything that we wanted is…"],
])("%s is cut where it still says something whole", (text, shown) => {
  expect(cut(text, 40)).toBe(shown);
});
