/**
 * Something expected that we say no to, with a typed code and words for a person. Everything else thrown is a fault.
 * Only route.ts turns a code into a status.
 */
export class Refused extends Error {
  readonly code: string;
  readonly details: unknown;
  constructor(code: string, message: string, details?: unknown) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

export const notFound = (what: string): Refused =>
  new Refused("not_found", `There is no ${what} here, or you may not see it.`);

/** The same for one field of what was sent. */
export const refusedField = (code: string, path: string, message: string): Refused =>
  new Refused(code, message, { issues: [{ path, message }] });

export const stale = (current: unknown): Refused =>
  new Refused("stale", "Somebody changed this since you read it. Read it again and send its new version.", current);
