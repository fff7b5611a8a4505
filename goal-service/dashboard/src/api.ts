import { createClient, Refusal } from "@throughline/shared/client";
import { ErrorBody } from "@throughline/shared/endpoint";
import { heard, look, patience } from "./answering.ts";
import { anchorClock } from "./clock.ts";

/** Something that nobody expected: the service did not answer, or answered with a fault of its own. */
export class Fault extends Error {
  readonly requestId: string | null;
  constructor(message: string, requestId: string | null) {
    super(message);
    this.requestId = requestId;
  }
}

/** What was sent may have arrived: whether it was done, only the service knows. */
const UNKNOWN = "What you typed is kept here. It may have been saved all the same: look before you save it again.";

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(path, { ...init, signal: patience() });
    if (response.status === 503) void look();
    else heard();
    return response;
  } catch (error) {
    void look();
    const late = error instanceof DOMException && (error.name === "TimeoutError" || error.name === "AbortError");
    if (!late) throw new Fault("The goal service cannot be reached.", null);
    throw new Fault(`The goal service does not answer.${init.method === "GET" ? "" : ` ${UNKNOWN}`}`, null);
  }
}

/** The service's own words for its fault, which carry its number; else ours. */
async function faultOf(response: Response): Promise<Fault> {
  const body: unknown = await response.json().catch(() => null);
  const said = ErrorBody.safeParse(body);
  const message = said.success ? said.data.error.message : `The goal service answered ${response.status}.`;
  return new Fault(message, response.headers.get("x-request-id"));
}

/** Every call of the dashboard: the session's cookie goes along, the reply's date sets our clock. */
export const api = createClient(async ({ method, path, body }) => {
  const response = await reach(path, {
    method,
    credentials: "same-origin",
    headers: {
      accept: "application/json",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      // The answer to a change waits until the health that depends on it is known: the page then shows it at once.
      ...(method === "GET" ? {} : { prefer: "wait=1" }),
    },
    ...(body === undefined ? {} : { body }),
  });
  anchorClock(response.headers.get("date"));
  if (response.status >= 500) {
    throw await faultOf(response);
  }
  return response;
});

export const isSignedOut = (error: unknown): boolean => error instanceof Refusal && error.status === 401;
export const isNotSetUp = (error: unknown): boolean => error instanceof Refusal && error.code === "not_set_up";
export const isMissing = (error: unknown): boolean => error instanceof Refusal && error.status === 404;
export const isConflict = (error: unknown): error is Refusal => error instanceof Refusal && error.status === 409;
export const isForbidden = (error: unknown): boolean => error instanceof Refusal && error.status === 403;

/** What went wrong, in words for a person. */
export function problemOf(error: unknown): string {
  if (error instanceof Fault || error instanceof Refusal) return error.message;
  return "The answer was not understood. This page may be older than the service: load it again.";
}
