import { route } from "@forge/api";
import { each, maybe, RemoteId } from "@throughline/shared/tool-answer";
import { readNumber } from "@throughline/shared/typed-number";
import { z } from "zod";
import { good, type Outcome } from "../outcome.ts";
import { jira } from "./client.ts";
import { asDocument } from "./comment.ts";

const Types = z.looseObject({
  issueTypes: each(
    z.looseObject({
      id: RemoteId,
      name: z.string(),
      subtask: maybe(z.boolean()),
      hierarchyLevel: maybe(z.number()),
    }),
  ),
});

const Allowed = z.looseObject({ id: RemoteId, name: maybe(z.string()), value: maybe(z.string()) });
const MetaField = z.looseObject({
  fieldId: z.string().min(1),
  name: maybe(z.string()),
  required: maybe(z.boolean()),
  hasDefaultValue: maybe(z.boolean()),
  schema: maybe(z.looseObject({ type: maybe(z.string()), system: maybe(z.string()), custom: maybe(z.string()) })),
  allowedValues: maybe(each(Allowed)),
});
export type MetaField = z.output<typeof MetaField>;

/** A required field that our form can show, beside the ones it always has. */
export interface ExtraField {
  id: string;
  name: string;
  kind: "text" | "paragraph" | "number" | "date" | "choice";
  choices: { id: string; name: string }[];
}

export interface TypeFields {
  /** Fields on the create screen; Jira refuses any other. */
  settable: string[];
  extra: ExtraField[];
  /** Names of required fields that only Jira's own form can show. */
  beyondUs: string[];
}

const OURS = new Set(["project", "issuetype", "summary", "assignee", "duedate"]);
const PARAGRAPHS = ["description", "environment"];

/** Which kind of input a field needs, or null where our form has none for it. */
function kindOf({ schema, allowedValues }: MetaField): ExtraField["kind"] | null {
  if (!schema) return null;
  const paragraph = PARAGRAPHS.includes(schema.system ?? "") || schema.custom?.endsWith(":textarea") === true;
  if (schema.type === "string") return paragraph ? "paragraph" : "text";
  if (schema.type === "number" || schema.type === "date") return schema.type;
  const single = schema.type === "option" || schema.type === "priority";
  return single && (allowedValues ?? []).length > 0 ? "choice" : null;
}

export function typeFields(fields: MetaField[]): TypeFields {
  const asked = fields.filter(
    ({ fieldId, required, hasDefaultValue }) => required === true && hasDefaultValue !== true && !OURS.has(fieldId),
  );
  const extra = asked.flatMap((field): ExtraField[] => {
    const kind = kindOf(field);
    if (kind === null) return [];
    const choices = (field.allowedValues ?? []).map(({ id, name, value }) => ({ id, name: value ?? name ?? id }));
    return [{ id: field.fieldId, name: nameOf(field), kind, choices: kind === "choice" ? choices : [] }];
  });
  return {
    settable: fields.map(({ fieldId }) => fieldId),
    extra,
    beyondUs: asked.filter((field) => kindOf(field) === null).map(nameOf),
  };
}

const nameOf = ({ name, fieldId }: MetaField): string => name ?? fieldId;

/** What the person typed, in the form that Jira's API wants; null for what can't be read as its kind. */
export function fieldValue(field: ExtraField, typed: string): unknown {
  switch (field.kind) {
    case "number": {
      const number = readNumber(typed, ".");
      return number.kind === "number" ? number.value : null;
    }
    case "paragraph":
      return asDocument(typed);
    case "choice":
      return { id: typed };
    case "text":
    case "date":
      return typed;
  }
}

/**
 * Subtasks are left out: they take the initiative of their parent by themselves. Ordinary types come before epics,
 * because the first one is what a new work item is unless somebody says otherwise.
 */
export async function issueTypes(project: string): Promise<Outcome<{ id: string; name: string }[]>> {
  const found = await jira(Types, {
    as: "user",
    method: "GET",
    path: route`/rest/api/3/issue/createmeta/${project}/issuetypes?${new URLSearchParams({ maxResults: "200" })}`,
  });
  if (!found.ok) return found;
  const types = found.value.issueTypes.filter(({ subtask }) => subtask !== true);
  const level = (type: { hierarchyLevel?: number | null | undefined }): number => type.hierarchyLevel ?? 0;
  return good(types.sort((a, b) => level(a) - level(b)).map(({ id, name }) => ({ id, name })));
}

export async function fieldsOf(project: string, type: string): Promise<Outcome<TypeFields>> {
  const query = new URLSearchParams({ maxResults: "200" });
  const found = await jira(z.looseObject({ fields: each(MetaField) }), {
    as: "user",
    method: "GET",
    path: route`/rest/api/3/issue/createmeta/${project}/issuetypes/${type}?${query}`,
  });
  return found.ok ? good(typeFields(found.value.fields)) : found;
}
