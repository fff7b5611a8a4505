import { z } from "zod";
import { moment, now } from "../clock.ts";
import { getIssue, siteOf, withParents } from "../jira/fetch-issues.ts";
import { Issue } from "../jira/issue.ts";
import { type ItemInput, projectOf, toGone } from "../jira/read-issue.ts";
import { settleIfLabelled } from "../jira/settle-mark.ts";
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

interface Happened {
  items: ItemInput[];
  readAt: string;
}

/** Null where the event says nothing that we can use. `readAt` is the time that came with Jira's own answer. */
async function whatHappened(event: Event): Promise<Outcome<Happened | null>> {
  const issue = await getIssue("app", event.issue.id);
  const readAt = moment(now());
  if (issue.ok) {
    await settleIfLabelled(issue.value);
    const items = await withParents("app", [issue.value]);
    return items.ok ? good({ items: items.value, readAt }) : items;
  }
  if (issue.problem.kind !== "not_found") return issue;
  // Only the event of a deletion says that it is gone; otherwise it may just be hidden from us, and a sweep will tell.
  if (event.eventType !== DELETED) return good(null);
  const site = await siteOf("app");
  if (!site.ok) return site;
  const at = Number(event.timestamp);
  const gone = toGone(event.issue, site.value, Number.isFinite(at) && at > 0 ? moment(at) : readAt);
  return good({ items: [gone], readAt });
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
  const read = await whatHappened(event);
  if (!read.ok) return verdict(read.problem, tries);
  if (read.value === null) return undefined;
  const sent = await exchange(read.value);
  if (!sent.ok) return verdict(sent.problem, tries);
  if (chosen.value.recovered || sent.value.recovered) await reconcile(timeLeft(6_000));
  return undefined;
}
