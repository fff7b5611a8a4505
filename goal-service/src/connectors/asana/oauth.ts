import { z } from "zod";
import { ToolError } from "../connector.ts";
import type { SignInApp } from "../sign-in.ts";
import { failedIn, notUnderstood, toolErrorOf, type Way } from "./says-no.ts";

const PATIENCE_MS = 8000;

const Refusal = z.object({ error: z.string(), error_description: z.string().optional() });
/** Node says "fetch failed", and in the cause why. */
const FetchFailed = z.object({ cause: z.unknown() });

const SECRET = ["code", "code_verifier", "refresh_token", "token"];

interface Question<T> {
  path: "oauth_token" | "oauth_revoke";
  given: Record<string, string>;
  answer: z.ZodType<T>;
  way: Way;
}

/** One form-encoded call to Asana's sign-in: its answer, or a ToolError that holds none of what was sent. */
export async function ask<T>(app: SignInApp, { path, given, answer, way }: Question<T>): Promise<T> {
  const form = { client_id: app.clientId, client_secret: app.clientSecret, ...given };
  const secrets = [app.clientSecret, ...SECRET.flatMap((name) => given[name] ?? [])];
  const response = await post(`${app.origin}/-/${path}`, form).catch((thrown: unknown) => {
    throw toolErrorOf(failedIn(FetchFailed.safeParse(thrown).data?.cause), way, secrets);
  });
  const { status, body, retryAfter } = response;
  if (status >= 400) throw refusalOf(status, body, retryAfter, way, secrets);
  const read = answer.safeParse(body);
  if (!read.success) throw notUnderstood(read.error, way);
  return read.data;
}

async function post(url: string, form: Record<string, string>) {
  const response = await fetch(url, {
    method: "POST",
    body: new URLSearchParams(form),
    // What we send must not travel on to whatever an answer points at.
    redirect: "error",
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const text = await response.text();
  return { status: response.status, body: parsed(text), retryAfter: response.headers.get("retry-after") };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refusalOf(
  status: number,
  body: unknown,
  retryAfter: string | null,
  way: Way,
  secrets: readonly string[],
): ToolError {
  const said = Refusal.safeParse(body).data;
  const message = said === undefined ? [] : [{ message: said.error_description ?? said.error }];
  const headers = retryAfter === null ? {} : { "retry-after": retryAfter };
  const error = toolErrorOf({ status, response: { body: { errors: message }, headers } }, way, secrets);
  // 401 here means our own registration; only "invalid_grant" says that a person's permission holds no longer.
  const ended = said?.error === "invalid_grant" && way === "set";
  if (ended) return new ToolError("signed_out", error.message);
  return error.kind === "signed_out" || error.kind === "missing" ? new ToolError("refused", error.message) : error;
}
