import { route } from "@forge/api";
import { MARK_KEY } from "@throughline/shared/link";
import { z } from "zod";
import { failed, good, type Outcome } from "../outcome.ts";
import { type As, jira } from "./client.ts";
import { FIELDS, type Issue, isUnread, readIssue, type Unread } from "./issue.ts";
import { type ItemInput, toItem } from "./read-issue.ts";
import { type Site, siteAddress, siteFields } from "./site.ts";

/** What was read of some issues, each alone: what can't be read costs itself. */
export interface Reading {
  items: ItemInput[];
  unread: Unread[];
}

export interface Fetched {
  issues: Issue[];
  unread: Unread[];
}

async function wantedFields(as: As): Promise<Outcome<string[]>> {
  const site = await siteFields(as);
  if (!site.ok) return site;
  const { points, flagged } = site.value;
  return good([...FIELDS, ...points, ...(flagged === null ? [] : [flagged])]);
}

export async function siteOf(as: As): Promise<Outcome<Site>> {
  const fields = await siteFields(as);
  if (!fields.ok) return fields;
  const url = await siteAddress(as);
  return url.ok ? good({ url: url.value, ...fields.value }) : url;
}

export async function fetchIssue(as: As, idOrKey: string): Promise<Outcome<Issue | Unread>> {
  const fields = await wantedFields(as);
  if (!fields.ok) return fields;
  const query = new URLSearchParams({ fields: fields.value.join(","), properties: MARK_KEY });
  const given = await jira(z.unknown(), {
    as,
    method: "GET",
    path: route`/rest/api/3/issue/${idOrKey}?${query}`,
  });
  if (!given.ok) return given;
  return good(readIssue(given.value, idOrKey) ?? { id: idOrKey, why: "" });
}

/** The same where nothing can be done without it. */
export async function getIssue(as: As, idOrKey: string): Promise<Outcome<Issue>> {
  const issue = await fetchIssue(as, idOrKey);
  if (!issue.ok) return issue;
  return isUnread(issue.value)
    ? failed({
        kind: "unknown",
        detail: `Jira shows this work item in a form that we can't read (${issue.value.why}).`,
      })
    : good(issue.value);
}

/** Issues by id, a hundred at most. What is gone or hidden from us is simply not in the answer. */
export async function getIssues(as: As, ids: string[]): Promise<Outcome<Fetched>> {
  if (ids.length === 0) return good({ issues: [], unread: [] });
  const fields = await wantedFields(as);
  if (!fields.ok) return fields;
  const found = await jira(z.looseObject({ issues: z.array(z.unknown()) }), {
    as,
    method: "POST",
    path: route`/rest/api/3/issue/bulkfetch`,
    body: { issueIdsOrKeys: ids, fields: fields.value, properties: [MARK_KEY] },
  });
  return found.ok ? good(fetched(found.value.issues, ids)) : found;
}

/** Where an entry does not say which issue it is, it may be any of those asked for that no other entry is. */
function fetched(given: unknown[], ids: string[]): Fetched {
  const read = given.map((one) => readIssue(one));
  const known = read.filter((one) => one !== null);
  const answered = new Set(known.map(({ id }) => id));
  const nameless = read.length > known.length ? ids.filter((id) => !answered.has(id)) : [];
  return {
    issues: known.filter((one): one is Issue => !isUnread(one)),
    unread: [...known.filter(isUnread), ...nameless.map((id) => ({ id, why: "Jira's answer does not say its id." }))],
  };
}

async function toItems(as: As, { issues, unread }: Fetched): Promise<Outcome<Reading>> {
  if (issues.length === 0) return good({ items: [], unread });
  const site = await siteOf(as);
  return site.ok ? good({ items: issues.map((issue) => toItem(issue, site.value)), unread }) : site;
}

export async function readItem(as: As, idOrKey: string): Promise<Outcome<Reading>> {
  const issue = await fetchIssue(as, idOrKey);
  if (!issue.ok) return issue;
  return toItems(
    as,
    isUnread(issue.value) ? { issues: [], unread: [issue.value] } : { issues: [issue.value], unread: [] },
  );
}

/**
 * Finishing a subtask moves its parent, but Jira doesn't count that as an update of the parent and sends no event for
 * it. So whoever reads a subtask reads its parent too.
 */
export async function withParents(as: As, { issues, unread }: Fetched): Promise<Outcome<Reading>> {
  const known = new Set([...issues, ...unread].map(({ id }) => id));
  const parents = issues
    .filter(({ fields }) => fields.issuetype?.subtask === true)
    .map(({ fields }) => fields.parent?.id)
    .filter((id) => id !== undefined && !known.has(id));
  const read = await getIssues(as, [...new Set(parents)].filter((id) => id !== undefined).slice(0, 100));
  if (!read.ok) return read;
  return toItems(as, { issues: [...issues, ...read.value.issues], unread: [...unread, ...read.value.unread] });
}
