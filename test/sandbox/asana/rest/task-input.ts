// The body of a task, made or changed: what may stand in it, and what of it makes sense here.
import { z } from "zod";
import { customTypes, statusOption, typeOfStatus } from "../state/acme.ts";
import { htmlFault, htmlOf } from "../state/html.ts";
import { Approval, type CustomField, type Project, Subtype, type Task } from "../state/model.ts";
import { type Site } from "../state/site.ts";
import { type Values } from "../state/task-values.ts";
import { defaultStatus } from "../state/write-tasks.ts";
import { type Call, Gid } from "./operation.ts";
import { badRequest, forbidden, notPaid } from "./refusal.ts";
import { editableTask, knownUser } from "./seen.ts";

const Text = (most: number) =>
  z.string("Value is not a string").max(most, `Too long; at most ${String(most)} characters`);
const External = z.strictObject({ gid: Text(1024).min(1), data: Text(32_768).default("") });
const When = z.iso.datetime({ offset: true, error: "Value is not a date-time" });
const Day = z.iso.date("Value is not a date: use YYYY-MM-DD");

export const taskFields = {
  name: Text(1024),
  notes: Text(65_535),
  html_notes: Text(65_535),
  assignee: z.string("Value is not a string").nullable(),
  completed: z.boolean("Value is not a boolean"),
  approval_status: Approval,
  due_on: Day.nullable(),
  due_at: When.nullable(),
  start_on: Day.nullable(),
  resource_subtype: Subtype,
  custom_type: Gid.nullable(),
  custom_type_status_option: Gid.nullable(),
  custom_fields: z.record(Gid, z.union([z.string(), z.number(), z.null()])),
  external: External,
  liked: z.boolean("Value is not a boolean"),
} as const;
export type TaskInput = { [K in keyof typeof taskFields]?: z.infer<(typeof taskFields)[K]> | undefined };

/** The fields that may hang on a task in these projects. */
export const fieldsIn = (site: Site, projects: Project[]): CustomField[] => {
  const gids = new Set(projects.flatMap((project) => project.fieldGids));
  return [...gids].flatMap((gid) => site.field(gid) ?? []);
};

export function readFields(
  call: Call,
  fields: CustomField[],
  given: Record<string, string | number | null>,
): Record<string, string | number | null> {
  if (!call.site.data.paid) throw notPaid("Custom Fields");
  for (const [gid, value] of Object.entries(given)) {
    const field = fields.find((entry) => entry.gid === gid);
    if (!field) throw badRequest(`custom_fields: Custom field with ID ${gid} is not on given object`);
    if (value === null) continue;
    const fits =
      field.type === "enum"
        ? value === "" || field.options.some((option) => option.gid === value)
        : typeof value === (field.type === "number" ? "number" : "string");
    if (!fits) throw badRequest(`custom_fields: ${String(value)} is not a valid value for custom field ${gid}`);
    if (typeof value === "string" && value.length > 1024)
      throw badRequest(`custom_fields: The text of custom field ${gid} is too long`);
  }
  return given;
}

function readExternal(call: Call, given: z.infer<typeof External>, self: Task | undefined): Values["external"] {
  const { client } = call.caller;
  if (client === null) throw forbidden("external: Custom external data is for OAuth apps only.");
  const taken = call.site.tasks().some((task) => task.gid !== self?.gid && task.external[client]?.gid === given.gid);
  if (taken && call.site.data.uniqueExternal) throw badRequest("external: gid is already in use");
  return { client, ...given };
}

function readNotes(input: TaskInput): string | undefined {
  if (input.html_notes === undefined) return input.notes === undefined ? undefined : htmlOf(input.notes);
  if (input.notes !== undefined) throw badRequest("notes: Give notes or html_notes, not both.");
  const fault = htmlFault(input.html_notes);
  if (fault !== undefined) throw badRequest(`html_notes: XML is invalid: ${fault}`);
  return input.html_notes;
}

type Dates = Pick<Values, "dueOn" | "dueAt" | "startOn">;

/** `due_at` is a due date too; the one clears the other. */
function readDue(input: TaskInput): Dates {
  const { due_on: day, due_at: moment } = input;
  if (day != null && moment != null) throw badRequest("You may only provide one of due_on and due_at.");
  if (moment != null) return { dueOn: moment.slice(0, 10), dueAt: moment };
  return day === undefined && moment === undefined ? {} : { dueOn: day ?? null, dueAt: null };
}

function readDates(input: TaskInput, self: Task | undefined): Dates {
  const dates: Dates = { ...readDue(input), ...(input.start_on === undefined ? {} : { startOn: input.start_on }) };
  const { dueOn: due = null, startOn: start = null } = { ...self, ...dates };
  if (start === null) return dates;
  if (due === null) throw badRequest("start_on: Start dates can only be set along with a due date.");
  if (start > due) throw badRequest("start_on: Start date is after the due date.");
  return dates;
}

function readStatus(input: TaskInput, projects: Project[], self: Task | undefined): Pick<Values, "statusOption"> {
  if (input.custom_type_status_option == null && input.custom_type == null) return {};
  const type =
    input.custom_type == null
      ? typeOfStatus(self?.statusOption ?? input.custom_type_status_option ?? "")
      : customTypes.find(({ gid }) => gid === input.custom_type);
  if (!type || !projects.some((project) => project.customTypes.includes(type.gid)))
    throw badRequest("custom_type: This custom type is not on the task's projects.");
  const option = input.custom_type_status_option ?? defaultStatus(type.gid) ?? "";
  if (!statusOption(option) || typeOfStatus(option) !== type)
    throw badRequest(`custom_type_status_option: Not a recognized ID: ${option}`);
  return { statusOption: option };
}

function checkKind({ name, approval_status, resource_subtype, start_on, custom_type }: TaskInput, self?: Task): void {
  if (name?.trim() === "") throw badRequest("name: Missing input");
  const kind = resource_subtype ?? self?.subtype;
  if (approval_status !== undefined && kind !== "approval")
    throw badRequest("approval_status: This task is not an approval.");
  if (kind === "milestone" && (start_on ?? self?.startOn) != null)
    throw badRequest("start_on: Milestones have no start date.");
  if (resource_subtype === "custom" && custom_type == null) throw badRequest("custom_type: Missing input");
}

/** Only what was given, so that what was not stays as it is. */
type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };
const given = <T extends object>(values: T): Partial<Given<T>> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<Given<T>>;

const person = (call: Call, assignee: string | null | undefined): string | null | undefined =>
  assignee == null ? assignee : knownUser(call, assignee, "assignee");

/** `projects`: where the task is, or is about to be. */
export function readTask(call: Call, input: TaskInput, projects: Project[], self?: Task): Values {
  checkKind(input, self);
  const { name, completed, approval_status: approval, resource_subtype: subtype, custom_fields, external } = input;
  return {
    ...given({ name, completed, approval, subtype, html: readNotes(input), assignee: person(call, input.assignee) }),
    ...readDates(input, self),
    ...readStatus(input, projects, self),
    ...given({
      fields: custom_fields && readFields(call, fieldsIn(call.site, projects), custom_fields),
      external: external && readExternal(call, external, self),
    }),
  };
}

/** The task above: visible, and no task above itself. */
export function readParent(call: Call, given: string | null, self?: Task): string | null {
  if (given === null) return null;
  const parent = editableTask(call, given, "parent");
  for (
    let above: Task | undefined = parent;
    above;
    above = above.parent === null ? undefined : call.site.task(above.parent)
  ) {
    if (above.gid === self?.gid) throw badRequest("parent: A task cannot be its own subtask.");
  }
  return parent.gid;
}
