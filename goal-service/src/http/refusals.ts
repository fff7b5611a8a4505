import { Issue } from "@throughline/shared/endpoint";
import { z } from "zod";
import { databaseFailure } from "../database/failure.ts";
import { Refused } from "../refusal.ts";

/** Codes that are not simply a rule that said no (422). Only this file knows which code has which status. */
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
  question_taken: 409,
  already_mirrored: 409,
  tenant_taken: 409,
  email_taken: 409,
  already_member: 409,
  not_set_up: 409,
  already_set_up: 409,
  address_unknown: 404,
  address_used: 409,
  address_expired: 409,
  address_withdrawn: 409,
  address_replaced: 409,
  name_taken: 409,
  goal_closed: 409,
  goal_open: 409,
  initiative_closed: 409,
  too_large: 413,
  unsupported_type: 415,
  too_many: 429,
  tool_unreachable: 503,
  unavailable: 503,
};

/** Who is sent away for now is told for how long, in seconds. */
export const AGAIN_IN = "5";

export interface Refusal {
  status: number;
  headers: Record<string, string>;
  body: { code: string; message: string; issues?: { path: string; message: string }[]; details?: unknown };
}

/** What an error means for the caller: the one place where that is decided. Null: a fault of ours. */
export function refusalOf(error: unknown): Refusal | null {
  const body = bodyOf(error);
  if (!body) return null;
  const status = STATUS[body.code] ?? 422;
  return { status, headers: status === 429 || status === 503 ? { "retry-after": AGAIN_IN } : {}, body };
}

function bodyOf(error: unknown): Refusal["body"] | null {
  if (error instanceof Refused) return { code: error.code, message: error.message, ...besides(error.details) };
  if (error instanceof z.ZodError)
    return { code: "invalid_input", message: "This does not have the right shape.", issues: issuesOf(error) };
  return ofDatabase(error) ?? ofReading(error);
}

const Issues = z.object({ issues: z.array(Issue) });

/** What belongs to a field is said at the field; everything else is told as it is. */
function besides(details: unknown): Pick<Refusal["body"], "issues" | "details"> {
  if (details === undefined) return {};
  return Issues.safeParse(details).data ?? { details };
}

const issuesOf = (error: z.ZodError) =>
  error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));

/** What a unique index keeps apart, where a check of ours says it in better words when it comes first. */
const TAKEN: Record<string, { code: string; message: string }> = {
  person_workspace_id_email_key: { code: "email_taken", message: "Somebody here already has this address." },
  team_workspace_id_name_key: { code: "name_taken", message: "There is a team of this name already." },
  period_workspace_id_name_key: { code: "name_taken", message: "There is a period of this name already." },
  connection_tool_tenant_key: { code: "tenant_taken", message: "This workspace of the tool is connected already." },
  link_pkey: { code: "link_taken", message: "This link belongs to something else already." },
};
const SAME_MOMENT = {
  code: "conflict",
  message:
    "Somebody else did the same at the same moment. Read it again, and send this once more if it is still needed.",
};

function ofDatabase(error: unknown): Refusal["body"] | null {
  const failure = databaseFailure(error);
  switch (failure?.kind) {
    case undefined:
      return null;
    case "taken":
      return TAKEN[failure.index] ?? SAME_MOMENT;
    case "unstorable":
      return { code: "invalid_input", message: "Something here can't be stored: a character, a number or a length." };
    case "again":
    case "away":
      return { code: "unavailable", message: "The database can't be used now. Nothing was half-written: try again." };
  }
}

const Unreadable = z.object({ status: z.number().min(400).max(499), type: z.string().optional() });

/** What Express, its router and its parsers say of a request that they can't read. */
function ofReading(error: unknown): Refusal["body"] | null {
  const { status, type } = Unreadable.safeParse(error).data ?? {};
  if (status === undefined) return null;
  if (type === "entity.parse.failed") return { code: "broken_json", message: "The body is not valid JSON." };
  if (status === 413) return { code: "too_large", message: "The body is larger than 1 MiB." };
  if (status === 415) return { code: "unsupported_type", message: "Send JSON in UTF-8, as application/json." };
  if (status === 404) return { code: "not_found", message: "There is no such file." };
  return { code: "invalid_input", message: "This request can't be read: its address or its body is malformed." };
}
