// What the pages show, as the person who looks may see it.
import { type z } from "zod";
import { byId, issueTypes, linkTypes, priorities, securityLevels, statuses, transitionOf } from "../state/catalogue.ts";
import { findField } from "../state/fields.ts";
import { type ChangeItem, type Issue } from "../state/model.ts";
import { canBrowse, canCreate, canDelete, canEdit, canSee, type Principal } from "../state/permissions.ts";
import { findUser, people } from "../state/people.ts";
import { projectOf, projects } from "../state/projects.ts";
import { type Site } from "../state/site.ts";
import { bundleName, type Manifest, uiModules } from "../forge/manifest.ts";
import { type Bootstrap, type Card, type IssueView, type Person } from "../wire.ts";

const MARK = "throughline";

const nameOf = (id: string | null): string =>
  id === null ? "Unassigned" : (findUser(id)?.displayName ?? "A former user");

export function card(site: Site, issue: Issue): Card {
  const type = byId(issueTypes, issue.typeId);
  return {
    id: issue.id,
    key: issue.key,
    project: projectOf(issue.projectId).key,
    type: type.name,
    subtask: type.subtask,
    summary: issue.summary,
    status: issue.statusId,
    assignee: issue.assignee,
    due: issue.due,
    flagged: issue.flagged,
    points: issue.points,
    marked: MARK in issue.properties,
    parent: issue.parentId === null ? null : (site.find(issue.parentId)?.key ?? null),
  };
}

export const board = (site: Site, who: Principal, projectKey: string): Card[] =>
  site
    .issues()
    .filter(
      (issue) =>
        projectOf(issue.projectId).key === projectKey && canSee(who, issue) && !byId(issueTypes, issue.typeId).subtask,
    )
    .map((issue) => card(site, issue));

const said = (item: ChangeItem): string => {
  const name = findField(item.fieldId)?.name ?? item.field;
  if (item.fieldId === "description") return "changed the Description";
  const [from, to] = [
    item.fromText === null || item.fromText === "" ? "None" : item.fromText,
    item.toText === null || item.toText === "" ? "None" : item.toText,
  ];
  return `changed the ${name}: ${from.replace(" 00:00:00.0", "")} → ${to.replace(" 00:00:00.0", "")}`;
};

const plainText = (node: unknown): string => {
  if (typeof node !== "object" || node === null) return "";
  if ("text" in node && typeof node.text === "string") return node.text;
  if (!("content" in node) || !Array.isArray(node.content)) return "";
  const inner = node.content.map(plainText);
  return "type" in node && node.type === "doc" ? inner.join("\n") : inner.join("");
};

function entries(issue: Issue): IssueView["entries"] {
  const made = [{ at: issue.createdAt, who: nameOf(issue.creator), what: "created this item" }];
  const changed = issue.history.flatMap((history) =>
    history.items.map((item) => ({ at: history.at, who: nameOf(history.author), what: said(item) })),
  );
  const spoken = issue.comments.map((comment) => ({
    at: comment.at,
    who: nameOf(comment.author),
    what: `commented: ${plainText(comment.body)}`,
  }));
  const logged = issue.worklogs.map((log) => ({
    at: log.at,
    who: nameOf(log.author),
    what: `logged ${String(Math.round(log.seconds / 60))} minutes`,
  }));
  return [...made, ...changed, ...spoken, ...logged]
    .sort((a, b) => b.at - a.at)
    .map((entry) => ({ ...entry, at: new Date(entry.at).toISOString() }));
}

export function issueView(site: Site, issue: Issue, who: Principal): IssueView {
  const parents: IssueView["parents"] = [];
  for (let above = issue.parentId; above !== null;) {
    const found = site.find(above);
    if (!found) break;
    parents.unshift({ key: found.key, summary: found.summary });
    above = found.parentId;
  }
  return {
    card: card(site, issue),
    description: plainText(issue.description),
    reporter: nameOf(issue.reporter),
    priority: byId(priorities, issue.priorityId).name,
    labels: issue.labels,
    security: issue.securityId === null ? null : byId(securityLevels, issue.securityId).name,
    created: new Date(issue.createdAt).toISOString(),
    updated: new Date(issue.updatedAt).toISOString(),
    children: site
      .children(issue)
      .filter((child) => canSee(who, child))
      .map((child) => card(site, child)),
    links: site.data.links.flatMap((link) => {
      const outward = link.inwardId === issue.id;
      if (!outward && link.outwardId !== issue.id) return [];
      const other = site.find(outward ? link.outwardId : link.inwardId);
      const type = linkTypes.find((entry) => entry.id === link.typeId);
      return other && type && canSee(who, other)
        ? [{ what: outward ? type.outward : type.inward, key: other.key, summary: other.summary }]
        : [];
    }),
    entries: entries(issue),
    properties: Object.entries(issue.properties).map(([key, value]) => ({ key, value })),
    parents,
    mayEdit: canEdit(who, issue),
    mayDelete: canDelete(who, issue),
  };
}

const person = (accountId: string): Person => {
  const user = findUser(accountId);
  return { accountId, name: user?.displayName ?? "A former user", admin: user?.admin ?? false };
};

export function bootstrap(
  site: Site,
  manifest: Manifest,
  who: Principal,
  told: { service: string; page: string },
): z.infer<typeof Bootstrap> {
  return {
    me: person(who.accountId),
    people: people.map((user) => person(user.accountId)),
    statuses: statuses.map((status) => ({
      id: status.id,
      name: status.name,
      category: status.category.key,
      transition: transitionOf(status),
    })),
    priorities: priorities.map(({ id, name }) => ({ id, name })),
    projects: projects
      .filter((project) => canBrowse(who, project))
      .map((project) => ({
        id: project.id,
        key: project.key,
        name: project.name,
        types: project.typeIds.map((id) => ({ id, name: byId(issueTypes, id).name })),
        mayCreate: canCreate(who, project),
        needs: project.required,
      })),
    modules: site.data.installed
      ? uiModules(manifest).map(({ kind, module }) => ({
          kind,
          key: module.key,
          title: module.label ?? module.title ?? module.key,
          bundle: bundleName(module.resource),
          ...(module.viewportSize === undefined ? {} : { size: module.viewportSize }),
        }))
      : [],
    commands: manifest.modules["jira:command"].map((command) => ({
      key: command.key,
      title: command.title,
      page: null,
    })),
    installed: site.data.installed,
    ...told,
    days: site.clock.days(),
    today: new Date(site.clock.now()).toISOString().slice(0, 10),
  };
}
