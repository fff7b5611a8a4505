// Every change of an item goes through here: by REST, by the pages, by the sample script and by passing days alike.
import { byId, issueTypes, priorities, resolutions, securityLevels, statuses } from "./catalogue.ts";
import { FLAGGED, POINTS } from "./fields.ts";
import { type ChangeItem, type Issue } from "./model.ts";
import { findUser } from "./people.ts";
import { projectOf, type Project } from "./projects.ts";
import { type Site } from "./site.ts";

/** What may be set on an item; the same names when it is made and when it is changed. */
export type Values = Partial<
  Pick<
    Issue,
    | "summary"
    | "description"
    | "assignee"
    | "reporter"
    | "due"
    | "parentId"
    | "labels"
    | "priorityId"
    | "securityId"
    | "points"
    | "flagged"
    | "estimateSeconds"
    | "statusId"
    | "typeId"
    | "custom"
  >
>;

interface Stroke {
  actor: string;
  at: number;
  byHand?: boolean;
}
export type Draft = Values & {
  project: Project;
  typeId: string;
  summary: string;
  properties?: Record<string, unknown>;
};

export function createIssue(site: Site, draft: Draft, stroke: Stroke, clonedFrom?: Issue): Issue {
  const { project, properties = {}, statusId, ...values } = draft;
  const issue: Issue = {
    id: site.nextId(),
    key: `${project.key}-${String(site.nextNumber(project.key))}`,
    formerKeys: [],
    projectId: project.id,
    description: null,
    statusId: "10001",
    assignee: null,
    reporter: stroke.actor,
    creator: stroke.actor,
    due: null,
    parentId: null,
    labels: [],
    priorityId: "3",
    resolutionId: null,
    resolvedAt: null,
    securityId: null,
    createdAt: stroke.at,
    updatedAt: stroke.at,
    categoryChangedAt: stroke.at,
    statusChangedAt: stroke.at,
    points: null,
    flagged: false,
    estimateSeconds: null,
    custom: {},
    history: [],
    comments: [],
    worklogs: [],
    byHand: stroke.byHand ?? false,
    properties: structuredClone(properties),
    ...values,
  };
  if (statusId !== undefined) enterStatus(issue, statusId, stroke.at);
  site.put(issue);
  site.announce({
    kind: "created",
    issue,
    actor: stroke.actor,
    at: stroke.at,
    items: [],
    ...(clonedFrom ? { clonedFrom: clonedFrom.id } : {}),
  });
  return issue;
}

/** Leaves `updated` and the changelog alone when nothing differs, as Jira does. */
export function editIssue(site: Site, issue: Issue, values: Values, stroke: Stroke): void {
  const items: ChangeItem[] = [];
  const note = (
    field: string,
    fieldId: string,
    before: Told,
    after: Told,
    fieldtype: "jira" | "custom" = "jira",
  ): void => {
    items.push({ field, fieldId, fieldtype, from: before[0], fromText: before[1], to: after[0], toText: after[1] });
  };
  const described = describe(site, issue);
  const before = structuredClone(issue);
  const { statusId, ...rest } = values;
  Object.assign(issue, structuredClone(rest));
  if (statusId !== undefined && statusId !== issue.statusId) enterStatus(issue, statusId, stroke.at);
  const now = describe(site, issue);
  for (const [fieldId, entry] of now) {
    const old = described.get(fieldId);
    if (old && (old.told[0] !== entry.told[0] || old.told[1] !== entry.told[1])) {
      note(entry.name, fieldId, old.told, entry.told, entry.custom ? "custom" : "jira");
    }
  }
  if (items.length === 0) return;
  if (stroke.byHand === true && before.statusId !== issue.statusId) issue.byHand = true;
  issue.updatedAt = Math.max(issue.updatedAt, stroke.at);
  issue.history.push({ id: site.nextId(), author: stroke.actor, at: stroke.at, items });
  site.put(issue);
  site.announce({ kind: "updated", issue, actor: stroke.actor, at: stroke.at, items });
}

type Told = [id: string | null, text: string | null];
interface Entry {
  name: string;
  told: Told;
  custom: boolean;
}

const plain = (value: string | number | null): Told => [null, value === null ? null : String(value)];

