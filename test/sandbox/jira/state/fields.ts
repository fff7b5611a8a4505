// The fields of the site: their names, schemas, and on which screens they stand.
import { type Project } from "./projects.ts";
import { type IssueType } from "./catalogue.ts";

export interface Field {
  id: string;
  name: string;
  schema: { type: string; items?: string; system?: string; custom?: string; customId?: number };
  onCreate: boolean;
  onEdit: boolean;
  clauseNames: string[];
}

const system = (id: string, name: string, type: string, create: boolean, edit: boolean, items?: string): Field => ({
  id,
  name,
  schema: { type, ...(items ? { items } : {}), system: id },
  onCreate: create,
  onEdit: edit,
  clauseNames: [id],
});

const custom = (number: number, name: string, type: string, kind: string, items?: string): Field => ({
  id: `customfield_${String(number)}`,
  name,
  schema: { type, ...(items ? { items } : {}), custom: kind, customId: number },
  onCreate: true,
  onEdit: true,
  clauseNames: [`cf[${String(number)}]`, name],
});

const kinds = "com.atlassian.jira.plugin.system.customfieldtypes";
export const POINTS = "customfield_10016";
export const FLAGGED = "customfield_10021";
export const MATTER = "customfield_10080";
export const COST_CENTRE = "customfield_10081";

export const fields: Field[] = [
  system("summary", "Summary", "string", true, true),
  system("issuetype", "Issue Type", "issuetype", true, true),
  system("project", "Project", "project", true, false),
  system("description", "Description", "string", true, true),
  system("assignee", "Assignee", "user", true, true),
  system("reporter", "Reporter", "user", true, true),
  system("priority", "Priority", "priority", true, true),
  system("labels", "Labels", "array", true, true, "string"),
  system("duedate", "Due date", "date", true, true),
  system("parent", "Parent", "issuelink", true, true),
  system("security", "Security Level", "securitylevel", true, true),
  system("issuelinks", "Linked Issues", "array", true, true, "issuelinks"),
  system("timetracking", "Time tracking", "timetracking", true, true),
  system("status", "Status", "status", false, false),
  system("statuscategorychangedate", "Status Category Changed", "datetime", false, false),
  system("resolution", "Resolution", "resolution", false, false),
  system("resolutiondate", "Resolved", "datetime", false, false),
  system("created", "Created", "datetime", false, false),
  system("updated", "Updated", "datetime", false, false),
  system("creator", "Creator", "user", false, false),
  system("timeoriginalestimate", "Original estimate", "number", false, false),
  system("timespent", "Time Spent", "number", false, false),
  system("subtasks", "Sub-tasks", "array", false, false, "issuelinks"),
  system("comment", "Comment", "comments-page", false, false),
  system("worklog", "Log Work", "array", false, false, "worklog"),
  custom(10016, "Story point estimate", "number", "com.pyxis.greenhopper.jira:jsw-story-points"),
  custom(10021, "Flagged", "array", `${kinds}:multicheckboxes`, "option"),
  custom(10080, "Matter type", "option-with-child", `${kinds}:cascadingselect`),
  custom(10081, "Cost centre", "string", `${kinds}:textfield`),
];

export const findField = (id: string): Field | undefined => fields.find((field) => field.id === id);

const projectOnly: Record<string, string> = { [MATTER]: "LEGAL", [COST_CENTRE]: "FIN" };
const withSecurity = ["CS", "REV"];

/** Whether a field stands on the create or edit screen of this project and type. */
export function onScreen(field: Field, screen: "create" | "edit", project: Project, type: IssueType): boolean {
  if (screen === "create" ? !field.onCreate : !field.onEdit) return false;
  const only = projectOnly[field.id];
  if (only !== undefined && only !== project.key) return false;
  if (field.id === "security") return withSecurity.includes(project.key);
  if (field.id === "parent") return type.hierarchyLevel < 1;
  if (field.id === POINTS) return !type.subtask;
  return true;
}

export const isRequired = (field: Field, project: Project, type: IssueType): boolean =>
  ["summary", "issuetype", "project", "reporter"].includes(field.id) ||
  project.required.includes(field.id) ||
  (field.id === "parent" && type.subtask);

export const matterTypes = [
  { id: "10300", value: "Contract", children: ["Customer", "Supplier"] },
  { id: "10310", value: "Privacy", children: ["Request", "Incident"] },
].map((option) => ({
  id: option.id,
  value: option.value,
  children: option.children.map((value, index) => ({ id: String(Number(option.id) + index + 1), value })),
}));
