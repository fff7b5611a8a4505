// An answer other than success, in Jira's own words (refusal-words.ts). A header that Jira has not says which one it is.
import {
  FIELD_FAULTS,
  type FieldFault,
  type Limit,
  type Other,
  type RefusalCode,
  SENTENCES,
  type Sentence,
} from "./refusal-words.ts";

export class Refusal extends Error {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Record<string, string>;

  constructor(codes: RefusalCode[], status: number, body: unknown, headers: Record<string, string> = {}) {
    super(`refused with ${String(status)}`);
    this.status = status;
    this.body = body;
    this.headers = { ...headers, ...(codes.length > 0 ? { "x-sandbox-refusal": codes.join(" ") } : {}) };
  }
}

type Given<Of extends (...given: never[]) => string> = Parameters<Of>;
const says = (text: string) => ({ errorMessages: [text], errors: {} });

export function refuse<Code extends Sentence>(code: Code, ...given: Given<(typeof SENTENCES)[Code][1]>): Refusal {
  const [status, words]: readonly [number, (...given: string[]) => string] = SENTENCES[code];
  return new Refusal([code], status, says(words(...given)));
}

/** What is wrong with one field. */
export interface Wrong {
  code: FieldFault;
  text: string;
}

export function wrong<Code extends FieldFault>(code: Code, ...given: Given<(typeof FIELD_FAULTS)[Code]>): Wrong {
  const words: (...given: string[]) => string = FIELD_FAULTS[code];
  return { code, text: words(...given) };
}

export function fieldErrors(fields: Record<string, Wrong>): Refusal {
  const errors = Object.fromEntries(Object.entries(fields).map(([field, { text }]) => [field, text]));
  const codes = [...new Set(Object.values(fields).map(({ code }) => code))];
  return new Refusal(codes, 400, { errorMessages: [], errors });
}

export const tooMany = (reason: Limit, retryAfter: number, resetAt: number): Refusal =>
  new Refusal([reason], 429, says("Rate limit exceeded."), {
    "retry-after": String(retryAfter),
    "ratelimit-reason": reason,
    "x-ratelimit-reset": new Date(resetAt).toISOString(),
    "x-ratelimit-remaining": "0",
  });

/** The gateway and Forge's doors have shapes of their own. */
export const refuseOtherwise = (
  code: Other,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): Refusal => new Refusal([code], status, body, headers);

/** No Jira says this: it is for whoever plays with the sandbox. */
export const ours = (status: number, text: string): Refusal => new Refusal([], status, says(text));

export const notSignedIn = (): Refusal =>
  refuseOtherwise("not_signed_in", 401, says("Client must be authenticated to access this resource."), {
    "www-authenticate": "OAuth",
  });

/** What the gateway says when a Forge app lacks the scope of an operation. */
export const missingScope = (): Refusal =>
  refuseOtherwise("missing_scope", 401, { code: 401, message: "Unauthorized; scope does not match" });
