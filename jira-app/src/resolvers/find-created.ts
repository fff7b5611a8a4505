import { getIssue } from "../jira/fetch-issues.ts";
import { labelOf, newMark } from "../jira/mark.ts";
import { findByLink } from "../jira/search.ts";
import { settleIfLabelled } from "../jira/settle-mark.ts";
import type { FindReply, PayloadOf } from "../rpc.ts";
import type { Caller } from "./caller.ts";
import { confirmLink, knownItem, stateLink } from "./confirm.ts";

/**
 * One look for the work item of a create whose answer was lost. The service may have heard of it by an event; else Jira
 * is searched by the link's id, which its index learns some seconds late: the panel asks at 2, 10 and 60 seconds.
 */
export async function findCreated(caller: Caller, { linkId, target }: PayloadOf<"findCreated">): Promise<FindReply> {
  const told = await stateLink(caller.accountId, linkId, target);
  const there = told.ok ? await knownItem(caller.accountId, told.value.itemId) : null;
  if (there !== null) return { state: "created", key: there, linked: "confirmed" };
  const found = await findByLink("user", linkId, labelOf(newMark(linkId, target)));
  if (!found.ok) return { state: "unclear" };
  const [id] = found.value;
  if (id === undefined) return { state: "not_found" };
  const issue = await getIssue("user", id);
  if (!issue.ok) return { state: "unclear" };
  await settleIfLabelled(issue.value);
  const confirmed = await confirmLink(caller.accountId, linkId, id);
  return { state: "created", key: issue.value.key, linked: confirmed.ok ? "confirmed" : "later" };
}
