import { z } from "zod";
import { ToolError, type ToolErrorKind } from "../connector.ts";

/** read and set: done twice is the same as once. make: a second call could make a second one. */
export type Way = "read" | "set" | "make";

/** What of a failed call may be looked at. Whatever was thrown holds the request, and with it the token: it goes no further. */
const Failed = z.object({
  status: z.number().optional().catch(undefined),
  code: z.string().optional().catch(undefined),
  response: z
    .object({ body: z.unknown(), headers: z.object({ "retry-after": z.string().optional() }).catch({}) })
    .partial()
    .optional()
    .catch(undefined),
});
export type Failed = z.infer<typeof Failed>;

export const failedIn = (thrown: unknown): Failed => Failed.catch({}).parse(thrown);

const Words = z.object({ errors: z.array(z.object({ message: z.string() })) });

/** No connection was made, so nothing can have been done. */
const NOT_THERE = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

const BY_STATUS: Record<number, ToolErrorKind> = {
  401: "signed_out",
  402: "unpaid",
  403: "not_allowed",
  404: "missing",
  410: "missing",
  429: "limited",
  451: "not_allowed",
};

const USUAL: Record<ToolErrorKind, string> = {
  limited: "Asana asks us to wait.",
  signed_out: "Asana no longer takes this account's permission.",
  not_allowed: "Asana does not allow this account to do that.",
  missing: "Asana does not know this, or does not show it to this account.",
  unpaid: "Asana's plan does not contain this.",
  refused: "Asana refused the request.",
  unknown: "Asana gave no answer, so it may or may not have been done.",
  unreachable: "Asana does not answer.",
};

/** Asana is there and lets us in: what it says, or tells in a strange form, is of the one thing that was asked for. */
export class OfOneThing extends ToolError {}

/** Statuses that are about us, or about Asana as a whole. */
const OF_ALL = new Set([401, 408, 429, 502, 503, 504]);

export function toolErrorOf(failed: Failed, way: Way, secrets: readonly string[]): ToolError {
  const kind = kindOf(failed, way);
  const { status } = failed;
  const Kind = status === undefined || OF_ALL.has(status) ? ToolError : OfOneThing;
  return new Kind(kind, wordsOf(failed, secrets) ?? USUAL[kind], retryAfterMs(failed));
}

function kindOf({ status, code }: Failed, way: Way): ToolErrorKind {
  if (status !== undefined && status >= 400 && status < 500) return BY_STATUS[status] ?? "refused";
  if (way !== "make" || (status === undefined && code !== undefined && NOT_THERE.has(code))) return "unreachable";
  return "unknown";
}

/** Asana's own words; a server that repeats what it was sent must not carry a secret on. */
function wordsOf({ status, response }: Failed, secrets: readonly string[]): string | null {
  const words = Words.safeParse(response?.body);
  if (!words.success || words.data.errors.length === 0 || (status ?? 500) >= 500) return null;
  const text = words.data.errors.map(({ message }) => message).join(" ");
  return secrets
    .filter(Boolean)
    .reduce((told, secret) => told.replaceAll(secret, "[hidden]"), text)
    .slice(0, 500);
}

function retryAfterMs({ response }: Failed): number | null {
  const seconds = response?.headers?.["retry-after"];
  return seconds !== undefined && /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1000 : null;
}

function inStrangeForm(error: z.ZodError): string {
  const where = error.issues[0]?.path.join(".") ?? "";
  return `Asana answered in a form that we don't understand (${where === "" ? "the whole answer" : where}).`;
}

/** One thing is told in a form that nobody foresaw. Asana is there: it is this one that can't be read. */
export const strange = (error: z.ZodError): ToolError => new OfOneThing("refused", inStrangeForm(error));

/** An answer came, in a form that nobody foresaw: as good as none. */
export function notUnderstood(error: z.ZodError, way: Way): ToolError {
  const kind = way === "make" ? "unknown" : "unreachable";
  return new OfOneThing(kind, inStrangeForm(error));
}

/** The task is there; what stands above or below it is told in a form that can't be read, or refused. */
export const besideUnread = (): ToolError =>
  new OfOneThing("refused", "Asana does not say where this task stands, or what its subtasks are.");
