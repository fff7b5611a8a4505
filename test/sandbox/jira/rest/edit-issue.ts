// Changing items: fields, status, work logs, links, deletion.
import { z } from "zod";
import { byId, issueTypes, linkTypes, statuses, transitionOf } from "../state/catalogue.ts";
import { canDelete } from "../state/permissions.ts";
import { projectOf } from "../state/projects.ts";
import { deleteIssue, editIssue, logWork } from "../state/write.ts";
import { durationSeconds, readFields } from "./field-values.ts";
import { type Call, created, noContent, ok, type Operation, readBody, stroke } from "./operation.ts";
import { checkProperty, editableIssue, Entry, visibleIssue } from "./properties.ts";
import { fieldErrors, refuse, wrong } from "./refusal.ts";
import { statusJson } from "./shapes.ts";
import { setProperty } from "../state/write.ts";

const Details = z.looseObject({
  fields: z.record(z.string(), z.unknown()).optional(),
  update: z.record(z.string(), z.unknown()).optional(),
  properties: z.array(Entry).optional(),
  historyMetadata: z.unknown().optional(),
  transition: z.unknown().optional(),
});
const LabelChange = z.union([
  z.strictObject({ add: z.string() }),
  z.strictObject({ remove: z.string() }),
  z.strictObject({ set: z.array(z.string()) }),
]);
/** Of the verbs of `update` this site knows those of labels. */
const Update = z.strictObject({ labels: z.array(LabelChange).optional() });
const Transition = z.looseObject({
  transition: z.object({ id: z.string() }).loose(),
  fields: z.record(z.string(), z.unknown()).optional(),
  update: z.record(z.string(), z.unknown()).optional(),
  properties: z.array(Entry).optional(),
  historyMetadata: z.unknown().optional(),
});
const NewWorklog = z
  .object({ timeSpent: z.string().optional(), timeSpentSeconds: z.number().int().positive().optional() })
  .loose();
const NewLink = z.object({
  type: z.object({ id: z.string().optional(), name: z.string().optional() }),
  inwardIssue: z.object({ id: z.string().optional(), key: z.string().optional() }),
  outwardIssue: z.object({ id: z.string().optional(), key: z.string().optional() }),
});

const changedLabels = (labels: string[], changes: z.infer<typeof LabelChange>[]): string[] =>
  changes.reduce((now, change) => {
    if ("set" in change) return change.set;
    return "add" in change ? [...now, change.add] : now.filter((label) => label !== change.remove);
  }, labels);

function edit(call: Call): void {
  const issue = editableIssue(call);
  const details = readBody(Details, call.body);
  const update = readBody(Update, details.update ?? {});
  const type = byId(issueTypes, issue.typeId);
  const setting = { site: call.site, who: call.who, project: projectOf(issue.projectId), type, issue };
  const labels = update.labels === undefined ? {} : { labels: changedLabels(issue.labels, update.labels) };
  const { values, errors } = readFields(setting, { ...details.fields, ...labels });
  if (Object.keys(errors).length > 0) throw fieldErrors(errors);
  for (const entry of details.properties ?? []) checkProperty(entry.key ?? "", entry.value);
  const custom = values.custom ? { custom: { ...issue.custom, ...values.custom } } : {};
  editIssue(call.site, issue, { ...values, ...custom }, stroke(call));
  for (const entry of details.properties ?? []) setProperty(call.site, issue, entry.key ?? "", entry.value);
}

function transition(call: Call): void {
  const issue = editableIssue(call);
  const asked = readBody(Transition, call.body);
  const target = statuses.find((status) => transitionOf(status) === asked.transition.id);
  if (!target || target.id === issue.statusId) {
    throw refuse("illegal_transition");
  }
  if (asked.fields && Object.keys(asked.fields).length > 0) {
    const [name = ""] = Object.keys(asked.fields);
    throw fieldErrors({ [name]: wrong("off_screen", name) });
  }
  editIssue(call.site, issue, { statusId: target.id }, stroke(call));
}

function remove(call: Call): void {
  const issue = visibleIssue(call);
  if (!canDelete(call.who, issue)) throw refuse("delete_not_allowed");
  const parts = call.site.children(issue).some((child) => byId(issueTypes, child.typeId).subtask);
  if (parts && call.query["deleteSubtasks"] !== "true") {
    throw refuse("has_subtasks", issue.key);
  }
  deleteIssue(call.site, issue, stroke(call));
}

function worklog(call: Call): Record<string, unknown> {
  const issue = editableIssue(call);
  const asked = readBody(NewWorklog, call.body);
  const seconds = asked.timeSpentSeconds ?? durationSeconds(asked.timeSpent ?? "");
  if (seconds === undefined) throw fieldErrors({ timeLogged: wrong("duration_invalid") });
  logWork(call.site, issue, seconds, stroke(call));
  return { issueId: issue.id, timeSpentSeconds: seconds };
}

function link(call: Call): void {
  const asked = readBody(NewLink, call.body);
  const type = linkTypes.find((entry) => entry.id === asked.type.id || entry.name === asked.type.name);
  const inward = call.site.find(asked.inwardIssue.key ?? asked.inwardIssue.id ?? "");
  const outward = call.site.find(asked.outwardIssue.key ?? asked.outwardIssue.id ?? "");
  if (!type) throw refuse("link_type_not_found", asked.type.name ?? "");
  if (!inward || !outward) throw refuse("issue_not_found");
  call.site.data.links.push({ id: call.site.nextId(), typeId: type.id, inwardId: inward.id, outwardId: outward.id });
}

const done = (act: (call: Call) => void) => (call: Call) => {
  act(call);
  return noContent;
};

export const editOperations: Operation[] = [
  { method: "PUT", path: "/issue/:issue", scope: "write:jira-work", run: done(edit) },
  { method: "DELETE", path: "/issue/:issue", scope: "write:jira-work", run: done(remove) },
  {
    method: "GET",
    path: "/issue/:issue/transitions",
    scope: "read:jira-work",
    run: (call) => {
      const issue = visibleIssue(call);
      const transitions = statuses
        .filter((status) => status.id !== issue.statusId)
        .map((status) => ({
          id: transitionOf(status),
          name: status.name,
          to: statusJson(status, call.base),
          hasScreen: false,
          isGlobal: true,
          isInitial: false,
          isAvailable: true,
          isConditional: false,
        }));
      return ok({ expand: "transitions", transitions });
    },
  },
  { method: "POST", path: "/issue/:issue/transitions", scope: "write:jira-work", run: done(transition) },
  { method: "POST", path: "/issue/:issue/worklog", scope: "write:jira-work", run: (call) => created(worklog(call)) },
  {
    method: "POST",
    path: "/issueLink",
    scope: "write:jira-work",
    run: (call) => {
      link(call);
      return { status: 201 };
    },
  },
];
