import { each, maybe } from "@throughline/shared/tool-answer";
import { z } from "zod";
import { moment, now } from "../clock.ts";
import { fetchIssue, type Reading, siteOf, withParents } from "../jira/fetch-issues.ts";
import { isUnread, ToldIssue } from "../jira/issue.ts";
import { toGone } from "../jira/read-issue.ts";
import { settleIfLabelled } from "../jira/settle-mark.ts";
import { log } from "../log.ts";
import { good, type Outcome } from "../outcome.ts";
import { chosenIds } from "../sync/chosen.ts";
import { exchange, pageOf } from "../sync/exchange.ts";
import { reconcile } from "../sync/reconcile.ts";
import { timeLeft } from "../sync/time-left.ts";
import { type Retry, verdict } from "./retry.ts";

/** An event is a hint. We take from it which issue, where it was, and whether it is gone; the rest is read. */
const Event = z.looseObject({
  eventType: maybe(z.string()),
  timestamp: maybe(z.union([z.string(), z.number()])),
  issue: ToldIssue,
  changelog: z.unknown().optional(),
  retryContext: maybe(z.looseObject({ retryCount: maybe(z.number()) })),
});
type Event = z.output<typeof Event>;

const Changelog = z.looseObject({ items: each(z.looseObject({ field: maybe(z.string()) })) });

const DELETED = "avi:jira:deleted:issue";

/** A change log that can't be read may tell of a move. */
function mayHaveMoved({ changelog }: Event): boolean {
  if (changelog === null || changelog === undefined) return false;
  const read = Changelog.safeParse(changelog);
  return !read.success || read.data.items.some(({ field }) => field === "project" || field === "Key");
}

/** Outside the chosen projects, and not just moved out of one. An event that names no project may be from inside. */
function outside(event: Event, chosen: string[]): boolean {
  if (chosen.length === 0) return true;
  const project = event.issue.fields?.project?.id;
  return project !== undefined && !chosen.includes(project) && !mayHaveMoved(event);
}

interface Happened extends Reading {
  readAt: string;
}

/** Null where the event says nothing that we can use. `readAt` is the time that came with Jira's own answer. */
async function whatHappened(event: Event): Promise<Outcome<Happened | null>> {
  const issue = await fetchIssue("app", event.issue.id);
  const readAt = moment(now());
  if (issue.ok) {
    const { value } = issue;
    if (isUnread(value)) return good({ items: [], unread: [value], readAt });
    await settleIfLabelled(value);
    const read = await withParents("app", { issues: [value], unread: [] });
    return read.ok ? good({ ...read.value, readAt }) : read;
  }
  if (issue.problem.kind !== "not_found") return issue;
  // Only the event of a deletion says that it is gone; otherwise it may just be hidden from us, and a sweep will tell.
  if (event.eventType !== DELETED) return good(null);
  const site = await siteOf("app");
  if (!site.ok) return site;
  const at = Number(event.timestamp);
  const gone = toGone(event.issue, site.value, Number.isFinite(at) && at > 0 ? moment(at) : readAt);
  return good({ items: [gone], unread: [], readAt });
}

export async function onIssueEvent(raw: unknown): Promise<Retry | undefined> {
  const parsed = Event.safeParse(raw);
  if (!parsed.success) {
    log("error", "event not understood", { issues: parsed.error.issues.slice(0, 3) });
    return undefined;
  }
  const event = parsed.data;
  const tries = event.retryContext?.retryCount ?? 0;
  const chosen = await chosenIds();
  if (!chosen.ok) return verdict(chosen.problem, tries);
  if (outside(event, chosen.value.ids)) return undefined;
  const read = await whatHappened(event);
  if (!read.ok) return verdict(read.problem, tries);
  if (read.value === null) return undefined;
  const sent = await exchange({ ...pageOf(read.value), readAt: read.value.readAt });
  if (!sent.ok) return verdict(sent.problem, tries);
  if (chosen.value.recovered || sent.value.recovered) await reconcile(timeLeft(6_000));
  return undefined;
}
