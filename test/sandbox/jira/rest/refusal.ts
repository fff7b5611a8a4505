// An answer other than success, in Jira's own words.
export class Refusal extends Error {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Record<string, string>;

  constructor(status: number, body: unknown, headers: Record<string, string> = {}) {
    super(`refused with ${String(status)}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

export const refuse = (status: number, ...errorMessages: string[]): Refusal =>
  new Refusal(status, { errorMessages, errors: {} });

export const fieldErrors = (errors: Record<string, string>, status = 400): Refusal =>
  new Refusal(status, { errorMessages: [], errors });

export const noSuchIssue = (): Refusal => refuse(404, "Issue does not exist or you do not have permission to see it.");
export const badPayload = (): Refusal =>
  refuse(400, "Invalid request payload. Refer to the REST API documentation and try again.");

export const notSignedIn = (): Refusal =>
  new Refusal(
    401,
    { errorMessages: ["Client must be authenticated to access this resource."], errors: {} },
    { "www-authenticate": "OAuth" },
  );

/** What the gateway says when a Forge app lacks the scope of an operation. */
export const missingScope = (): Refusal =>
  new Refusal(401, { code: 401, message: "Unauthorized; scope does not match" });
