// What a person has filled in, and how Jira's API wants it.
import { type Bootstrap } from "../wire.ts";

type Project = Bootstrap["projects"][number];

/** A choice of choices; any other field that a project asks for is a text. */
export const MATTER = "customfield_10080";

export interface Draft {
  project: string;
  type: string;
  summary: string;
  description: string;
  assignee: string;
  due: string;
  parent: string;
  extra: string;
}

function extraOf({ extra }: Draft, needs: string | undefined): Record<string, unknown> {
  if (needs === undefined) return {};
  if (needs !== MATTER) return { [needs]: extra };
  return { [needs]: extra === "" ? null : { value: extra } };
}

const document = (text: string) => ({
  type: "doc",
  version: 1,
  content: [{ type: "paragraph", content: [{ type: "text", text }] }],
});

export function fieldsOf(draft: Draft, project: Project | undefined): Record<string, unknown> {
  const text = draft.description.trim();
  return {
    project: { key: draft.project },
    issuetype: { id: project?.types.find((type) => type.name === draft.type)?.id },
    summary: draft.summary,
    ...(draft.assignee === "" ? {} : { assignee: { accountId: draft.assignee } }),
    ...(draft.due === "" ? {} : { duedate: draft.due }),
    ...(draft.parent.trim() === "" ? {} : { parent: { key: draft.parent.trim() } }),
    ...(text === "" ? {} : { description: document(text) }),
    ...extraOf(draft, project?.needs[0]),
  };
}
