import { passing, type Problem } from "../outcome.ts";

/**
 * What Forge takes as "try again": the wire shape of the InvocationError of @forge/events (3.0). Returned, not thrown;
 * four tries at most, then the hourly reconcile has it.
 */
export interface Retry {
  _retry: true;
  retryOptions: { retryAfter: number; retryReason: "FUNCTION_RETRY_REQUEST" };
}

const LONGEST = 900;

const again = (retryAfter: number): Retry => ({
  _retry: true,
  retryOptions: {
    retryAfter: Math.min(Math.max(Math.ceil(retryAfter), 1), LONGEST),
    retryReason: "FUNCTION_RETRY_REQUEST",
  },
});

/**
 * Later, or never. A denial is retried: after an installation Jira knows the app's rights only minutes later. What is
 * our own fault, or needs a person, does not get better by trying again.
 */
export function verdict(problem: Problem, tries: number): Retry | undefined {
  if (problem.kind === "busy") return again(problem.retryAfter);
  if (problem.kind === "denied") return again(120);
  return passing(problem) ? again(60 * 2 ** tries) : undefined;
}
