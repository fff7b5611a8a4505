import { HealthState } from "@throughline/shared/vocabulary";
import { z } from "zod/mini";

/** What an address may carry. Everything is plain text, what is unknown or wrong is dropped. */

const text = (check: RegExp) => z.catch(z.optional(z.string().check(z.regex(check))), undefined);
const at = text(/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2}))?$/);
const id = text(/^[\w-]{1,100}$/);

const isHealthList = (value: string) => value.split(",").every((state) => HealthState.safeParse(state).success);

export const SORTS = ["attention", "due", "priority", "title", "progress"] as const;
export const WORK_FILTERS = ["none", "stalled", "over"] as const;

export const GOAL_ACTS = [
  "reading",
  "key-result",
  "initiative",
  "work",
  "close",
  "stop-or-move",
  "check-in",
  "decision",
] as const;

const PortfolioSearch = z.object({
  at,
  period: id,
  health: z.catch(z.optional(z.string().check(z.refine(isHealthList))), undefined),
  team: id,
  owner: id,
  q: text(/^.{1,100}$/),
  work: z.catch(z.optional(z.enum(WORK_FILTERS)), undefined),
  sort: z.catch(z.optional(z.enum(SORTS)), undefined),
  open: text(/^(none|[\w-]+(,[\w-]+)*)$/),
  new: z.catch(z.optional(z.literal("goal")), undefined),
});
export type PortfolioSearch = z.infer<typeof PortfolioSearch>;

/** `create`: the tool in whose form work was about to be created, before it had to be allowed. */
const InitiativeSearch = z.object({ at, create: text(/^[a-z]{1,20}$/) });
/** `under`: what was created from this item, which is the first thing that it may be linked to. */
const WorkItemSearch = z.object({ under: text(/^(INI-\d{1,9}|[a-z]{1,20})$/) });
/** `do`: the dialog that a button elsewhere asked for. */
const GoalSearch = z.object({ at, do: z.catch(z.optional(z.enum(GOAL_ACTS)), undefined) });
const SignInSearch = z.object({ to: text(/^\/(?!\/|sign-in)[^\\]*$/) });

export const portfolioSearch = (raw: Record<string, unknown>) => PortfolioSearch.parse(raw);
export const initiativeSearch = (raw: Record<string, unknown>) => InitiativeSearch.parse(raw);
export const workItemSearch = (raw: Record<string, unknown>) => WorkItemSearch.parse(raw);
export const goalSearch = (raw: Record<string, unknown>) => GoalSearch.parse(raw);
export const signInSearch = (raw: Record<string, unknown>) => SignInSearch.parse(raw);

export const listOf = (value: string | undefined): string[] => (value === undefined ? [] : value.split(","));

export function healthList(value: string | undefined): HealthState[] {
  return listOf(value).flatMap((state) => HealthState.safeParse(state).data ?? []);
}

/** Search parameters as plain text in the address, not as JSON. */
export function readSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

export function writeSearch(search: Record<string, unknown>): string {
  const entries = Object.entries(search).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" && value !== "" ? [[name, value]] : [],
  );
  const text = new URLSearchParams(entries).toString().replaceAll("%2C", ",");
  return text === "" ? "" : `?${text}`;
}
