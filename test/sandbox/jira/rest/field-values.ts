// Reads the `fields` of a create or edit request into values, field by field, and refuses as Jira does: a field that is
// unknown or not on the screen, a value of the wrong kind, a required field that is missing.
import { z } from "zod";
import { byName, issueTypes, type IssueType, priorities, securityLevels } from "../state/catalogue.ts";
import {
  COST_CENTRE,
  type Field,
  FLAGGED,
  fields,
  findField,
  isRequired,
  MATTER,
  matterTypes,
  onScreen,
  POINTS,
} from "../state/fields.ts";
import { type Issue } from "../state/model.ts";
import { canSee, type Principal } from "../state/permissions.ts";
import { findUser } from "../state/people.ts";
import { type Project } from "../state/projects.ts";
import { type Site } from "../state/site.ts";
import { type Values } from "../state/write.ts";

interface Setting {
  site: Site;
  who: Principal;
  project: Project;
  type: IssueType;
  issue?: Issue;
}
type Read = { values: Values } | { error: string };

const Named = z.object({ id: z.string().optional(), name: z.string().optional() }).loose();
const Person = z.union([z.null(), z.object({ accountId: z.string().nullish(), id: z.string().nullish() }).loose()]);
const IssueRef = z.object({ id: z.string().optional(), key: z.string().optional() }).loose();
const Doc = z.object({
  type: z.literal("doc"),
  version: z.literal(1),
  content: z.array(z.object({ type: z.string() }).loose()),
});
const Option = z.object({ id: z.string().optional(), value: z.string().optional() }).loose();
const Cascade = Option.extend({ child: Option.optional() });
const Tracking = z.object({ originalEstimate: z.string().optional(), remainingEstimate: z.string().optional() });

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

/** `2d 4h` with eight hours a day and five days a week; undefined when it is no duration. */
export function durationSeconds(text: string): number | undefined {
  if (!/^\s*(\d+(\.\d+)?[wdhm]\s*)+$/.test(text)) return undefined;
  const unit: Record<string, number> = { w: 144_000, d: 28_800, h: 3600, m: 60 };
  return [...text.matchAll(/(\d+(?:\.\d+)?)([wdhm])/g)].reduce(
    (sum, part) => sum + Number(part[1]) * (unit[part[2] ?? ""] ?? 0),
    0,
  );
}

const text = (value: unknown, set: (text: string) => Values, name: string): Read => {
  if (typeof value !== "string") return { error: "Operation value must be a string" };
  if (value.trim() === "") return { error: `You must specify a ${name} of the issue.` };
  if (value.length > 255) return { error: `${name === "summary" ? "Summary" : name} can't exceed 255 characters.` };
  if (/[\r\n]/.test(value)) return { error: "The summary is invalid because it contains newline characters." };
  return { values: set(value) };
};

function person(setting: Setting, value: unknown, field: "assignee" | "reporter"): Read {
  const parsed = Person.safeParse(value);
  if (!parsed.success) return { error: "expected Object" };
  const id = parsed.data?.accountId ?? parsed.data?.id ?? null;
  if (id === null) return field === "reporter" ? { error: "Reporter is required." } : { values: { assignee: null } };
  if (id === "-1") return { values: { assignee: setting.project.lead } };
  const user = findUser(id);
  if (user?.accountType !== "atlassian") return { error: `Account ID '${id}' does not exist.` };
  if (field === "assignee" && !setting.project.browse.includes(user.accountId)) {
    return { error: `User '${user.displayName}' cannot be assigned issues.` };
  }
  return { values: { [field]: user.accountId } };
}

function parent(setting: Setting, value: unknown): Read {
  if (value === null && !setting.type.subtask) return { values: { parentId: null } };
  const parsed = IssueRef.safeParse(value);
  if (!parsed.success) return { error: "data was not an object" };
  const found = setting.site.find(parsed.data.key ?? parsed.data.id ?? "");
  if (!found || !canSee(setting.who, found)) {
    return { error: "Could not find issue by id or key." };
  }
  const above = issueTypes.find((type) => type.id === found.typeId);
  if (above?.hierarchyLevel !== setting.type.hierarchyLevel + 1) {
    return { error: "Given parent work item does not belong to appropriate hierarchy." };
  }
  if (setting.type.subtask && found.projectId !== setting.project.id) {
    return { error: "A sub-task must be in the same project as its parent." };
  }
  return { values: { parentId: found.id } };
}

function cascade(value: unknown): Read {
  const parsed = Cascade.safeParse(value);
  if (!parsed.success) return { error: "data was not an object" };
  const option = matterTypes.find((entry) => entry.id === parsed.data.id || entry.value === parsed.data.value);
  if (!option) return { error: `Option value '${parsed.data.value ?? parsed.data.id ?? ""}' is not valid` };
  const asked = parsed.data.child;
  const child = asked && option.children.find((entry) => entry.id === asked.id || entry.value === asked.value);
  if (asked && !child) return { error: `Option value '${asked.value ?? asked.id ?? ""}' is not valid` };
  const kept = {
    id: option.id,
    value: option.value,
    ...(child ? { child: { id: child.id, value: child.value } } : {}),
  };
  return { values: { custom: { [MATTER]: kept } } };
}

