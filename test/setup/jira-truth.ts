import type { Client } from "@throughline/shared/client";
import { Mark } from "@throughline/shared/link";
import type { WorkItem } from "@throughline/shared/work-items";
import { z } from "zod";
import type { JiraSite } from "./jira-site.ts";

/** What both sides can say of an item, in the same words: Jira's own REST API on one side, the goal service on the other. */
export interface Told {
  id: string;
  key: string | null;
  title: string;
  status: string;
  owner: string | null;
  due: string | null;
  points: number | null;
  blocked: boolean;
  subitems: string;
  updatedAt: string;
}

const POINTS = "customfield_10016";
const FLAGGED = "customfield_10021";
const Status = z.object({ name: z.string(), statusCategory: z.object({ key: z.string() }) });
const Issue = z.object({
  id: z.string(),
  key: z.string(),
  properties: z.object({ throughline: Mark.optional() }).default({}),
  fields: z.object({
    summary: z.string(),
    status: Status,
    assignee: z.object({ displayName: z.string() }).nullable(),
    duedate: z.string().nullable(),
    updated: z.string(),
    subtasks: z.array(z.object({ fields: z.object({ status: Status }) })).default([]),
    [POINTS]: z.number().nullish(),
    [FLAGGED]: z.array(z.unknown()).nullish(),
  }),
});
type Issue = z.infer<typeof Issue>;

/** Every issue of a project as it is now; the search says only which there are. */
export async function issuesOf(site: JiraSite, project: string): Promise<Issue[]> {
  const ids: string[] = [];
  const Found = z.object({ issues: z.array(z.object({ id: z.string() })), nextPageToken: z.string().optional() });
  for (let next: string | undefined, first = true; first || next !== undefined; first = false) {
    const page = { jql: `project = ${project} ORDER BY created ASC`, fields: ["id"], maxResults: 100 };
    const found = await site.rest("POST", "/search/jql", Found, { ...page, ...(next && { nextPageToken: next }) });
    ids.push(...found.issues.map(({ id }) => id));
    next = found.nextPageToken;
  }
  const issues: Issue[] = [];
  for (let from = 0; from < ids.length; from += 100) {
    const asked = { issueIdsOrKeys: ids.slice(from, from + 100), fields: ["*all"], properties: ["throughline"] };
    issues.push(...(await site.rest("POST", "/issue/bulkfetch", z.object({ issues: z.array(Issue) }), asked)).issues);
  }
  return issues;
}

export function toldByJira({ id, key, fields }: Issue): Told {
  const done = fields.subtasks.filter((part) => part.fields.status.statusCategory.key === "done").length;
  return {
    id,
    key,
    title: fields.summary,
    status: fields.status.name,
    owner: fields.assignee?.displayName ?? null,
    due: fields.duedate,
    points: fields[POINTS] ?? null,
    blocked: (fields[FLAGGED] ?? []).length > 0,
    subitems: `${done}/${fields.subtasks.length}`,
    updatedAt: new Date(fields.updated).toISOString(),
  };
}

export const toldByService = (item: WorkItem): Told => ({
  id: item.ref.id,
  key: item.key,
  title: item.title,
  status: item.status.name,
  owner: item.owner?.name ?? null,
  due: item.due,
  points: item.points,
  blocked: item.blocked,
  subitems: `${item.subitems.done}/${item.subitems.total}`,
  updatedAt: item.updatedAt,
});

/** Every item that the service knows of a connection. */
export async function itemsOf(client: Client, connectionId: string): Promise<WorkItem[]> {
  const items: WorkItem[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await client.listWorkItems({ connectionId, limit: 200, ...(cursor !== undefined && { cursor }) });
    items.push(...page.items);
    cursor = page.next;
  }
  return items;
}

/** What each issue is tied to, by its own mark. */
export const marks = (issues: readonly Issue[]): Map<string, Mark | undefined> =>
  new Map(issues.map((issue) => [issue.id, issue.properties.throughline]));
