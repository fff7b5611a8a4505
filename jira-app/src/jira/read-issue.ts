import { MARK_KEY, Mark } from "@throughline/shared/link";
import type { ItemRead } from "@throughline/shared/page";
import { endingOf } from "@throughline/shared/resolution";
import type { Category } from "@throughline/shared/vocabulary";
import type { z } from "zod";
import type { Issue, ToldIssue } from "./issue.ts";
import { isMarkLabel, markInLabels } from "./mark.ts";
import type { Site } from "./site.ts";

/** What we send of an issue. */
export type ItemInput = z.input<typeof ItemRead>;

const MOST_POINTS = 1e6;

/** Jira writes +0000, the contract wants a zone with a colon: one way of writing a moment, ours. */
export function momentOf(jiraTime: string | null | undefined): string | undefined {
  const time = jiraTime ? Date.parse(jiraTime) : Number.NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

const iso = (moment: string): string => new Date(moment).toISOString();

export function categoryOf(
  status: { name: string; statusCategory?: { key: string } | null | undefined },
  resolution: string | undefined,
): Category {
  const key = status.statusCategory?.key;
  if (key === "done") return endingOf(resolution, status.name);
  return key === "indeterminate" ? "doing" : "todo";
}

/** A key says its project: the last part is the number. */
export const projectOf = (key: string): string => key.slice(0, key.lastIndexOf("-"));

/** Without NUL, and without the half character that a cut may leave: neither can be stored. */
const clean = (text: string, max: number): string =>
  text
    .replaceAll("\u0000", "")
    .slice(0, max)
    .replace(/\p{Surrogate}/gu, "");

export function markOf(issue: Issue): Mark | null {
  const mark = Mark.safeParse(issue.properties?.[MARK_KEY]);
  return mark.success ? mark.data : markInLabels(issue.fields.labels ?? [], timesOf(issue).createdAt);
}

/** Two fields may hold points: the first of which something can be made. What can't be used is for the service to say. */
function estimateOf(issue: Issue, site: Site): ItemInput["estimate"] {
  const numbers = site.points.map((id) => issue.fields[id]).filter((value) => typeof value === "number");
  const points = numbers.find((value) => value >= 0 && value <= MOST_POINTS) ?? numbers[0];
  if (points !== undefined) return { value: points, unit: "points" };
  const seconds = issue.fields.timeoriginalestimate;
  return seconds ? { value: Math.round(seconds / 60), unit: "minutes" } : null;
}

function assigneesOf(issue: Issue): ItemInput["assignees"] {
  const person = issue.fields.assignee;
  if (!person) return [];
  return [
    {
      remoteId: person.accountId,
      ...(person.displayName ? { name: clean(person.displayName, 200) } : {}),
      ...(person.emailAddress ? { email: person.emailAddress } : {}),
    },
  ];
}

function subitemsOf(issue: Issue): { done: number; total: number } {
  const subtasks = issue.fields.subtasks ?? [];
  return {
    done: subtasks.filter((each) => each?.fields?.status?.statusCategory?.key === "done").length,
    total: subtasks.length,
  };
}

/** A flag is a list with one entry, "Impediment", or nothing. */
const isFlagged = (issue: Issue, site: Site): boolean => {
  const flag = site.flagged === null ? null : issue.fields[site.flagged];
  return Array.isArray(flag) ? flag.length > 0 : Boolean(flag);
};

function timesOf({ fields }: Issue): Pick<ItemInput, "createdAt" | "updatedAt" | "movedAt" | "finishedAt"> {
  const updatedAt = iso(fields.updated);
  const movedAt = momentOf(fields.statuscategorychangedate);
  return {
    createdAt: fields.created ? iso(fields.created) : updatedAt,
    updatedAt,
    movedAt,
    // Within one category Jira counts no change: whatever happens to a finished issue, this is when it was finished.
    finishedAt: fields.status.statusCategory?.key === "done" ? movedAt : null,
  };
}

function statusOf({ fields: { status, resolution } }: Issue): ItemInput["status"] {
  const name = clean(status.name, 200) || "Unknown";
  return { id: status.id ?? null, name, category: categoryOf(status, resolution?.name) };
}

/** Of finished work only: a workflow may forget to clear it. */
const resolutionOf = ({ fields: { status, resolution } }: Issue): string | null =>
  status.statusCategory?.key === "done" && resolution ? clean(resolution.name, 200) || null : null;

/** Jira's words into ours. Needs the fields that `FIELDS` and the site name, and our property. */
export function toItem(issue: Issue, site: Site): ItemInput {
  const { fields } = issue;
  return {
    ref: { container: fields.project.id, id: issue.id },
    container: {
      key: clean(fields.project.key ?? projectOf(issue.key), 100),
      name: fields.project.name ? clean(fields.project.name, 200) : null,
    },
    key: issue.key,
    title: clean(fields.summary ?? "", 1000) || issue.key,
    url: `${site.url}/browse/${issue.key}`,
    type: fields.issuetype?.name ? clean(fields.issuetype.name, 100) : null,
    status: statusOf(issue),
    resolution: resolutionOf(issue),
    blocked: isFlagged(issue, site),
    assignees: assigneesOf(issue),
    labels: (fields.labels ?? [])
      .filter((label) => !isMarkLabel(label))
      .slice(0, 200)
      .map((label) => clean(label, 255)),
    due: fields.duedate ?? null,
    estimate: estimateOf(issue, site),
    spentMinutes: Math.round((fields.timespent ?? 0) / 60),
    subitems: subitemsOf(issue),
    parent: fields.parent ? { id: fields.parent.id } : null,
    restricted: Boolean(fields.security),
    presence: "live",
    mark: markOf(issue),
    ...timesOf(issue),
  };
}

/** A deleted issue can't be read any more: what its event still says of it, and that it is gone. */
export function toGone({ id, key, fields }: ToldIssue, site: Site, at: string): ItemInput {
  const name = key ?? id;
  const { project, summary, status, security, created } = fields ?? {};
  return {
    ref: { container: (project?.id ?? projectOf(name)) || name, id },
    key,
    title: clean(summary ?? "", 1000) || name,
    url: `${site.url}/browse/${name}`,
    status: status ? { name: clean(status.name, 200) || "Unknown", category: categoryOf(status, undefined) } : LOST,
    restricted: Boolean(security),
    presence: "gone",
    createdAt: created ? iso(created) : at,
    updatedAt: at,
  };
}

/** An issue in a project that nobody chose: that it is there, and nothing of what it says. */
export const toMoved = ({ ref, container, key, url, createdAt, updatedAt }: ItemInput): ItemInput => ({
  ref,
  container: { key: container?.key ?? null },
  key: key ?? null,
  title: key ?? ref.id,
  url,
  status: LOST,
  presence: "gone",
  createdAt,
  updatedAt,
});

const LOST = { name: "Unknown", category: "todo" } as const;
