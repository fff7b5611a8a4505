import { Moment, Url } from "@throughline/shared/basics";
import { Day } from "@throughline/shared/calendar";
import { z } from "zod";

/** What we read of Asana's answers; whatever else is in them is let through unread. */

export const Gid = z.object({ gid: z.string().min(1).max(200) });
const Named = Gid.extend({ name: z.string() });

export const CustomField = Named.extend({
  type: z.string().nullish(),
  representation_type: z.string().nullish(),
  enabled: z.boolean().nullish(),
  is_formula_field: z.boolean().nullish(),
  is_value_read_only: z.boolean().nullish(),
  text_value: z.string().nullish(),
});
export type CustomField = z.infer<typeof CustomField>;

const Membership = z.object({ project: Gid.nullish(), section: Named.nullish() });

/** A task as another one needs to know it. */
export const Kin = Gid.extend({
  completed: z.boolean(),
  memberships: z.array(Membership).default([]),
  parent: Gid.nullish(),
});
export type Kin = z.infer<typeof Kin>;

export const Task = Kin.extend({
  name: z.string(),
  notes: z.string().nullish(),
  resource_subtype: z.string().nullish(),
  is_rendered_as_separator: z.boolean().nullish(),
  completed_at: Moment.nullish(),
  created_at: Moment,
  modified_at: Moment,
  assignee: Gid.extend({ name: z.string().nullish() }).nullish(),
  start_on: Day.nullish(),
  due_on: Day.nullish(),
  approval_status: z.string().nullish(),
  custom_type_status_option: Named.nullish(),
  num_subtasks: z.number().nullish(),
  actual_time_minutes: z.number().nullish(),
  dependencies: z.array(Gid).default([]),
  dependents: z.array(Gid).default([]),
  permalink_url: Url,
  external: z.object({ gid: z.string().nullish(), data: z.string().nullish() }).nullish(),
  tags: z.array(Named).default([]),
  custom_fields: z.array(CustomField).default([]),
});
export type Task = z.infer<typeof Task>;

/** A task that says who it is, and the rest in a form which we don't understand. */
const Unread = Gid.transform(({ gid }) => ({ unread: gid }));
type Unread = z.infer<typeof Unread>;
/** One such task must not spoil the others that come with it. */
export const TaskOrUnread = z.union([Task, Unread]);
export const isUnread = (one: Task | Unread): one is Unread => "unread" in one;
export const isRead = (one: Task | Unread | null): one is Task => one !== null && !isUnread(one);

export const Project = Named.extend({
  privacy_setting: z.string().nullish(),
  archived: z.boolean().nullish(),
  custom_field_settings: z.array(z.object({ custom_field: CustomField })).default([]),
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
