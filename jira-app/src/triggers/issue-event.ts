import { z } from "zod";
import { moment, now } from "../clock.ts";
import { getIssue, siteOf, withParents } from "../jira/fetch-issues.ts";
import { Issue } from "../jira/issue.ts";
import { type ItemInput, projectOf, toGone } from "../jira/read-issue.ts";
import { log } from "../log.ts";
import { good, type Outcome } from "../outcome.ts";
import { containers, exchange } from "../sync/exchange.ts";
import { reconcile } from "../sync/reconcile.ts";
import { timeLeft } from "../sync/time-left.ts";
import { type Retry, verdict } from "./retry.ts";

/** An event is a hint. We take from it which issue, where it was, and whether it is gone; the rest is read. */
const Event = z.looseObject({
  eventType: z.string(),
  timestamp: z.union([z.string(), z.number()]).optional(),
  issue: Issue,
  changelog: z.looseObject({ items: z.array(z.looseObject({ field: z.string().optional() })).default([]) }).optional(),
  retryContext: z.looseObject({ retryCount: z.number().optional() }).optional(),
});
type Event = z.output<typeof Event>;

const DELETED = "avi:jira:deleted:issue";

/** Outside the chosen projects, and not just moved out of one. */
function outside(event: Event, chosen: string[]): boolean {
  const project = event.issue.fields.project?.key ?? projectOf(event.issue.key);
  const moved = event.changelog?.items.some(({ field }) => field === "project" || field === "Key") ?? false;
  return !chosen.includes(project) && !moved;
}

async function whatHappened(event: Event): Promise<Outcome<ItemInput[]>> {
  const issue = await getIssue("app", event.issue.id);
  if (issue.ok) return withParents("app", [issue.value]);
  if (issue.problem.kind !== "not_found") return issue;
  // Only the event of a deletion says that it is gone; otherwise it may just be hidden from us, and a sweep will tell.
  if (event.eventType !== DELETED) return good([]);
  const site = await siteOf("app", event.issue);
  if (!site.ok) return site;
  const at = Number(event.timestamp);
  return good([toGone(event.issue, site.value, moment(Number.isFinite(at) && at > 0 ? at : now()))]);
}

export async function onIssueEvent(raw: unknown): Promise<Retry | undefined> {
  const parsed = Event.safeParse(raw);
  if (!parsed.success) {
    log("error", "event not understood", { issues: parsed.error.issues.slice(0, 3) });
    return undefined;
  }
  const event = parsed.data;
  const tries = event.retryContext?.retryCount ?? 0;
  const chosen = await containers();
  if (!chosen.ok) return verdict(chosen.problem, tries);
  if (outside(event, chosen.value.keys)) return undefined;
  const readAt = moment(now());
  const items = await whatHappened(event);
  if (!items.ok) return verdict(items.problem, tries);
  if (items.value.length === 0) return undefined;
  const sent = await exchange({ items: items.value, readAt });
  if (!sent.ok) return verdict(sent.problem, tries);
  if (chosen.value.recovered || sent.value.recovered) await reconcile(timeLeft(6_000));
  return undefined;
}
