// The company goes on: everybody else works, deterministically. Every open item that no one touched by hand in these
// pages changes its status at least every five days; nothing new is made, and no item of the user is moved or finished.
import { chance } from "../../base/chance.ts";
import { byId, statuses } from "../state/catalogue.ts";
import { type Issue } from "../state/model.ts";
import { type Site } from "../state/site.ts";
import { editIssue } from "../state/write.ts";

const DAY = 86_400_000;

const open = (issue: Issue): boolean => byId(statuses, issue.statusId).category.key !== "done";

/** Days since it was made: dice of the date itself would have the company live otherwise on each date. */
const age = (issue: Issue, now: number): string => String(Math.round((now - issue.createdAt) / DAY));

/** To do, in progress, in review, in progress again; now and then done. */
function nextStatus(issue: Issue, now: number): string {
  const dice = chance("where", issue.id, age(issue, now));
  switch (issue.statusId) {
    case "10001":
      return "10002";
    case "10002":
      return "10003";
    default:
      return dice < 0.35 ? "10004" : "10002";
  }
}

/** Items move on the fifth day without a move at the latest, some of them sooner. */
function dueToMove(issue: Issue, now: number): boolean {
  if (!open(issue) || issue.byHand) return false;
  const rested = (now - issue.statusChangedAt) / DAY;
  return rested >= 4 || (rested >= 1 && chance("when", issue.id, age(issue, now)) < 0.25);
}

export function companyWorks(site: Site): number {
  const now = site.clock.now();
  const moving = site.issues().filter((issue) => dueToMove(issue, now));
  for (const issue of moving) {
    const actor = issue.assignee ?? issue.reporter;
    editIssue(site, issue, { statusId: nextStatus(issue, now) }, { actor, at: now });
  }
  return moving.length;
}
