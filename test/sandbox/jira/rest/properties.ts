// Properties of an item: any JSON under a key, at most 32,768 characters.
import { z } from "zod";
import { canEdit, canSee } from "../state/permissions.ts";
import { removeProperty, setProperty } from "../state/write.ts";
import { type Issue } from "../state/model.ts";
import { type Call, type Operation } from "./operation.ts";
import { refuse } from "./refusal.ts";

export const Entry = z.strictObject({ key: z.string().optional(), value: z.unknown().optional() });
const LONGEST_VALUE = 32_768;
const LONGEST_KEY = 255;

export function checkProperty(key: string, value: unknown): void {
  if (key === "" || key.length > LONGEST_KEY) throw refuse("property_key_too_long");
  if (value === undefined) throw refuse("property_value_empty");
  if (JSON.stringify(value).length > LONGEST_VALUE) {
    throw refuse("property_value_too_long");
  }
}

export function visibleIssue(call: Call): Issue {
  const issue = call.site.find(call.params["issue"] ?? "");
  if (!issue || !canSee(call.who, issue)) throw refuse("issue_not_found");
  return issue;
}

/** A property may be written by whoever may edit the item. */
export function editableIssue(call: Call): Issue {
  const issue = visibleIssue(call);
  if (!canEdit(call.who, issue)) throw refuse("edit_not_allowed");
  return issue;
}

const key = (call: Call): string => call.params["property"] ?? "";

export const propertyOperations: Operation[] = [
  {
    method: "GET",
    path: "/issue/:issue/properties",
    scope: "read:jira-work",
    run: (call) => {
      const issue = visibleIssue(call);
      const keys = Object.keys(issue.properties).map((name) => ({
        self: `${call.base}/rest/api/3/issue/${issue.id}/properties/${name}`,
        key: name,
      }));
      return { status: 200, body: { keys } };
    },
  },
  {
    method: "GET",
    path: "/issue/:issue/properties/:property",
    scope: "read:jira-work",
    run: (call) => {
      const issue = visibleIssue(call);
      if (!(key(call) in issue.properties)) throw refuse("property_not_found", key(call));
      return { status: 200, body: { key: key(call), value: issue.properties[key(call)] } };
    },
  },
  {
    method: "PUT",
    path: "/issue/:issue/properties/:property",
    scope: "write:jira-work",
    run: (call) => {
      const issue = editableIssue(call);
      checkProperty(key(call), call.body);
      const known = key(call) in issue.properties;
      setProperty(call.site, issue, key(call), call.body);
      return { status: known ? 200 : 201 };
    },
  },
  {
    method: "DELETE",
    path: "/issue/:issue/properties/:property",
    scope: "write:jira-work",
    run: (call) => {
      const issue = editableIssue(call);
      if (!(key(call) in issue.properties)) throw refuse("property_not_found", key(call));
      removeProperty(call.site, issue, key(call));
      return { status: 204 };
    },
  },
];
