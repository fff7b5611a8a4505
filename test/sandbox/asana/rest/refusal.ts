// An answer other than success, in Asana's own shape.
const HELP =
  "For more information on API status codes and how to handle them, read the docs on errors: https://developers.asana.com/docs/errors";

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

export const errorBody = (...messages: string[]): { errors: { message: string; help: string }[] } => ({
  errors: messages.map((message) => ({ message, help: HELP })),
});

export const refuse = (status: number, ...messages: string[]): Refusal => new Refusal(status, errorBody(...messages));
export const badRequest = (...messages: string[]): Refusal => refuse(400, ...messages);
export const notSignedIn = (): Refusal => refuse(401, "Not Authorized");
export const forbidden = (message = "Forbidden"): Refusal => refuse(403, message);
export const unknownObject = (what: string, gid: string): Refusal => refuse(404, `${what}: Unknown object: ${gid}`);
export const notPaid = (what: string): Refusal =>
  refuse(
    402,
    `${what} are not available for free users or guests. Please visit https://asana.com/pricing for more information.`,
  );
export const missingScope = (scope: string): Refusal =>
  forbidden(
    scope === "default"
      ? "This endpoint has no scope of its own: only an app registered with full permissions may use it."
      : `Your app is missing the following required scopes: ${scope}`,
  );
export const brokenInside = (status: number): Refusal => {
  const phrase = "6 sad squid snuggle softly";
  return new Refusal(status, { errors: [{ message: "Server Error", help: HELP, phrase }] });
};