function labels(value: unknown): Read {
  const parsed = z.array(z.string()).safeParse(value);
  if (!parsed.success) return { error: "data was not an array" };
  const spaced = parsed.data.find((label) => /\s/.test(label));
  if (spaced !== undefined) return { error: `The label '${spaced}' contains spaces which is invalid.` };
  return { values: { labels: [...new Set(parsed.data)].sort() } };
}

function estimate(value: unknown): Read {
  const parsed = Tracking.safeParse(value);
  if (!parsed.success) return { error: "expected Object" };
  const seconds =
    parsed.data.originalEstimate === undefined ? undefined : durationSeconds(parsed.data.originalEstimate);
  if (seconds === undefined) return { error: "Original Estimate is invalid." };
  return { values: { estimateSeconds: seconds } };
}

const named = <T extends { id: string; name: string }>(
  list: T[],
  value: unknown,
  set: (entry: T) => Values,
  kind: string,
): Read => {
  const parsed = Named.safeParse(value);
  if (!parsed.success) return { error: "expected Object" };
  const found = list.find((entry) => entry.id === parsed.data.id) ?? byName(list, parsed.data.name ?? "");
  return found ? { values: set(found) } : { error: `The ${kind} selected is invalid.` };
};

const readers: Record<string, (setting: Setting, value: unknown) => Read> = {
  summary: (_, value) => text(value, (summary) => ({ summary }), "summary"),
  description: (_, value) => {
    if (value === null) return { values: { description: null } };
    const parsed = Doc.safeParse(value);
    return parsed.success
      ? { values: { description: parsed.data } }
      : { error: "Operation value must be an Atlassian Document (see the Atlassian Document Format)" };
  },
  assignee: (setting, value) => person(setting, value, "assignee"),
  reporter: (setting, value) => person(setting, value, "reporter"),
  duedate: (_, value) => {
    if (value === null) return { values: { due: null } };
    if (typeof value !== "string") return { error: "Operation value must be a string" };
    return isDay(value) ? { values: { due: value } } : { error: `Error parsing date string: ${value}` };
  },
  parent,
  labels: (_, value) => labels(value),
  priority: (_, value) => named(priorities, value, (entry) => ({ priorityId: entry.id }), "priority"),
  security: (setting, value) =>
    value === null
      ? { values: { securityId: null } }
      : named(
          securityLevels.filter((level) => level.projectKeys.includes(setting.project.key)),
          value,
          (level) => ({ securityId: level.id }),
          "security level",
        ),
  issuetype: (setting, value) =>
    named(
      issueTypes.filter((type) => setting.project.typeIds.includes(type.id)),
      value,
      (type) => ({ typeId: type.id }),
      "issue type",
    ),
  timetracking: (_, value) => estimate(value),
  [POINTS]: (_, value) =>
    value === null || typeof value === "number"
      ? { values: { points: value } }
      : { error: "Operation value must be a number" },
  [FLAGGED]: (_, value) => {
    if (value === null) return { values: { flagged: false } };
    const parsed = z.array(Option).safeParse(value);
    if (!parsed.success) return { error: "data was not an array" };
    const wrong = parsed.data.find((option) => option.value !== "Impediment" && option.id !== "10019");
    return wrong
      ? { error: `Option value '${wrong.value ?? ""}' is not valid` }
      : { values: { flagged: parsed.data.length > 0 } };
  },
  [COST_CENTRE]: (_, value) =>
    typeof value === "string"
      ? { values: { custom: { [COST_CENTRE]: value } } }
      : { error: "Operation value must be a string" },
  [MATTER]: (_, value) => cascade(value),
};

const offScreen = (id: string): string =>
  `Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`;
const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === "";

/** The values of a request, and what is wrong with it by field. */
export function readFields(
  setting: Setting,
  given: Record<string, unknown>,
): { values: Values; errors: Record<string, string> } {
  const screen = setting.issue ? "edit" : "create";
  const errors: Record<string, string> = {};
  let values: Values = {};
  for (const [id, value] of Object.entries(given)) {
    if (screen === "create" && (id === "project" || id === "issuetype")) continue;
    const field = findField(id);
    const reader = readers[id];
    if (!field || !reader || !onScreen(field, screen, setting.project, setting.type)) {
      errors[id] = offScreen(id);
      continue;
    }
    const read = reader(setting, value);
    if ("error" in read) errors[id] = read.error;
    else values = { ...values, ...read.values, custom: { ...values.custom, ...read.values.custom } };
  }
  if (screen === "create") demand(setting, given, errors);
  if (values.custom && Object.keys(values.custom).length === 0) delete values.custom;
  return { values, errors };
}

function demand(setting: Setting, given: Record<string, unknown>, errors: Record<string, string>): void {
  for (const field of fields) {
    if (!isRequired(field, setting.project, setting.type) || !isEmpty(given[field.id])) continue;
    if (["project", "issuetype", "reporter"].includes(field.id)) continue;
    errors[field.id] ??= requiredText(field);
  }
}

const requiredText = (field: Field): string =>
  field.id === "summary"
    ? "You must specify a summary of the issue."
    : field.id === "parent"
      ? "Issue type is a sub-task but parent issue key or id not specified."
      : `${field.name} is required.`;
