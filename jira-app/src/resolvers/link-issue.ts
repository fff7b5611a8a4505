import type { PanelItem } from "@throughline/shared/panel";
import { newMark, putMark } from "../jira/mark.ts";
import type { Outcome } from "../outcome.ts";
import { ask, service } from "../remote/goal-service.ts";
import type { LinkReply, PayloadOf, Target } from "../rpc.ts";
import type { Caller } from "./caller.ts";
import { confirmLink, stateLink } from "./confirm.ts";

type WorkItem = PanelItem["item"];

/**
 * An item that has a link already: the service decides, because a changed mark alone changes nothing. The mark follows
 * here at once; where this person may not set it, the service asks the app to.
 */
async function change(caller: Caller, item: WorkItem, issueId: string, target: Target): Promise<LinkReply> {
  const to = service(caller.accountId);
  const changed = await ask(() =>
    "class" in target
      ? to.classifyWorkItem({ id: item.id, class: target.class })
      : to.linkWorkItem({ id: item.id, initiativeId: target.id }),
  );
  if (!changed.ok) return { state: "refused", problem: changed.problem };
  const { link } = changed.value;
  if (link !== null && "key" in target) await putMark("user", issueId, newMark(link.id, target));
  return { state: "linked", told: true };
}

/** A first link: the service hears what it is for, the issue gets its mark as the person, the service hears the item. */
async function attach(caller: Caller, issueId: string, { linkId, target }: PayloadOf<"linkIssue">): Promise<LinkReply> {
  const told = await stateLink(caller.accountId, linkId, target);
  const stops = !told.ok && (told.problem.kind === "refused" || told.problem.kind === "not_paired");
  if (stops) return { state: "refused", problem: told.problem };
  const marked = await putMark("user", issueId, newMark(linkId, target));
  if (!marked.ok) return { state: "refused", problem: marked.problem };
  const confirmed = await confirmLink(caller.accountId, linkId, issueId);
  return { state: "linked", told: confirmed.ok };
}

export async function linkIssue(caller: Caller, wish: PayloadOf<"linkIssue">): Promise<LinkReply> {
  const { issue } = caller;
  if (issue === null) return { state: "refused", problem: { kind: "not_found" } };
  const known: Outcome<PanelItem> = await ask(() => service(caller.accountId).getPanelItem({ id: issue.id }));
  const item = known.ok ? known.value.item : null;
  return item !== null && (item.link !== null || item.class !== null)
    ? change(caller, item, issue.id, wish.target)
    : attach(caller, issue.id, wish);
}
