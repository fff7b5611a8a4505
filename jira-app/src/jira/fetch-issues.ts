import { route } from "@forge/api";
import { MARK_KEY } from "@throughline/shared/link";
import { z } from "zod";
import { good, type Outcome } from "../outcome.ts";
import { type As, jira } from "./client.ts";
import { FIELDS, Issue } from "./issue.ts";
import { type ItemInput, toItem } from "./read-issue.ts";
import { type Site, siteAddress, siteFields } from "./site.ts";

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

export async function getIssue(as: As, idOrKey: string): Promise<Outcome<Issue>> {
  const fields = await wantedFields(as);
  if (!fields.ok) return fields;
  const query = new URLSearchParams({ fields: fields.value.join(","), properties: MARK_KEY });
  return jira(Issue, { as, method: "GET", path: route`/rest/api/3/issue/${idOrKey}?${query}` });
}

/** Issues by id, a hundred at most. What is gone or hidden from us is simply not in the answer. */
export async function getIssues(as: As, ids: string[]): Promise<Outcome<Issue[]>> {
  if (ids.length === 0) return good([]);
  const fields = await wantedFields(as);
  if (!fields.ok) return fields;
  const found = await jira(z.looseObject({ issues: z.array(Issue) }), {
    as,
    method: "POST",
    path: route`/rest/api/3/issue/bulkfetch`,
    body: { issueIdsOrKeys: ids, fields: fields.value, properties: [MARK_KEY] },
  });
  return found.ok ? good(found.value.issues) : found;
}

export async function toItems(as: As, issues: Issue[]): Promise<Outcome<ItemInput[]>> {
  if (issues.length === 0) return good([]);
  const site = await siteOf(as);
  return site.ok ? good(issues.map((issue) => toItem(issue, site.value))) : site;
}

export async function readItem(as: As, idOrKey: string): Promise<Outcome<ItemInput>> {
  const issue = await getIssue(as, idOrKey);
  if (!issue.ok) return issue;
  const site = await siteOf(as);
  return site.ok ? good(toItem(issue.value, site.value)) : site;
}

/**
 * Finishing a subtask moves its parent, but Jira doesn't count that as an update of the parent and sends no event for
 * it. So whoever reads a subtask reads its parent too.
 */
export async function withParents(as: As, issues: Issue[]): Promise<Outcome<ItemInput[]>> {
  const known = new Set(issues.map(({ id }) => id));
  const parents = issues
    .filter(({ fields }) => fields.issuetype?.subtask === true)
    .map(({ fields }) => fields.parent?.id)
    .filter((id) => id !== undefined && !known.has(id));
  const read = await getIssues(as, [...new Set(parents)].filter((id) => id !== undefined).slice(0, 100));
  if (!read.ok) return read;
  return toItems(as, [...issues, ...read.value]);
}
