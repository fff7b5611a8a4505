import { route } from "@forge/api";
import { MARK_KEY, type Mark } from "@throughline/shared/link";
import { z } from "zod";
import { good, type Outcome, type Problem } from "../outcome.ts";
import { jira } from "./client.ts";
import { type ExtraField, fieldValue, type TypeFields } from "./create-meta.ts";
import { labelOf } from "./mark.ts";
import { isProjectId } from "./projects.ts";
import { settleMark } from "./settle-mark.ts";

export interface NewIssue {
  project: string;
  type: string;
  summary: string;
  owner: string | null;
  due: string | null;
  values: Record<string, string>;
}

const Created = z.looseObject({ id: z.string(), key: z.string() });
export type Created = z.output<typeof Created>;

/** Jira takes only fields of the create screen; a due date that isn't there must not cost the person the work item. */
export function fieldsFor(issue: NewIssue, type: TypeFields): Record<string, unknown> {
  const can = (id: string): boolean => type.settable.includes(id);
  const extra = type.extra.flatMap((field: ExtraField): [string, unknown][] => {
    const typed = issue.values[field.id] ?? "";
    return typed === "" ? [] : [[field.id, fieldValue(field, typed)]];
  });
  return {
    project: isProjectId(issue.project) ? { id: issue.project } : { key: issue.project },
    issuetype: { id: issue.type },
    summary: issue.summary,
    ...(issue.owner !== null && can("assignee") ? { assignee: { accountId: issue.owner } } : {}),
    ...(issue.due !== null && can("duedate") ? { duedate: issue.due } : {}),
    ...Object.fromEntries(extra),
  };
}

const post = (body: unknown): Promise<Outcome<Created>> =>
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
 * One call makes the issue and its mark, as the person. Where Jira refuses the property, nothing was made; the mark then
 * travels as a label, and the app puts the property in its place. Null: this screen has no labels either, so an issue
 * made here could be lost from its link, and is not made.
 */
export async function createIssue(issue: NewIssue, type: TypeFields, mark: Mark): Promise<Outcome<Created | null>> {
  const fields = fieldsFor(issue, type);
  const made = await post({ fields, properties: [{ key: MARK_KEY, value: mark }] });
  if (made.ok || !aboutProperties(made.problem)) return made;
  if (!type.settable.includes("labels")) return good(null);
  const labelled = await post({ fields: { ...fields, labels: [labelOf(mark)] } });
  // Should this fail, whoever reads the issue next does it.
  if (labelled.ok) await settleMark(labelled.value.id, mark);
  return labelled;
}

/** Jira's own form, filled in as far as its address allows. */
export const ownForm = (projectId: string, type: string, summary: string): string =>
  `/secure/CreateIssueDetails!init.jspa?${new URLSearchParams({ pid: projectId, issuetype: type, summary }).toString()}`;
