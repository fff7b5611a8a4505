// The fields that JQL knows here: how each reads an item, and which values exist.
import { byId, categories, issueTypes, priorities, resolutions, statuses } from "../state/catalogue.ts";
import { type Issue } from "../state/model.ts";
import { people } from "../state/people.ts";
import { findProject, projects } from "../state/projects.ts";

type Kind = "choice" | "date" | "text" | "number" | "issue";
export interface SearchField {
  kind: Kind;
  /** The values of an item, lower case for choices; none means EMPTY. */
  read: (issue: Issue) => (string | number)[];
  /** The value that a word of the query stands for; undefined when there is no such value. */
  resolve?: (word: string) => string | undefined;
}

const opt = <T extends string | number>(value: T | null): T[] => (value === null ? [] : [value]);
const named =
  (list: { id: string; name: string }[]) =>
  (word: string): string | undefined =>
    list.find((entry) => entry.id === word || entry.name.toLowerCase() === word.toLowerCase())?.id;
const person = (word: string): string | undefined =>
  people.find(
    (user) =>
      user.accountId === word || user.displayName.toLowerCase() === word.toLowerCase() || user.emailAddress === word,
  )?.accountId;
const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);

const status: SearchField = { kind: "choice", read: (issue) => [issue.statusId], resolve: named(statuses) };
const type: SearchField = { kind: "choice", read: (issue) => [issue.typeId], resolve: named(issueTypes) };
const key: SearchField = { kind: "issue", read: (issue) => [issue.id] };
const due: SearchField = { kind: "date", read: (issue) => opt(issue.due).map(day) };
const personField = (read: (issue: Issue) => string | null): SearchField => ({
  kind: "choice",
  read: (issue) => opt(read(issue)),
  resolve: person,
});

export const searchFields: Record<string, SearchField> = {
  project: {
    kind: "choice",
    read: (issue) => [issue.projectId],
    resolve: (word) => findProject(word)?.id ?? named(projects)(word),
  },
  key,
  issuekey: key,
  issue: key,
  id: key,
  updated: { kind: "date", read: (issue) => [issue.updatedAt] },
  updateddate: { kind: "date", read: (issue) => [issue.updatedAt] },
  created: { kind: "date", read: (issue) => [issue.createdAt] },
  createddate: { kind: "date", read: (issue) => [issue.createdAt] },
  resolutiondate: { kind: "date", read: (issue) => opt(issue.resolvedAt) },
  resolved: { kind: "date", read: (issue) => opt(issue.resolvedAt) },
  statuscategorychangeddate: { kind: "date", read: (issue) => [issue.categoryChangedAt] },
  due,
  duedate: due,
  status,
  statuscategory: {
    kind: "choice",
    read: (issue) => [byId(statuses, issue.statusId).category.key],
    resolve: (word) =>
      categories.find(
        (entry) =>
          String(entry.id) === word ||
          entry.key === word.toLowerCase() ||
          entry.name.toLowerCase() === word.toLowerCase(),
      )?.key,
  },
  resolution: {
    kind: "choice",
    read: (issue) => opt(issue.resolutionId),
    resolve: (word) => (word.toLowerCase() === "unresolved" ? "" : named(resolutions)(word)),
  },
  assignee: personField((issue) => issue.assignee),
  reporter: personField((issue) => issue.reporter),
  creator: personField((issue) => issue.creator),
  parent: { kind: "issue", read: (issue) => opt(issue.parentId) },
  issuetype: type,
  type,
  priority: { kind: "choice", read: (issue) => [issue.priorityId], resolve: named(priorities) },
  labels: {
    kind: "choice",
    read: (issue) => issue.labels.map((label) => label.toLowerCase()),
    resolve: (word) => word.toLowerCase(),
  },
  summary: { kind: "text", read: (issue) => [issue.summary.toLowerCase()] },
  text: {
    kind: "text",
    read: (issue) => [`${issue.summary} ${JSON.stringify(issue.description ?? "")}`.toLowerCase()],
  },
  "story point estimate": { kind: "number", read: (issue) => opt(issue.points) },
  "cf[10016]": { kind: "number", read: (issue) => opt(issue.points) },
  flagged: {
    kind: "choice",
    read: (issue) => (issue.flagged ? ["impediment"] : []),
    resolve: (word) => (word.toLowerCase() === "impediment" ? "impediment" : undefined),
  },
};

/** A value inside a property, by the path that the app's manifest indexes. */
export function propertyValue(issue: Issue, key: string, path: string): (string | number)[] {
  let value: unknown = issue.properties[key];
  for (const step of path.split(".")) {
    value =
      typeof value === "object" && value !== null
        ? new Map<string, unknown>(Object.entries(value)).get(step)
        : undefined;
  }
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.flatMap((entry): (string | number)[] =>
    typeof entry === "string" ? [entry.toLowerCase()] : typeof entry === "number" ? [entry] : [],
  );
}
