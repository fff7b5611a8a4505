import { isStorable, Moment, Url } from "@throughline/shared/basics";
import { Day } from "@throughline/shared/calendar";
import { eachOrNone, maybe, RemoteId } from "@throughline/shared/tool-answer";
import { z } from "zod";

/** What we read of Asana's answers; whatever else is in them is let through unread. */

export const Gid = z.object({ gid: RemoteId });
const Named = Gid.extend({ name: z.string() });

export const CustomField = Named.extend({
  type: maybe(z.string()),
  representation_type: maybe(z.string()),
  enabled: maybe(z.boolean()),
  is_formula_field: maybe(z.boolean()),
  is_value_read_only: maybe(z.boolean()),
  text_value: maybe(z.string()),
});
export type CustomField = z.infer<typeof CustomField>;

const Membership = z.object({ project: maybe(Gid), section: maybe(Named) });

/** A task as another one needs to know it. */
export const Kin = Gid.extend({
  completed: maybe(z.boolean()).transform((completed) => completed ?? false),
  memberships: eachOrNone(Membership),
  parent: maybe(Gid),
});
export type Kin = z.infer<typeof Kin>;

/** Whatever is not required here costs itself when it is odd, and never the task. */
export const Task = Kin.extend({
  name: z.string(),
  notes: maybe(z.string()),
  resource_subtype: maybe(z.string()),
  is_rendered_as_separator: maybe(z.boolean()),
  completed: z.boolean(),
  completed_at: maybe(Moment),
  created_at: Moment,
  modified_at: Moment,
  assignee: maybe(Gid.extend({ name: maybe(z.string()) })),
  start_on: maybe(Day),
  due_on: maybe(Day),
  approval_status: maybe(z.string()),
  custom_type_status_option: maybe(Named),
  num_subtasks: maybe(z.number()),
  actual_time_minutes: maybe(z.number()),
  dependencies: eachOrNone(Gid),
  dependents: eachOrNone(Gid),
  permalink_url: Url.refine(isStorable),
  external: maybe(z.object({ gid: maybe(z.string()), data: maybe(z.string()) })),
  tags: eachOrNone(Named),
  custom_fields: eachOrNone(CustomField),
});
export type Task = z.infer<typeof Task>;

/** A task that we know to be there, and of which Asana says the rest in a form which we don't understand, or not at all. */
const Unread = Gid.transform(({ gid }) => ({ unread: gid }));
export type Unread = z.infer<typeof Unread>;
/** One such task must not spoil the others that come with it. */
export const TaskOrUnread = z.union([Task, Unread]);
export const isUnread = (one: Kin | Unread): one is Unread => "unread" in one;
export const isRead = (one: Task | Unread | null): one is Task => one !== null && !isUnread(one);

export const Project = Gid.extend({
  name: maybe(z.string()),
  privacy_setting: maybe(z.string()),
  archived: maybe(z.boolean()),
  custom_field_settings: eachOrNone(z.object({ custom_field: CustomField })),
});
export type Project = z.infer<typeof Project>;

/** Asana wraps every answer. */
export const data = <T>(of: z.ZodType<T>) => z.object({ data: of }).transform((answer): T => answer.data);

/** Open to a team alone is closed to the rest, and an answer that says nothing is no permission. */
export const isRestricted = (project: Pick<Project, "privacy_setting">): boolean =>
  project.privacy_setting !== "public_to_workspace";

/** Old projects keep headings among their tasks. */
export const isWork = (task: Task): boolean =>
  task.resource_subtype !== "section" && task.is_rendered_as_separator !== true;
