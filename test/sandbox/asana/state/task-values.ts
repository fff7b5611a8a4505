// What can be set on a task, and what else changes with it.
import { statusOption, typeOfStatus } from "./acme.ts";
import { type Stroke } from "./happen.ts";
import { type Project, type Task } from "./model.ts";

export interface Place {
  project: Project;
  section?: string | undefined;
}
export type Values = Partial<
  Pick<
    Task,
    | "name"
    | "html"
    | "assignee"
    | "startOn"
    | "dueOn"
    | "dueAt"
    | "approval"
    | "statusOption"
    | "subtype"
    | "parent"
    | "minutes"
  >
> & {
  completed?: boolean;
  fields?: Record<string, string | number | null>;
  external?: { client: string; gid: string; data: string };
};
export type Draft = Values & { name: string; places: Place[]; followers?: string[]; createdBy: string };

/** Custom field values and custom data, by which no other rule hangs. */
export function setPlain(task: Task, values: Values): void {
  for (const [gid, value] of Object.entries(values.fields ?? {})) {
    const others = Object.fromEntries(Object.entries(task.fields).filter(([key]) => key !== gid));
    task.fields = value === null || value === "" ? others : { ...others, [gid]: value };
  }
  if (values.external) {
    const { client, ...external } = values.external;
    task.external[client] = external;
  }
}

/** An approval is complete with any verdict; completing one without a verdict approves it. */
export function complete(task: Task, done: boolean, stroke: Stroke, verdict?: Task["approval"]): void {
  task.completedAt = done ? stroke.at : null;
  task.completedBy = done ? stroke.actor : null;
  if (task.subtype === "approval") task.approval = done ? (verdict ?? "approved") : "pending";
  const type = task.statusOption === null ? undefined : typeOfStatus(task.statusOption);
  if (type && statusOption(task.statusOption ?? "")?.done !== done)
    task.statusOption = type.statuses.find((status) => status.done === done)?.gid ?? null;
}

export function enterStatus(task: Task, option: string, stroke: Stroke): void {
  task.subtype = "custom";
  task.statusOption = option;
  const done = statusOption(option)?.done ?? false;
  if (done !== (task.completedAt !== null)) complete(task, done, stroke);
}

const plainNames = ["name", "html", "assignee", "startOn", "dueOn", "dueAt", "parent", "minutes"] as const;

export function setValues(task: Task, values: Values, stroke: Stroke): void {
  for (const key of plainNames) if (values[key] !== undefined) Object.assign(task, { [key]: values[key] });
  if (values.subtype !== undefined) enterSubtype(task, values.subtype);
  if (values.assignee != null && !task.followers.includes(values.assignee)) task.followers.push(values.assignee);
  setPlain(task, values);
  if (values.statusOption != null) enterStatus(task, values.statusOption, stroke);
  if (values.completed !== undefined && values.completed !== (task.completedAt !== null))
    complete(task, values.completed, stroke);
  if (values.approval !== undefined && values.approval !== task.approval)
    complete(task, values.approval !== "pending", stroke, values.approval);
}

function enterSubtype(task: Task, subtype: Task["subtype"]): void {
  task.subtype = subtype;
  task.approval = subtype === "approval" ? (task.approval ?? "pending") : null;
  if (subtype !== "custom") task.statusOption = null;
}
