import type { IncomingMessage } from "node:http";
import { isStorable, NOT_STORABLE } from "@throughline/shared/basics";
import type { Endpoint, ParsedInputOf, RefusalOf } from "@throughline/shared/endpoint";
import { API_PREFIX } from "@throughline/shared/endpoints";
import type { NextFunction, Request, Response, Router } from "express";
import type { z } from "zod";
import { authenticate } from "./accounts/accounts.ts";
import { type Browser, browserOf } from "./accounts/browser.ts";
import { type Caller, hasRole } from "./accounts/caller.ts";
import { errorCode } from "./error-code.ts";
import type { Ground } from "./ground.ts";
import { refusalOf } from "./http/refusals.ts";
import { newId } from "./ids.ts";
import { Refused } from "./refusal.ts";
import { replyOf } from "./reply.ts";
import { settled, wantsSettled } from "./settled.ts";

/** A request reads as a sentence: who, what shape, may they, do it, show it. */
export interface Asked<E extends Endpoint> {
  caller: Caller;
  input: ParsedInputOf<E>;
  browser: Browser;
  refuse: (code: RefusalOf<E>, message: string, details?: unknown) => never;
}
export type Answer<E extends Endpoint> = (asked: Asked<E>) => Promise<z.input<E["reply"]>>;

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
    const browser = browserOf(ground, request);
    const reply = await replyOf(ground, endpoint, () => answer({ caller, input, browser, refuse }));
    if (method !== "get" && caller.workspaceId !== "" && wantsSettled(request)) await settled(ground, caller);
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

/** The answer to an error. A fault is logged with an id, which is all that the caller gets to see of it. */
export function sayWhatWentWrong(ground: Ground) {
  return (error: unknown, request: Request, response: Response, _next: NextFunction): void => {
    if (response.headersSent || hasLeft(request, error)) {
      response.end();
      return;
    }
    const refusal = refusalOf(error);
    if (refusal?.status === 503) ground.log.warn({ method: request.method, path: request.path, error }, "not now");
    if (refusal) {
      response.status(refusal.status).set(refusal.headers).json({ error: refusal.body });
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
