// One REST operation: method, path, the scope that a Forge app needs for it, and what it does.
import { type z } from "zod";
import { type Principal } from "../state/permissions.ts";
import { type Site } from "../state/site.ts";
import { refuse } from "./refusal.ts";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

export interface Call {
  site: Site;
  who: Principal;
  params: Record<string, string>;
  query: Record<string, string>;
  body: unknown;
  /** Where this site is. */
  address: string;
  /** What `self` links begin with: the site, or for an app Atlassian's gateway, which names none. */
  base: string;
  /** Runs one of the app's JQL functions. */
  jqlFunction: (name: string, args: string[], negated: boolean) => Promise<string>;
}

export interface Answer {
  status: number;
  body?: unknown;
}

export interface Operation {
  method: Method;
  /** Below `/rest/api/3`, in Express's notation. */
  path: string;
  scope: string;
  /** Rate-limit points beyond the first. */
  cost?: (answer: Answer) => number;
  run: (call: Call) => Answer | Promise<Answer>;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const noContent: Answer = { status: 204 };

/** Reads a body by its schema; Jira answers an unknown name or a wrong kind with one general sentence. */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw refuse("bad_payload");
  return parsed.data;
}

export const stroke = (call: Call): { actor: string; at: number; byHand: boolean } => ({
  actor: call.who.accountId,
  at: call.site.clock.now(),
  // Whatever is done as a person, in the pages or through the app, counts as that person's own hand.
  byHand: !call.who.app,
});
