// What the pages show, as the person who looks may see it.
import { type z } from "zod";
import { type AppConsole } from "../components/console.ts";
import { hasApp } from "../components/routes.ts";
import { customTypes, findTeam, statusOption } from "../state/acme.ts";
import { notesOf } from "../state/html.ts";
import { type Project, type Task } from "../state/model.ts";
import { canEditProject, canEditTask, canSeeProject, canSeeTask } from "../state/permissions.ts";
import { findUser, people } from "../state/people.ts";
import { type Site } from "../state/site.ts";
import { type AdminView, type Bootstrap, type ProjectInfo, type Row, type RuleInfo, type TaskView } from "../wire.ts";

export const nameOf = (gid: string | null): string =>
  gid === null ? "Asana" : (findUser(gid)?.name ?? "A former user");
const moment = (at: number): string => new Date(at).toISOString();
const momentOrNull = (at: number | null): string | null => (at === null ? null : moment(at));

const widgetsOf = (site: Site, app: AppConsole, task: Task) =>
  site.data.attachments.filter(({ parent, app: of }) => parent === task.gid && of === app.client.id);

/** `within`: which of its projects the row stands in. */
export function row(site: Site, app: AppConsole, task: Task, within?: string): Row {
  const place = task.memberships.find(({ project }) => project === within) ?? task.memberships[0];
  const parts = site.subtasks(task);
  return {
    gid: task.gid,
    name: task.name,
    type: task.subtype,
    project: place?.project ?? null,
    section: place?.section ?? null,
    completed: task.completedAt !== null,
    approval: task.approval,
    status: task.statusOption === null ? null : (statusOption(task.statusOption)?.name ?? null),
    assignee: task.assignee,
    due: task.dueOn,
    fields: task.fields,
    parts: parts.length,
    partsDone: parts.filter((part) => part.completedAt !== null).length,
    waits: task.dependencies.some((gid) => site.task(gid)?.completedAt === null),
    carriesWidget: widgetsOf(site, app, task).length > 0,
  };
}

const inProject = (site: Site, project: Project): Task[] =>
  site.tasks().filter((task) => task.memberships.some((place) => place.project === project.gid));

export function projectInfo(site: Site, app: AppConsole, me: string, project: Project): ProjectInfo {
  const tasks = inProject(site, project);
  return {
    gid: project.gid,
    name: project.name,
    team: findTeam(project.team)?.name ?? "",
    color: project.color,
    notes: project.notes,
    view: project.view,
    private: project.privacy === "private",
    mayEdit: canEditProject(me, project),
    hasApp: project.apps.includes(app.client.id),
    owner: project.owner,
    members: project.members.length,
    sections: project.sections,
    fields: project.fieldGids.flatMap((gid) => site.field(gid) ?? []),
    open: tasks.filter((task) => task.completedAt === null).length,
    total: tasks.length,
  };
}

export const projectRows = (site: Site, app: AppConsole, project: Project): Row[] =>
  inProject(site, project).map((task) => row(site, app, task, project.gid));

export function taskView(site: Site, app: AppConsole, task: Task, me: string): TaskView {
  const parent = task.parent === null ? undefined : site.task(task.parent);
  const named = (other: Task) => ({ gid: other.gid, name: other.name, completed: other.completedAt !== null });
  const seen = (other: Task): boolean => canSeeTask(site, me, other);
  const widgets = widgetsOf(site, app, task);
  return {
    row: row(site, app, task),
    notes: notesOf(task.html),
    html: task.html,
    statusOption: task.statusOption,
    places: task.memberships.filter(({ project }) => canSeeProject(me, site.projectOf(project))),
    parent: parent && seen(parent) ? { gid: parent.gid, name: parent.name } : null,
    parts: site.subtasks(task).map((part) => row(site, app, part)),
    waitsFor: task.dependencies
      .flatMap((gid) => site.task(gid) ?? [])
      .filter(seen)
      .map(named),
    blocks: site
      .tasks()
      .filter((other) => other.dependencies.includes(task.gid) && seen(other))
      .map(named),
    attachments: site.data.attachments
      .filter((entry) => entry.parent === task.gid)
      .map((entry) => ({ gid: entry.gid, name: entry.name, url: entry.url, widget: widgets.includes(entry) })),
    stories: storiesOf(site, task),
    createdBy: task.createdBy,
    created: moment(task.createdAt),
    modified: moment(task.modifiedAt),
    followers: task.followers,
    minutes: task.minutes,
    external: Object.values(task.external),
    mayEdit: canEditTask(site, me, task),
    hasApp: hasApp(site, app, task),
  };
}

