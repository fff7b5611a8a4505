import { Day } from "@throughline/shared/calendar";
import { evaluate } from "@throughline/shared/health/evaluate";
import { parseFacts } from "@throughline/shared/health/facts";
import { z } from "zod";
import { at, readJson } from "./json-text.ts";

const Cases = z.array(
  z.looseObject({ name: z.string(), asOf: Day, facts: z.unknown() }),
  "the file must hold a list of cases",
);

export type Answer = { reports: string } | { problems: string[] };

/** Evaluates a file of cases. One case that breaks the rules refuses the whole file: half an answer would be taken for all. */
export function evaluateFile(text: string): Answer {
  const cases = readJson(text, Cases);
  if ("problems" in cases) return cases;
  const answers = cases.content.map(({ name, asOf, facts }) => ({ name, asOf, parsed: parseFacts(facts) }));
  const problems = answers.flatMap(({ name, parsed }, index) =>
    parsed.ok
      ? []
      : parsed.issues.map(({ path, message }) => at([String(index), "facts", path], `${message} (case "${name}")`)),
  );
  if (problems.length > 0) return { problems };
  const reports = answers.flatMap(({ name, asOf, parsed }) =>
    parsed.ok ? [{ name, report: evaluate(parsed.facts, asOf) }] : [],
  );
  return { reports: `${JSON.stringify(reports, undefined, 2)}\n` };
}
