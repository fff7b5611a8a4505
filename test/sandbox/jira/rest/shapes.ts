// How Jira writes the things of the site in JSON.
import {
  byId,
  type IssueType,
  issueTypes,
  linkTypes,
  priorities,
  resolutions,
  securityLevels,
  type Status,
  statuses,
} from "../state/catalogue.ts";
import { FLAGGED, fields, POINTS } from "../state/fields.ts";
import { type ChangeItem, type History, type Issue } from "../state/model.ts";
import { findUser, type User } from "../state/people.ts";
import { type Project, projectOf } from "../state/projects.ts";
import { type Site } from "../state/site.ts";
import { spentSeconds } from "../state/write.ts";

/** Jira writes moments as `2026-11-21T01:00:00.000+0000`. */
export const moment = (at: number): string => new Date(at).toISOString().replace("Z", "+0000");

export const userJson = (user: User, base: string): Record<string, unknown> => ({
  self: `${base}/rest/api/3/user?accountId=${encodeURIComponent(user.accountId)}`,
  accountId: user.accountId,
  accountType: user.accountType,
  ...(user.emailAddress ? { emailAddress: user.emailAddress } : {}),
  avatarUrls: { "48x48": `${base}/avatar/${encodeURIComponent(user.accountId)}` },
  displayName: user.displayName,
  active: true,
  timeZone: user.timeZone,
});

const person = (id: string | null, base: string): unknown => {
  const user = id === null ? undefined : findUser(id);
  return user ? userJson(user, base) : null;
};

export const statusJson = (status: Status, base: string): Record<string, unknown> => ({
  self: `${base}/rest/api/3/status/${status.id}`,
  description: "",
  name: status.name,
  id: status.id,
  statusCategory: { self: `${base}/rest/api/3/statuscategory/${String(status.category.id)}`, ...status.category },
});

export const typeJson = (type: IssueType, base: string): Record<string, unknown> => ({
  self: `${base}/rest/api/3/issuetype/${type.id}`,
  id: type.id,
  description: type.description,
  iconUrl: `${base}/icon/${type.id}`,
  name: type.name,
  subtask: type.subtask,
  hierarchyLevel: type.hierarchyLevel,
});

export const projectJson = (project: Project, base: string): Record<string, unknown> => ({
  self: `${base}/rest/api/3/project/${project.id}`,
  id: project.id,
  key: project.key,
  name: project.name,
  projectTypeKey: project.typeIds.includes("10010") ? "software" : "business",
  simplified: false,
  style: "classic",
  isPrivate: false,
  avatarUrls: { "48x48": `${base}/avatar/${project.key}` },
});

const named = (entry: { id: string; name: string }, base: string, kind: string): Record<string, unknown> => ({
  self: `${base}/rest/api/3/${kind}/${entry.id}`,
  id: entry.id,
  name: entry.name,
});

const brief = (issue: Issue, base: string): Record<string, unknown> => ({
  id: issue.id,
  key: issue.key,
  self: `${base}/rest/api/3/issue/${issue.id}`,
  fields: {
    summary: issue.summary,
    status: statusJson(byId(statuses, issue.statusId), base),
    priority: named(byId(priorities, issue.priorityId), base, "priority"),
    issuetype: typeJson(byId(issueTypes, issue.typeId), base),
  },
});

function linksJson(site: Site, issue: Issue, base: string): unknown[] {
  return site.data.links.flatMap((link) => {
    const other = link.inwardId === issue.id ? link.outwardId : link.outwardId === issue.id ? link.inwardId : undefined;
    const found = other === undefined ? undefined : site.find(other);
    if (!found) return [];
    const side = link.inwardId === issue.id ? "outwardIssue" : "inwardIssue";
    return [{ id: link.id, type: linkTypes.find((type) => type.id === link.typeId), [side]: brief(found, base) }];
  });
}

/** Every field of an item by its id. */
export function fieldsJson(site: Site, issue: Issue, base: string): Record<string, unknown> {
  const parent = issue.parentId === null ? undefined : site.find(issue.parentId);
  const own = fields
    .filter((field) => field.schema.custom !== undefined)
    .map((field): [string, unknown] => [field.id, issue.custom[field.id] ?? null]);
  return {
    statuscategorychangedate: moment(issue.categoryChangedAt),
    issuetype: typeJson(byId(issueTypes, issue.typeId), base),
    timespent: spentSeconds(issue),
    timeoriginalestimate: issue.estimateSeconds,
    timetracking: {},
    project: projectJson(projectOf(issue.projectId), base),
    resolution: issue.resolutionId === null ? null : named(byId(resolutions, issue.resolutionId), base, "resolution"),
    resolutiondate: issue.resolvedAt === null ? null : moment(issue.resolvedAt),
    created: moment(issue.createdAt),
    updated: moment(issue.updatedAt),
    priority: named(byId(priorities, issue.priorityId), base, "priority"),
    labels: issue.labels,
    issuelinks: linksJson(site, issue, base),
    assignee: person(issue.assignee, base),
    status: statusJson(byId(statuses, issue.statusId), base),
    security: issue.securityId === null ? null : named(byId(securityLevels, issue.securityId), base, "securitylevel"),
    summary: issue.summary,
    creator: person(issue.creator, base),
    reporter: person(issue.reporter, base),
    duedate: issue.due,
    description: issue.description,
    ...(parent ? { parent: brief(parent, base) } : {}),
    subtasks: site
      .children(issue)
      .filter((child) => byId(issueTypes, child.typeId).subtask)
      .map((child) => brief(child, base)),
    comment: {
      comments: issue.comments.map((comment) => ({
        ...comment,
        author: person(comment.author, base),
        created: moment(comment.at),
      })),
      maxResults: issue.comments.length,
      total: issue.comments.length,
      startAt: 0,
    },
    ...Object.fromEntries(own),
    [POINTS]: issue.points,
    [FLAGGED]: issue.flagged
      ? [{ self: `${base}/rest/api/3/customFieldOption/10019`, value: "Impediment", id: "10019" }]
      : null,
  };
}

/** A changelog item has a key of its own called `toString`, as the original has. */
export const changeItemJson = (item: ChangeItem): Record<string, unknown> => ({
  field: item.field,
  fieldtype: item.fieldtype,
  fieldId: item.fieldId,
  from: item.from,
  fromString: item.fromText,
  to: item.to,
  toString: item.toText,
});

export const historyJson = (history: History, base: string): Record<string, unknown> => ({
  id: history.id,
  author: person(history.author, base),
  created: moment(history.at),
  items: history.items.map(changeItemJson),
});
