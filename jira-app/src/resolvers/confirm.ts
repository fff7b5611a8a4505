import type { Target } from "../rpc.ts";
import { readItem } from "../jira/fetch-issues.ts";
import { failed, type Outcome } from "../outcome.ts";
import { ask, service } from "../remote/goal-service.ts";

/** Says what a link is for, before the item exists. The same statement again changes nothing. */
export const stateLink = (accountId: string | null, linkId: string, target: Target) =>
  ask(() =>
    service(accountId).putLink({
      linkId,
      ...("class" in target ? { class: target.class } : { initiativeId: target.id }),
    }),
  );

/**
 * Reads the issue back and tells the service which item carries the link. Read as the app, as every other time: a person
 * reads the names of statuses in their own language. Only what the app may not see is read as the person.
 */
export async function confirmLink(
  accountId: string | null,
  linkId: string,
  issueId: string,
): Promise<Outcome<unknown>> {
  const asApp = await readItem("app", issueId);
  const read = asApp.ok ? asApp : await readItem("user", issueId);
  if (!read.ok) return read;
  const [item] = read.value.items;
  if (item === undefined)
    return failed({ kind: "unknown", detail: "Jira shows this work item in a form that we can't read." });
  return ask(() => service(accountId).putLinkItem({ linkId, item }));
}

/** The key of the item that already carries this link, if the service knows of one. */
export async function knownItem(accountId: string | null, itemId: string | null): Promise<string | null> {
  if (itemId === null) return null;
  const item = await ask(() => service(accountId).getWorkItem({ id: itemId }));
  return item.ok ? item.value.key : null;
}
