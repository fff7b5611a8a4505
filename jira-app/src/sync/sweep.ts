import { everythingIn } from "../jira/search.ts";
import { log } from "../log.ts";
import { good, type Outcome } from "../outcome.ts";
import { lookAtChosen } from "./chosen.ts";
import { exchange } from "./exchange.ts";
import { type Reconciled, sendIssues } from "./reconcile.ts";

/**
 * One project, all of it: pages under one sweep id, so that the service sees what is no longer there. Each project is
 * a sweep of its own, and a sweep that breaks off is never ended: nothing counts as missing because we stopped.
 */
async function sweepProject(project: string, time: () => boolean): Promise<Outcome<Reconciled>> {
  const id = crypto.randomUUID();
  let items = 0;
  let next: string | null = null;
  do {
    if (!time()) return good({ items, done: false });
    const found = await everythingIn("app", project, next);
    if (!found.ok) return found;
    next = found.value.next;
    const last = next === null;
    const sent = await sendIssues(found.value.ids, () => ({ sweep: { id, containers: [project], last } }));
    if (!sent.ok) return sent;
    items += sent.value;
  } while (next !== null);
  return good({ items, done: true });
}

/** Begins with another project each week, so that on a large site the end of the list gets its turn too. */
export async function sweep(time: () => boolean, week: number): Promise<Outcome<Reconciled>> {
  const start = await exchange({ items: [] });
  if (!start.ok) return start;
  if (start.value.containers.length === 0) return good({ items: 0, done: true });
  // What Jira hides is not listed: an empty list of it would say that everything there is gone.
  const chosen = await lookAtChosen(start.value.containers);
  if (!chosen.ok) return chosen;
  const all = chosen.value.projects.map(({ id }) => id);
  const from = all.length === 0 ? 0 : week % all.length;
  let items = 0;
  for (const project of [...all.slice(from), ...all.slice(0, from)]) {
    const outcome = await sweepProject(project, time);
    if (!outcome.ok) {
      log("warn", "sweep stopped", { project, problem: outcome.problem.kind });
      if (outcome.problem.kind === "denied" || outcome.problem.kind === "invalid") continue;
      return outcome;
    }
    items += outcome.value.items;
    if (!outcome.value.done) return good({ items, done: false });
  }
  return good({ items, done: true });
}
