import { z } from "zod";

/** An issue as Jira's REST API gives it, as far as we read it. Lenient: Jira adds fields whenever it likes. */

export const Status = z.looseObject({
  name: z.string(),
  statusCategory: z.looseObject({ key: z.string() }).optional(),
});

const Person = z.looseObject({
  accountId: z.string(),
  displayName: z.string().optional(),
  emailAddress: z.string().optional(),
});

const Related = z.looseObject({
  id: z.string(),
  key: z.string(),
  fields: z.looseObject({ status: Status.optional() }).optional(),
});

export const IssueFields = z.looseObject({
  summary: z.string().nullish(),
  status: Status.nullish(),
  statuscategorychangedate: z.string().nullish(),
  resolution: z.looseObject({ name: z.string() }).nullish(),
  assignee: Person.nullish(),
  duedate: z.string().nullish(),
  parent: Related.nullish(),
  subtasks: z.array(Related).nullish(),
  labels: z.array(z.string()).nullish(),
  issuetype: z.looseObject({ id: z.string(), name: z.string(), subtask: z.boolean().optional() }).nullish(),
  project: z.looseObject({ id: z.string(), key: z.string() }).nullish(),
  created: z.string().nullish(),
  updated: z.string().nullish(),
  security: z.looseObject({}).nullish(),
  timeoriginalestimate: z.number().nullish(),
  timespent: z.number().nullish(),
});

export const Issue = z.looseObject({
  id: z.string(),
  key: z.string(),
  fields: IssueFields,
  properties: z.record(z.string(), z.unknown()).optional(),
});
export type Issue = z.output<typeof Issue>;

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