const storiesOf = (site: Site, task: Task): TaskView["stories"] => [
  {
    gid: `${task.gid}-made`,
    at: moment(task.createdAt),
    who: nameOf(task.createdBy),
    text: "created this task",
    comment: false,
  },
  ...site.data.stories
    .filter((story) => story.task === task.gid)
    .map((story) => ({
      gid: story.gid,
      at: moment(story.at),
      who: nameOf(story.by),
      text: story.text,
      comment: story.subtype === "comment_added",
    })),
];

export function bootstrap(site: Site, app: AppConsole, me: string, service: string): z.infer<typeof Bootstrap> {
  const found = findUser(me);
  if (!found) throw new Error(`no user ${me}`);
  return {
    me: found,
    people,
    projects: site.data.projects
      .filter((project) => !project.archived && canSeeProject(me, project))
      .map((project) => projectInfo(site, app, me, project)),
    app: {
      name: site.data.app.name,
      blocked: site.data.app.blocked,
      authUrl: app.authUrl,
      formText: app.formText,
      lookupText: app.lookupText,
      lookupPlaceholder: app.lookupPlaceholder,
      actionName: app.actions[0]?.name ?? "",
    },
    statuses: customTypes.flatMap((type) => type.statuses.map((status) => ({ ...status, type: type.gid }))),
    paid: site.data.paid,
    service,
    days: site.clock.days(),
    today: moment(site.clock.now()).slice(0, 10),
  };
}

export const rulesOf = (site: Site, project: string): RuleInfo[] =>
  site.data.rules
    .filter((rule) => rule.project === project)
    .map((rule) => ({
      gid: rule.gid,
      name: rule.name,
      by: nameOf(rule.by),
      paused: rule.paused,
      values: rule.values,
      runs: site.data.ruleRuns
        .filter((run) => run.rule === rule.gid)
        .slice(-5)
        .reverse()
        .map(({ key, task, state, said }) => ({ key, task: site.anyTask(task)?.name ?? "a task", state, said })),
    }));

export function adminView(site: Site, app: AppConsole): z.infer<typeof AdminView> {
  const { name, registration, scopes, redirectUris, blocked } = site.data.app;
  const addresses = [
    { what: "Authentication", url: app.authUrl },
    { what: "Modal form", url: app.formUrl },
    { what: "Lookup", url: app.attachUrl },
    { what: "Lookup suggestions", url: app.typeaheadUrl },
    { what: "Widget", url: app.widgetUrl },
    { what: "Widget for attachments that match", url: app.matchPattern.source.replaceAll("\\/", "/") },
    ...app.actions.map((action) => ({ what: `Rule action “${action.name}”`, url: action.runUrl })),
  ];
  return {
    app: { name, clientId: app.client.id, registration, scopes, redirectUris, blocked, addresses },
    grants: site.data.grants.map((grant) => ({
      id: grant.id,
      who: nameOf(grant.user),
      at: moment(grant.at),
      scopes: grant.scopes.length,
    })),
    webhooks: site.data.webhooks.map((hook) => ({
      gid: hook.gid,
      resource: site.project(hook.resource)?.name ?? site.anyTask(hook.resource)?.name ?? hook.resource,
      target: hook.target,
      by: nameOf(hook.by),
      lastSuccess: momentOrNull(hook.lastSuccessAt),
      lastFailure: momentOrNull(hook.lastFailureAt),
      failure: hook.lastFailure,
      retries: hook.retries,
      waiting: hook.waiting.length,
      deletion: momentOrNull(hook.deletionAt),
    })),
  };
}
