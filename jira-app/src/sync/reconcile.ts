import { moment, now } from "../clock.ts";
import { getIssues, withParents } from "../jira/fetch-issues.ts";
import { momentOf } from "../jira/read-issue.ts";
import { updatedSince } from "../jira/search.ts";
import { settleIfLabelled } from "../jira/settle-mark.ts";
import { forgetSite, siteFields } from "../jira/site.ts";
import { log } from "../log.ts";
import { good, type Outcome } from "../outcome.ts";
import type { PageInput } from "../remote/goal-service.ts";
import { lookAtChosen } from "./chosen.ts";
import { exchange, pageOf } from "./exchange.ts";

export interface Reconciled {
  items: number;
  done: boolean;
}

const newest = (times: (string | null | undefined)[]): string | undefined =>
  times
    .map(momentOf)
    .filter((time) => time !== undefined)
    .sort()
    .at(-1);

/** Minutes from the cursor to now, rounded up by one more, so that no minute falls between two reads. */
const minutesSince = (cursor: string | undefined): number | null =>
  cursor === undefined ? null : Math.max(1, Math.ceil((now() - Date.parse(cursor)) / 60_000) + 1);

/** Reads ids into a page and sends it. Says how many issues it sent. */
export async function sendIssues(
  ids: string[],
  rest: (updated: string | undefined) => Partial<PageInput>,
): Promise<Outcome<number>> {
  const readAt = moment(now());
  const fetched = await getIssues("app", ids);
  if (!fetched.ok) return fetched;
  const { issues } = fetched.value;
  for (const issue of issues) await settleIfLabelled(issue);
  const read = await withParents("app", fetched.value);
  if (!read.ok) return read;
  const cursor = newest(issues.map(({ fields }) => fields.updated));
  const sent = await exchange({ ...pageOf(read.value), readAt, ...rest(cursor) });
  return sent.ok ? good(issues.length) : sent;
}

/**
 * One project from its cursor on. Each page carries how far it came, so the next run goes on from there; `blind`: of none
 * of its last page's issues it could be read when they changed.
 */
async function catchUp(
  project: string,
  cursor: string | undefined,
  time: () => boolean,
): Promise<Outcome<Reconciled & { blind: boolean }>> {
  let blind = false;
  const minutes = minutesSince(cursor);
  let items = 0;
  let next: string | null = null;
  do {
    if (!time()) return good({ items, done: false, blind });
    const found = await updatedSince("app", project, minutes, next);
    if (!found.ok) return found;
    if (found.value.ids.length > 0) {
      const sent = await sendIssues(found.value.ids, (updated) => {
        blind = updated === undefined;
        return updated === undefined ? {} : { cursor: { [project]: updated } };
      });
      if (!sent.ok) return sent;
      items += sent.value;
    }
    next = found.value.next;
  } while (next !== null);
  return good({ items, done: true, blind });
}

/**
 * Everything that changed since the service last heard, in every chosen project, whatever the length of the outage.
 * `time` says whether there is time for another page. A project that Jira won't show us is left as it is: unreachable
 * is not deleted; and silence is not trusted, because something may be said there that we don't hear.
 */
export async function reconcile(time: () => boolean): Promise<Outcome<Reconciled>> {
  const start = await exchange({ items: [] });
  if (!start.ok) return start;
  if (start.value.containers.length === 0) return good({ items: 0, done: true });
  // Read anew each time, for changed fields; and it tells us Jira's own time, which the cursors are counted back from.
  forgetSite();
  const fields = await siteFields("app");
  if (!fields.ok) return fields;
  const begun = moment(now());
  const chosen = await lookAtChosen(start.value.containers);
  if (!chosen.ok) return chosen;
  let items = 0;
  const { cursor } = start.value;
  const hidden = [...chosen.value.hidden];
  const blind: Record<string, string> = {};
  for (const { id: project, was } of chosen.value.projects) {
    const outcome = await catchUp(project, cursor[project] ?? cursor[was ?? project], time);
    if (!outcome.ok) {
      log("warn", "reconcile stopped", { project, problem: outcome.problem.kind });
      if (outcome.problem.kind !== "denied" && outcome.problem.kind !== "invalid") return outcome;
      hidden.push(project);
      continue;
    }
    items += outcome.value.items;
    if (!outcome.value.done) return good({ items, done: false });
    // All that changed before we began is told or named as unread: the next run need not begin with it again.
    if (outcome.value.blind) blind[project] = begun;
  }
  const ended = await tellEnd(hidden, blind);
  return ended.ok ? good({ items, done: hidden.length === 0 }) : ended;
}

/** Nothing is left to read: from here on the service may trust silence again, unless something is hidden. */
function tellEnd(hidden: string[], blind: Record<string, string>) {
  const read = hidden.length > 0 && Object.keys(blind).length === 0 ? {} : { cursor: blind };
  return exchange({ items: [], ...read, ...(hidden.length > 0 ? { hidden } : {}) });
}
