import { v4, v5 } from "uuid";

/** The name space of the ids that we derive from something else than a form. */
const OURS = "6a1e7f5c-5f0b-4f3e-9c1f-2f6f1a0c9d11";

/** A form is known from its first answer to its last by the id in the addresses that we name for it. */
export const newFormId = (): string => v4();

/**
 * One link a line, known by the form, the words and how often they stood before: a form sent twice makes nothing new, and
 * mending one line does not make the others again.
 */
export function linkIds(formId: string, titles: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return titles.map((title) => {
    const before = seen.get(title) ?? 0;
    seen.set(title, before + 1);
    return v5(`${title}#${before}`, formId);
  });
}

/** The link of the task at hand: `act` is the form, or the signature of the one request. */
export const linkIdOfTask = (act: string, task: string, target: string): string => v5(`${act} ${task}>${target}`, OURS);

/** A rule that runs again with the same key does the same thing, which is nothing new. */
export const linkIdOfRun = (idempotencyKey: string): string => v5(`rule ${idempotencyKey}`, OURS);
