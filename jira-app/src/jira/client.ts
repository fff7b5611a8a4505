import { asApp, asUser, NeedsAuthenticationError, ProxyRequestError, type Route } from "@forge/api";
import type { z } from "zod";
import { hearTime } from "../clock.ts";
import { failed, good, type Outcome, pause, type Problem, within } from "../outcome.ts";

/** The only file that calls Jira. `user` acts with that person's own permissions, `app` with the app's. */
export type As = "user" | "app";

export interface JiraRequest {
  as: As;
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: Route;
  body?: unknown;
  /** Done twice is the same as once. A create is not: after a lost answer it is looked up, never sent again. */
  repeatable?: boolean;
}

const TRIES = 3;
const LONGEST_WAIT = 5;
const PATIENCE = 12_000;

interface Answer {
  status: number;
  headers: { get(name: string): string | null };
  text(): Promise<string>;
}

async function send({ as, method, path, body }: JiraRequest): Promise<Answer> {
  const api = as === "user" ? asUser() : asApp();
  return api.requestJira(path, {
    method,
    headers: { accept: "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const seconds = (header: string | null): number => {
  const value = Number(header ?? "");
  return Number.isFinite(value) && value >= 0 && header !== null ? value : 30;
};

/** Jira's error body: `{errorMessages: [...], errors: {field: text}}`, or nothing of the kind. */
function spoken(body: unknown): { messages: string[]; fields: Record<string, string> } {
  const given = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  const list = Array.isArray(given["errorMessages"]) ? given["errorMessages"] : [];
  const errors = typeof given["errors"] === "object" && given["errors"] !== null ? given["errors"] : {};
  return {
    messages: list.filter((each): each is string => typeof each === "string"),
    fields: Object.fromEntries(
      Object.entries(errors).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    ),
  };
}

function problemOf(answer: Answer, body: unknown): Problem {
  const { messages, fields } = spoken(body);
  switch (answer.status) {
    case 401:
    case 403:
      return { kind: "denied", message: messages[0] ?? Object.values(fields)[0] ?? null };
    case 404:
      return { kind: "not_found" };
    case 429:
      return { kind: "busy", who: "jira", retryAfter: seconds(answer.headers.get("retry-after")) };
    default:
      return answer.status >= 500
        ? { kind: "unknown", detail: `Jira answered ${answer.status}.` }
        : { kind: "invalid", messages, fields };
  }
}

/** What the platform between us and Jira throws instead of an answer. A missing consent is for Forge to ask for. */
function thrown(error: unknown): Problem {
  if (error instanceof NeedsAuthenticationError) throw error;
  if (error instanceof ProxyRequestError && (error.status === 401 || error.status === 403)) {
    return { kind: "denied", message: null };
  }
  return { kind: "unknown", detail: error instanceof Error ? error.message : "no answer" };
}

async function once(request: JiraRequest): Promise<Outcome<unknown>> {
  try {
    const answer = await within(PATIENCE, send(request));
    hearTime(answer.headers.get("date"));
    const body = readJson(await answer.text());
    return answer.status < 300 ? good(body) : failed(problemOf(answer, body));
  } catch (error) {
    return failed(thrown(error));
  }
}

/** A 429 was not carried out, so even a create may follow it; after anything unclear only what is repeatable may. */
function waitBefore(problem: Problem, request: JiraRequest): number | null {
  if (problem.kind === "busy") return problem.retryAfter <= LONGEST_WAIT ? problem.retryAfter * 1000 : null;
  return problem.kind === "unknown" && request.repeatable !== false ? 300 : null;
}

async function call(request: JiraRequest): Promise<Outcome<unknown>> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await once(request);
    if (outcome.ok || attempt >= TRIES) return outcome;
    const wait = waitBefore(outcome.problem, request);
    if (wait === null) return outcome;
    await pause(wait);
  }
}

/** Calls Jira and reads its answer through `shape`; an answer of another shape says nothing about what happened. */
export async function jira<S extends z.ZodType>(shape: S, request: JiraRequest): Promise<Outcome<z.output<S>>> {
  const outcome = await call(request);
  if (!outcome.ok) return outcome;
  const parsed = shape.safeParse(outcome.value);
  return parsed.success
    ? good(parsed.data)
    : failed({ kind: "unknown", detail: `Jira's answer has another shape: ${parsed.error.message}` });
}
