import { each, maybe, RemoteId, whyUnread } from "@throughline/shared/tool-answer";
import { z } from "zod";

/** An issue as Jira's REST API gives it, as far as we read it. Lenient: Jira adds fields whenever it likes. */

export const Status = z.looseObject({
  id: z.string().nullish(),
  name: z.string(),
  statusCategory: maybe(z.looseObject({ key: z.string() })),
});

const Person = z.looseObject({
  accountId: z.string().min(1),
  displayName: maybe(z.string()),
  emailAddress: maybe(z.string()),
});

const Related = z.looseObject({
  id: RemoteId,
  key: maybe(z.string()),
  fields: maybe(z.looseObject({ status: maybe(Status) })),
});

const Project = z.looseObject({ id: RemoteId, key: maybe(z.string()), name: maybe(z.string()) });

const moment = z.string().refine((text) => !Number.isNaN(Date.parse(text)), "This is no moment.");

const optional = {
  summary: maybe(z.string()),
  statuscategorychangedate: maybe(z.string()),
  resolution: maybe(z.looseObject({ name: z.string() })),
  assignee: maybe(Person),
  duedate: maybe(z.string()),
  parent: maybe(Related),
  // One that can't be read still counts as one.
  subtasks: maybe(z.array(maybe(Related))),
  labels: maybe(each(z.string())),
  issuetype: maybe(z.looseObject({ id: RemoteId, name: maybe(z.string()), subtask: maybe(z.boolean()) })),
  created: maybe(moment),
  // Whatever stands there closes the issue to others.
  security: z.unknown().optional(),
  timeoriginalestimate: maybe(z.number()),
  timespent: maybe(z.number()),
};

const named = { id: RemoteId, key: z.string().min(1) };

/** Without where it is, how it stands and when it changed nobody can say anything of an issue. */
export const Issue = z.looseObject({
  ...named,
  fields: z.looseObject({ ...optional, status: Status, project: Project, updated: moment }),
  properties: maybe(z.record(z.string(), z.unknown())),
});
export type Issue = z.output<typeof Issue>;

/** An issue as an event tells of it, which is a hint: of all but its id there may be nothing. */
export const ToldIssue = z.looseObject({
  ...named,
  key: maybe(named.key),
  fields: maybe(z.looseObject({ ...optional, status: maybe(Status), project: maybe(Project), updated: maybe(moment) })),
});
export type ToldIssue = z.output<typeof ToldIssue>;

/** An issue that is there, and that Jira shows in a form which we can't read. */
export interface Unread {
  id: string;
  why: string;
}

/** `asked`: which issue it was, where the answer does not say. */
export function readIssue(given: unknown, asked?: string): Issue | Unread | null {
  const issue = Issue.safeParse(given);
  if (issue.success) return issue.data;
  const id = z.looseObject({ id: RemoteId }).safeParse(given).data?.id ?? asked;
  return id === undefined ? null : { id, why: whyUnread(issue.error) };
}

export const isUnread = (issue: Issue | Unread): issue is Unread => "why" in issue;

export const FIELDS = [
  "summary",
  "status",
  "statuscategorychangedate",
  "resolution",
  "assignee",
  "duedate",
  "parent",
  "subtasks",
  "labels",
  "issuetype",
  "project",
  "created",
  "updated",
  "security",
  "timeoriginalestimate",
  "timespent",
];
