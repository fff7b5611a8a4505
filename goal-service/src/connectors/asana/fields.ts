/** What is asked of Asana: it gives ids and types unasked, and everything else only by name. */

/** The text field in which everybody sees a task's initiative, where a project has it. */
export const INITIATIVE_FIELD = "Initiative";
/** A project's own field for its goal's health, a choice. */
export const HEALTH_FIELD = "Goal health";

const list = (...names: string[]): string => names.join(",");

const field = ["name", "type", "representation_type", "enabled", "is_formula_field", "is_value_read_only"];

export const TASK_FIELDS = list(
  "name",
  "notes",
  "resource_subtype",
  "is_rendered_as_separator",
  "completed",
  "completed_at",
  "created_at",
  "modified_at",
  "assignee",
  "assignee.name",
  "start_on",
  "due_on",
  "approval_status",
  "custom_type_status_option",
  "custom_type_status_option.name",
  "memberships.project",
  "memberships.section",
  "memberships.section.name",
  "num_subtasks",
  "actual_time_minutes",
  "dependencies",
  "dependents",
  "parent",
  "permalink_url",
  "external",
  "external.data",
  "tags",
  "tags.name",
  "custom_fields",
  "custom_fields.text_value",
  ...field.map((name) => `custom_fields.${name}`),
);

/** What another task has to tell of one that hangs on it: is it done, where does it lie. */
export const KIN_FIELDS = list("completed", "memberships.project", "parent");

export const PROJECT_FIELDS = list(
  "name",
  "privacy_setting",
  "archived",
  "custom_field_settings.custom_field",
  ...field.map((name) => `custom_field_settings.custom_field.${name}`),
);

export const PROJECT_LIST_FIELDS = list("name", "privacy_setting", "archived");

export const PROJECT_HEALTH_FIELDS = list(
  "custom_fields",
  "custom_fields.name",
  "custom_fields.type",
  "custom_fields.enum_options",
  "custom_fields.enum_options.name",
  "custom_fields.enum_options.enabled",
);

export const GOAL_FIELDS = list("name", "notes", "metric");

export const ATTACHMENT_FIELDS = list("name", "resource_subtype", "view_url", "permanent_url", "connected_to_app");

export const STORY_FIELDS = list("text", "resource_subtype");

export const WEBHOOK_FIELDS = list(
  "active",
  "target",
  "last_success_at",
  "last_failure_at",
  "last_failure_content",
  "failure_deletion_timestamp",
);

export const ACCOUNT_FIELDS = list("name", "email", "workspaces", "workspaces.name");
