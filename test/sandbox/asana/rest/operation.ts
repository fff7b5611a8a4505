// One REST operation: method, path, the scope that an app needs for it, and what it does.
import { z } from "zod";
import { type Site } from "../state/site.ts";
import { type Stroke } from "../state/happen.ts";
import { type Webhooks } from "../hooks/webhooks.ts";
import { type Caller } from "./caller.ts";
import { badRequest } from "./refusal.ts";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

export interface Ask {
  method: Method;
  path: string;
  query: Record<string, string>;
  /** The parsed JSON body, or undefined. */
  body: unknown;
  form?: FormData;
}

export interface Call {
  site: Site;
  hooks: Webhooks;
  caller: Caller;
  params: Record<string, string>;
  query: Record<string, string>;
  /** What stands in the body's `data`. */
  data: unknown;
  form: FormData | undefined;
  path: string;
  /** The address of this workspace, for `permalink_url` and the like. */
  base: string;
  /** Runs another operation as the same caller; for batches. */
  again: (ask: Ask) => Promise<Answer>;
}

export interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

export interface Operation {
  method: Method;
  /** Below `/api/1.0`, parameters with a colon. */
  path: string;
  /** null: there is none, so only full permissions will do. */
  scope: string | null;
  /** Names that may stand in the query, beside the ones that may always. */
  query?: string[];
  run: (call: Call) => Answer | Promise<Answer>;
}

export const ok = (data: unknown, more: object = {}): Answer => ({ status: 200, body: { data, ...more } });
export const created = (data: unknown, more: object = {}): Answer => ({ status: 201, body: { data, ...more } });
export const nothing: Answer = { status: 200, body: { data: {} } };

export const Gid = z.string().regex(/^\d+$/, "Not a Long");

const said = (issue: z.core.$ZodIssue): string => {
  const at = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys") return `Unrecognized request parameter: ${issue.keys.join(", ")}`;
  return at === "" ? issue.message : `${at}: ${issue.message}`;
};

/** Reads `data` by its schema: an unknown name or a wrong kind is refused, each in a message of its own. */
export function readData<T>(schema: z.ZodType<T>, data: unknown): T {
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw badRequest(...parsed.error.issues.map(said));
  return parsed.data;
}

/** Whatever is done as a person, through an app or not, counts as that person's own hand. */
export const stroke = (call: Call): Stroke => ({
  actor: call.caller.user,
  at: call.site.clock.now(),
  byHand: true,
});
