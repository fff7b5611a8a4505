import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { evaluate } from "./evaluate.ts";
import { parseFacts } from "./facts.ts";
import { HealthReport } from "./report.ts";

interface Case {
  name: string;
  asOf: string;
  facts: unknown;
  expect: Partial<HealthReport>;
}

const path = new URL("../../../test/vectors/health.json", import.meta.url);
const cases = JSON.parse(readFileSync(path, "utf8")) as Case[];

test.each(cases)("the worked case holds: $name", (one) => {
  const parsed = parseFacts(one.facts);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const report = evaluate(parsed.facts, one.asOf);
  expect(report).toMatchObject(one.expect);
  expect(HealthReport.parse(report)).toEqual(report);
});
