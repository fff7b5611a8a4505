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
import { wrong, type Wrong } from "./refusal.ts";
import { type Values } from "../state/write.ts";

interface Setting {
  site: Site;
  who: Principal;
  project: Project;
  type: IssueType;
  issue?: Issue;
}
type Read = { values: Values } | { error: Wrong };

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

function summary(value: unknown): Read {
  if (typeof value !== "string") return { error: wrong("no_string") };
  if (value.trim() === "") return { error: wrong("summary_missing") };
  if (value.length > 255) return { error: wrong("summary_too_long") };
  if (/[\r\n]/.test(value)) return { error: wrong("summary_lines") };
  return { values: { summary: value } };
}

function person(setting: Setting, value: unknown, field: "assignee" | "reporter"): Read {
  const parsed = Person.safeParse(value);
  if (!parsed.success) return { error: wrong("no_object") };
  const id = parsed.data?.accountId ?? parsed.data?.id ?? null;
  if (id === null)
    return field === "reporter" ? { error: wrong("required", "Reporter") } : { values: { assignee: null } };
  if (id === "-1") return { values: { assignee: setting.project.lead } };
  const user = findUser(id);
  if (user?.accountType !== "atlassian") return { error: wrong("person_unknown", id) };
  if (field === "assignee" && !setting.project.browse.includes(user.accountId)) {
    return { error: wrong("person_not_assignable", user.displayName) };
  }
  return { values: { [field]: user.accountId } };
}

function parent(setting: Setting, value: unknown): Read {
  if (value === null && !setting.type.subtask) return { values: { parentId: null } };
  const parsed = IssueRef.safeParse(value);
  if (!parsed.success) return { error: wrong("no_reference") };
  const found = setting.site.find(parsed.data.key ?? parsed.data.id ?? "");
  if (!found || !canSee(setting.who, found)) {
    return { error: wrong("parent_not_found") };
  }
  const above = issueTypes.find((type) => type.id === found.typeId);
  if (above?.hierarchyLevel !== setting.type.hierarchyLevel + 1) {
    return { error: wrong("parent_not_above") };
  }
  if (setting.type.subtask && found.projectId !== setting.project.id) {
    return { error: wrong("parent_elsewhere") };
  }
  return { values: { parentId: found.id } };
}

function cascade(value: unknown): Read {
  const parsed = Cascade.safeParse(value);
  if (!parsed.success) return { error: wrong("no_reference") };
  const option = matterTypes.find((entry) => entry.id === parsed.data.id || entry.value === parsed.data.value);
  if (!option) return { error: wrong("option_invalid", parsed.data.value ?? parsed.data.id ?? "") };
  const asked = parsed.data.child;
  const child = asked && option.children.find((entry) => entry.id === asked.id || entry.value === asked.value);
  if (asked && !child) return { error: wrong("option_invalid", asked.value ?? asked.id ?? "") };
  const kept = {
    id: option.id,
    value: option.value,
    ...(child ? { child: { id: child.id, value: child.value } } : {}),
  };
  return { values: { custom: { [MATTER]: kept } } };
}

function labels(value: unknown): Read {
  const parsed = z.array(z.string()).safeParse(value);
  if (!parsed.success) return { error: wrong("no_list") };
  const spaced = parsed.data.find((label) => /\s/.test(label));
  if (spaced !== undefined) return { error: wrong("label_spaced", spaced) };
  return { values: { labels: [...new Set(parsed.data)].sort() } };
}

function estimate(value: unknown): Read {
  const parsed = Tracking.safeParse(value);
  if (!parsed.success) return { error: wrong("no_object") };
  const seconds =
    parsed.data.originalEstimate === undefined ? undefined : durationSeconds(parsed.data.originalEstimate);
  if (seconds === undefined) return { error: wrong("estimate_invalid") };
  return { values: { estimateSeconds: seconds } };
}

const named = <T extends { id: string; name: string }>(
  list: T[],
  value: unknown,
  set: (entry: T) => Values,
  kind: string,
): Read => {
  const parsed = Named.safeParse(value);
  if (!parsed.success) return { error: wrong("no_object") };
  const found = list.find((entry) => entry.id === parsed.data.id) ?? byName(list, parsed.data.name ?? "");
  return found ? { values: set(found) } : { error: wrong("choice_invalid", kind) };
};

const readers: Record<string, (setting: Setting, value: unknown) => Read> = {
  summary: (_, value) => summary(value),
  description: (_, value) => {
    if (value === null) return { values: { description: null } };
    const parsed = Doc.safeParse(value);
    return parsed.success ? { values: { description: parsed.data } } : { error: wrong("no_document") };
  },
  assignee: (setting, value) => person(setting, value, "assignee"),
  reporter: (setting, value) => person(setting, value, "reporter"),
  duedate: (_, value) => {
    if (value === null) return { values: { due: null } };
    if (typeof value !== "string") return { error: wrong("no_string") };
    return isDay(value) ? { values: { due: value } } : { error: wrong("date_invalid", value) };
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
    value === null || typeof value === "number" ? { values: { points: value } } : { error: wrong("no_number") },
  [FLAGGED]: (_, value) => {
    if (value === null) return { values: { flagged: false } };
    const parsed = z.array(Option).safeParse(value);
    if (!parsed.success) return { error: wrong("no_list") };
    const other = parsed.data.find((option) => option.value !== "Impediment" && option.id !== "10019");
    return other
      ? { error: wrong("option_invalid", other.value ?? "") }
      : { values: { flagged: parsed.data.length > 0 } };
  },
  [COST_CENTRE]: (_, value) =>
    typeof value === "string" ? { values: { custom: { [COST_CENTRE]: value } } } : { error: wrong("no_string") },
  [MATTER]: (_, value) => cascade(value),
};

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === "";

/** The values of a request, and what is wrong with it by field. */
export function readFields(
  setting: Setting,
  given: Record<string, unknown>,
): { values: Values; errors: Record<string, Wrong> } {
  const screen = setting.issue ? "edit" : "create";
  const errors: Record<string, Wrong> = {};
  let values: Values = {};
  for (const [id, value] of Object.entries(given)) {
    if (screen === "create" && (id === "project" || id === "issuetype")) continue;
    const field = findField(id);
    const reader = readers[id];
    if (!field || !reader || !onScreen(field, screen, setting.project, setting.type)) {
      errors[id] = wrong("off_screen", id);
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

function demand(setting: Setting, given: Record<string, unknown>, errors: Record<string, Wrong>): void {
  for (const field of fields) {
    if (!isRequired(field, setting.project, setting.type) || !isEmpty(given[field.id])) continue;
    if (["project", "issuetype", "reporter"].includes(field.id)) continue;
    errors[field.id] ??= requiredText(field);
  }
}

function requiredText(field: Field): Wrong {
  if (field.id === "summary") return wrong("summary_missing");
  return field.id === "parent" ? wrong("parent_missing") : wrong("required", field.name);
}
