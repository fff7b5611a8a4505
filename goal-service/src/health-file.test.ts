import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { evaluateFile } from "./health-file.ts";

const facts = { start: "2026-10-01", due: "2026-12-31", state: "active", keyResults: [], items: [] };
const file = (content: unknown) => evaluateFile(JSON.stringify(content));

test("each case of a file is answered under its name", () => {
  const vectors = readFileSync(new URL("../../test/vectors/health.json", import.meta.url), "utf8");
  const names = (JSON.parse(vectors) as { name: string }[]).map(({ name }) => name);
  const answer = evaluateFile(vectors);
  const reports = "reports" in answer ? (JSON.parse(answer.reports) as { name: string; report: unknown }[]) : [];
  expect(reports.map(({ name }) => name)).toEqual(names);
  expect(reports[0]?.report).toMatchObject({ state: "green", rule: "R8" });
});

test("everything that is wrong is said, and where", () => {
  const answer = file([
    { name: "good", asOf: "2026-11-20", facts },
    { name: "bad", asOf: "2026-11-20", facts: { ...facts, due: "2026-02-30", state: "asleep" } },
  ]);
  const problems = "problems" in answer ? answer.problems : [];
  expect(problems).toHaveLength(2);
  expect(problems.join("\n")).toMatch(/^1\.facts\.state: .*\(case "bad"\)$/m);
  expect(problems.join("\n")).toMatch(/^1\.facts\.due: /m);
});

test.each([
  ["{", "it is not JSON"],
  ["{}", "the file must hold a list of cases"],
  ['[{"name":"a","asOf":"today","facts":{}}]', "0.asOf: "],
])("a file with %s is refused: %s", (text, message) => {
  expect(evaluateFile(text)).toEqual({ problems: [expect.stringContaining(message)] });
});
