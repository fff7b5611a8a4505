import * as z from "zod";
import { factProblems } from "./fact-problems.ts";
import { GoalShape } from "./fact-shapes.ts";

export const GoalFacts = GoalShape.superRefine((facts, context) => {
  for (const { path, message } of factProblems(facts)) context.addIssue({ code: "custom", path, message });
});
export type GoalFacts = z.infer<typeof GoalFacts>;

/** Facts as they lie in the database: checked when they were written, and read all the same where they hold no more. */
export const StoredFacts = z.record(z.string(), z.unknown());
export type StoredFacts = z.infer<typeof StoredFacts>;

export interface FactIssue {
  path: string;
  message: string;
}
export type ParsedFacts = { ok: true; facts: GoalFacts } | { ok: false; issues: FactIssue[] };

/** What breaks the rules for facts is refused with the whole list of what is wrong, never guessed at. */
export function parseFacts(input: unknown): ParsedFacts {
  const parsed = GoalFacts.safeParse(input);
  if (parsed.success) return { ok: true, facts: parsed.data };
  const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.map(String).join("."), message }));
  return { ok: false, issues };
}
