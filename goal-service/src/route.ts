import type { IncomingMessage } from "node:http";
import { isStorable, NOT_STORABLE } from "@throughline/shared/basics";
import type { Endpoint, ParsedInputOf, RefusalOf } from "@throughline/shared/endpoint";
import { API_PREFIX } from "@throughline/shared/endpoints";
import type { NextFunction, Request, Response, Router } from "express";
import { z } from "zod";
import { authenticate } from "./accounts/accounts.ts";
import { type Caller, hasRole } from "./accounts/caller.ts";
import { errorCode } from "./error-code.ts";
import type { Ground } from "./ground.ts";
import { newId } from "./ids.ts";
import { Refused } from "./refusal.ts";

/** A request reads as a sentence: who, what shape, may they, do it, show it. */
export interface Asked<E extends Endpoint> {
  caller: Caller;
  input: ParsedInputOf<E>;
  refuse: (code: RefusalOf<E>, message: string, details?: unknown) => never;
}
export type Answer<E extends Endpoint> = (asked: Asked<E>) => Promise<z.input<E["reply"]>>;

/** Codes that are not simply a rule that said no (422). */
const STATUS: Record<string, number> = {
  invalid_input: 400,
  broken_json: 400,
  not_signed_in: 401,
  not_allowed: 403,
  not_paired: 403,
  not_found: 404,
  not_mirrored: 404,
  unknown_code: 404,
  stale: 409,
  conflict: 409,
  link_taken: 409,
  already_mirrored: 409,
  tenant_taken: 409,
  email_taken: 409,
  goal_closed: 409,
  goal_open: 409,
  initiative_closed: 409,
  too_large: 413,
  unsupported_type: 415,
  too_many: 429,
  tool_unreachable: 503,
};

const NOBODY: Caller = { workspaceId: "", zone: "UTC", person: null, connection: null };

function mayCall(endpoint: Endpoint, caller: Caller): boolean {
  if (endpoint.who === "anyone") return true;
  if (caller.connection && !caller.person?.role) return endpoint.apps || endpoint.who === "viewer";
  return hasRole(caller, endpoint.who) || (caller.connection !== null && endpoint.apps);
}

function refuse(code: string, message: string, details?: unknown): never {
  throw new Refused(code, message, details);
}

export function mount<E extends Endpoint>(router: Router, ground: Ground, endpoint: E, answer: Answer<E>): void {
  const method = endpoint.method.toLowerCase() as "get" | "post" | "put" | "patch" | "delete";
  router[method](API_PREFIX + endpoint.path, async (request: Request, response: Response) => {
    const caller = endpoint.who === "anyone" ? NOBODY : await authenticate(ground, request);
    if (!mayCall(endpoint, caller))
      refuse("not_allowed", `This needs the role ${endpoint.who}. An admin of the workspace can give it to you.`);
    const inQuery = method === "get" || method === "delete";
    const given = { ...(inQuery ? request.query : bodyOf(request)), ...request.params };
    if (!isStorable(given)) refuse("invalid_input", NOT_STORABLE);
    const input = endpoint.input.parse(given) as ParsedInputOf<E>;
    refusePast(input);
    const reply = endpoint.reply.parse(await answer({ caller, input, refuse }));
    const made = endpoint.madeNothing?.safeParse(reply).success !== true;
    response.status(made ? endpoint.status : 200).json(reply);
  });
}

function bodyOf(request: Request): object {
  const body: unknown = request.body;
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return body;
  if (body === undefined) return {};
  return refuse("invalid_input", "Send a JSON object.");
}

/** History is written down already; until reads answer from it, a past day is refused rather than shown as the present. */
function refusePast(input: object): void {
  if ("at" in input && input.at !== undefined) {
    refuse("invalid_input", "Past days can't be shown yet. Leave `at` out to see the present.");
  }
}

const issuesOf = (error: z.ZodError) =>
  error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));

/** The one map from an error to an answer. A fault is logged with an id, which is all that the caller gets to see of it. */
export function sayWhatWentWrong(ground: Ground) {
  return (error: unknown, request: Request, response: Response, _next: NextFunction): void => {
    if (response.headersSent || hasLeft(request, error)) {
      response.end();
      return;
    }
    const known = refusalIn(error);
    if (known) {
      response.status(STATUS[known.code] ?? 422).json({ error: known });
      return;
    }
    const id = newId();
    ground.log.error({ id, method: request.method, path: request.path, error }, "fault");
    response.status(500).json({
      error: {
        code: "fault",
        message: `Something failed on our side. Nothing was half-written. Its number is ${id}.`,
      },
    });
  };
}

const BROKEN_OFF = new Set(["ECONNABORTED", "ECONNRESET", "EPIPE"]);

/** The client went away in the middle of its request or our answer: nobody's fault, and nobody is there to answer. */
export function hasLeft(request: IncomingMessage, error: unknown): boolean {
  return request.socket.destroyed && BROKEN_OFF.has(errorCode(error) ?? "");
}

function refusalIn(
  error: unknown,
): { code: string; message: string; issues?: { path: string; message: string }[]; details?: unknown } | null {
  if (error instanceof Refused)
    return {
      code: error.code,
      message: error.message,
      ...(error.details === undefined ? {} : { details: error.details }),
    };
  if (error instanceof z.ZodError)
    return { code: "invalid_input", message: "This does not have the right shape.", issues: issuesOf(error) };
  const type = error instanceof Error && "type" in error ? error.type : null;
  if (type === "entity.parse.failed") return { code: "broken_json", message: "The body is not valid JSON." };
  if (type === "entity.too.large") return { code: "too_large", message: "The body is larger than 1 MiB." };
  if (type === "charset.unsupported" || type === "encoding.unsupported")
    return { code: "unsupported_type", message: "Send JSON in UTF-8." };
  return type === null ? null : { code: "invalid_input", message: "This request can't be read." };
}