function describe(site: Site, issue: Issue): Map<string, Entry> {
  const entry = (name: string, told: Told, custom = false): Entry => ({ name, told, custom });
  const person = (id: string | null): Told => [id, id === null ? null : (findUser(id)?.displayName ?? id)];
  const parent = issue.parentId === null ? undefined : site.find(issue.parentId);
  const named = (list: { id: string; name: string }[], id: string | null): Told =>
    id === null ? [null, null] : [id, byId(list, id).name];
  return new Map<string, Entry>([
    ["summary", entry("summary", plain(issue.summary))],
    ["description", entry("description", plain(issue.description === null ? null : JSON.stringify(issue.description)))],
    ["status", entry("status", named(statuses, issue.statusId))],
    ["resolution", entry("resolution", named(resolutions, issue.resolutionId))],
    ["assignee", entry("assignee", person(issue.assignee))],
    ["reporter", entry("reporter", person(issue.reporter))],
    ["duedate", entry("duedate", [issue.due, issue.due === null ? null : `${issue.due} 00:00:00.0`])],
    ["parent", entry("IssueParentAssociation", [issue.parentId, parent?.key ?? null])],
    ["labels", entry("labels", plain(issue.labels.join(" ")))],
    ["priority", entry("priority", named(priorities, issue.priorityId))],
    ["security", entry("security", named(securityLevels, issue.securityId))],
    ["issuetype", entry("issuetype", named(issueTypes, issue.typeId))],
    ["project", entry("project", [issue.projectId, projectOf(issue.projectId).name])],
    ["issuekey", entry("Key", plain(issue.key))],
    ["timeoriginalestimate", entry("timeoriginalestimate", plain(issue.estimateSeconds))],
    ["timespent", entry("timespent", plain(spentSeconds(issue)))],
    [POINTS, entry("Story point estimate", plain(issue.points), true)],
    [FLAGGED, entry("Flagged", issue.flagged ? ["[10019]", "Impediment"] : ["", ""], true)],
    ...Object.entries(issue.custom).map(([id, value]): [string, Entry] => [
      id,
      entry(id, plain(JSON.stringify(value)), true),
    ]),
  ]);
}

export const spentSeconds = (issue: Issue): number | null =>
  issue.worklogs.length === 0 ? null : issue.worklogs.reduce((sum, log) => sum + log.seconds, 0);

/** Finished work gets a resolution, reopened work loses it; the category's own date moves only when the category does. */
function enterStatus(issue: Issue, statusId: string, at: number): void {
  const before = byId(statuses, issue.statusId);
  const after = byId(statuses, statusId);
  issue.statusId = after.id;
  issue.statusChangedAt = at;
  if (before.category.key !== after.category.key) issue.categoryChangedAt = at;
  const done = after.category.key === "done";
  issue.resolutionId = done ? (after.name === "Done" ? "10000" : "10001") : null;
  issue.resolvedAt = done ? at : null;
}

export function moveIssue(site: Site, issue: Issue, project: Project, stroke: Stroke): void {
  const before = describe(site, issue);
  issue.formerKeys.push(issue.key);
  issue.projectId = project.id;
  issue.key = `${project.key}-${String(site.nextNumber(project.key))}`;
  const after = describe(site, issue);
  const items = ["project", "issuekey"].flatMap((id): ChangeItem[] => {
    const old = before.get(id);
    const now = after.get(id);
    if (!old || !now) return [];
    const [from, fromText] = old.told;
    const [to, toText] = now.told;
    return [{ field: now.name, fieldId: id, fieldtype: "jira", from, fromText, to, toText }];
  });
  issue.updatedAt = Math.max(issue.updatedAt, stroke.at);
  issue.history.push({ id: site.nextId(), author: stroke.actor, at: stroke.at, items });
  site.put(issue);
  site.announce({ kind: "updated", issue, actor: stroke.actor, at: stroke.at, items });
}

export function deleteIssue(site: Site, issue: Issue, stroke: Stroke): void {
  for (const child of site.children(issue)) {
    if (byId(issueTypes, child.typeId).subtask) deleteIssue(site, child, stroke);
    else editIssue(site, child, { parentId: null }, stroke);
  }
  site.remove(issue);
  site.announce({ kind: "deleted", issue, actor: stroke.actor, at: stroke.at, items: [] });
}

type Comment = Issue["comments"][number];

export function addComment(
  site: Site,
  issue: Issue,
  body: unknown,
  properties: Comment["properties"],
  stroke: Stroke,
): Comment {
  const comment = { id: site.nextId(), author: stroke.actor, at: stroke.at, body, properties };
  issue.comments.push(comment);
  issue.updatedAt = Math.max(issue.updatedAt, stroke.at);
  site.put(issue);
  site.announce({ kind: "commented", issue, actor: stroke.actor, at: stroke.at, items: [], comment });
  return comment;
}

export function logWork(site: Site, issue: Issue, seconds: number, stroke: Stroke): void {
  const before = spentSeconds(issue);
  issue.worklogs.push({ id: site.nextId(), author: stroke.actor, at: stroke.at, seconds });
  const after = spentSeconds(issue);
  const item: ChangeItem = {
    field: "timespent",
    fieldId: "timespent",
    fieldtype: "jira",
    from: null,
    fromText: before === null ? null : String(before),
    to: null,
    toText: String(after),
  };
  issue.updatedAt = Math.max(issue.updatedAt, stroke.at);
  issue.history.push({ id: site.nextId(), author: stroke.actor, at: stroke.at, items: [item] });
  site.put(issue);
  site.announce({ kind: "updated", issue, actor: stroke.actor, at: stroke.at, items: [item] });
}

/** A property is no field: setting it touches neither `updated` nor the changelog, and sends no event. */
export function setProperty(site: Site, issue: Issue, key: string, value: unknown): void {
  issue.properties[key] = structuredClone(value);
  site.put(issue);
}

export function removeProperty(site: Site, issue: Issue, key: string): void {
  issue.properties = Object.fromEntries(Object.entries(issue.properties).filter(([name]) => name !== key));
  site.put(issue);
}
