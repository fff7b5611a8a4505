import { expect, test } from "@jest/globals";
import { labelOf, markInLabels, newMark } from "./mark.ts";

const LINK = "0d9f4d3c-6f0e-4b6e-9a55-1f2f6f0c7a11";
const BORN = "2026-11-06T16:00:00.000Z";

test.each([
  ["an initiative", { id: "ini-1", key: "INI-12", private: false }, { initiative: "INI-12" }],
  ["a class", { class: "maintenance" as const }, { class: "maintenance" }],
  [
    "a private goal's initiative, which it does not name",
    { id: "ini-1", key: "INI-12", private: true },
    { initiative: "" },
  ],
])("a label says the same as the mark: %s", (_, target, said) => {
  const label = labelOf(newMark(LINK, target));
  expect(label).not.toMatch(/\s/);
  expect(markInLabels(["churn", label], BORN)).toEqual({ v: 1, link: LINK, ...said, at: BORN });
});
