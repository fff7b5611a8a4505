/** What can go wrong between a person, Jira and Throughline, by what someone can do about it. The panels word it. */
export type Problem =
  /** The goal service doesn't know this site yet: `code` is what its admin types. */
  | { kind: "not_paired"; code: string | null }
  /** No address of the goal service has been entered. */
  | { kind: "no_address" }
  | { kind: "service_down" }
  | { kind: "busy"; who: "jira" | "throughline"; retryAfter: number }
  /** The goal service said no, in a sentence made for the person. */
  | { kind: "refused"; code: string; message: string }
  /** Jira said no to this person, or to the app. */
  | { kind: "denied"; message: string | null }
  | { kind: "invalid"; messages: string[]; fields: Record<string, string> }
  | { kind: "not_found" }
  /** No answer, or one that says nothing about what happened. */
  | { kind: "unknown"; detail: string };

export interface Failed {
  ok: false;
  problem: Problem;
}
export type Outcome<T> = { ok: true; value: T } | Failed;

export const good = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const failed = (problem: Problem): Failed => ({ ok: false, problem });

/** Worth another try by a machine, later; the rest needs a person or a new version of us. */
export const passing = (problem: Problem): boolean =>
  problem.kind === "service_down" || problem.kind === "busy" || problem.kind === "unknown";

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** Forge ends a call of a panel after 25 seconds without a word; better to give up ourselves and say what we know. */
export async function within<T>(milliseconds: number, running: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${milliseconds / 1000} seconds`));
    }, milliseconds);
  });
  try {
    return await Promise.race([running, late]);
  } finally {
    clearTimeout(timer);
  }
}
