import { route } from "@forge/api";
import { MARK_KEY, type Mark } from "@throughline/shared/link";
import { z } from "zod";
import type { Outcome, Problem } from "../outcome.ts";
import { jira } from "./client.ts";
import { type ExtraField, fieldValue, type TypeFields } from "./create-meta.ts";
import { putMark } from "./mark.ts";

export interface NewIssue {
  project: string;
  type: string;
  summary: string;
  owner: string | null;
  due: string | null;
  values: Record<string, string>;
}

const Created = z.looseObject({ id: z.string(), key: z.string() });
export interface Created {
  id: string;
  key: string;
  marked: boolean;
}

/** Jira takes only fields of the create screen; a due date that isn't there must not cost the person the work item. */
export function fieldsFor(issue: NewIssue, type: TypeFields): Record<string, unknown> {
  const can = (id: string): boolean => type.settable.includes(id);
  const extra = type.extra.flatMap((field: ExtraField): [string, unknown][] => {
    const typed = issue.values[field.id] ?? "";
    return typed === "" ? [] : [[field.id, fieldValue(field, typed)]];
  });
  return {
    project: { key: issue.project },
    issuetype: { id: issue.type },
    summary: issue.summary,
    ...(issue.owner !== null && can("assignee") ? { assignee: { accountId: issue.owner } } : {}),
    ...(issue.due !== null && can("duedate") ? { duedate: issue.due } : {}),
    ...Object.fromEntries(extra),
  };
}

const post = (body: unknown): Promise<Outcome<{ id: string; key: string }>> =>
  jira(Created, { as: "user", method: "POST", path: route`/rest/api/3/issue`, body, repeatable: false });

/** Whether a refusal is about our property rather than about the work item. */
function aboutProperties(problem: Problem): boolean {
  if (problem.kind === "denied") return /propert/i.test(problem.message ?? "");
  if (problem.kind !== "invalid") return false;
  return [...problem.messages, ...Object.keys(problem.fields), ...Object.values(problem.fields)].some((text) =>
    /propert/i.test(text),
  );
}

/**
 * One call makes the issue and its mark, as the person. Where this person may create but not set a property, the issue
 * is made without and the app sets the mark; should that fail as well, the service asks for it again.
 */
export async function createIssue(issue: NewIssue, type: TypeFields, mark: Mark): Promise<Outcome<Created>> {
  const fields = fieldsFor(issue, type);
  const made = await post({ fields, properties: [{ key: MARK_KEY, value: mark }] });
  if (made.ok) return { ok: true, value: { id: made.value.id, key: made.value.key, marked: true } };
  if (!aboutProperties(made.problem)) return made;
  const bare = await post({ fields });
  if (!bare.ok) return bare;
  const { id, key } = bare.value;
  const put = await putMark("app", id, mark);
  return { ok: true, value: { id, key, marked: put.ok } };
}

/** Jira's own form, filled in as far as its address allows. */
export const ownForm = (projectId: string, type: string, summary: string): string =>
  `/secure/CreateIssueDetails!init.jspa?${new URLSearchParams({ pid: projectId, issuetype: type, summary }).toString()}`;
