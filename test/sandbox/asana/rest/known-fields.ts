// What `opt_fields` may name. Asana's own lists, as far as this workspace has the thing.
const words = (text: string): string[] => text.trim().split(/\s+/);
const under = (name: string, fields: string[]): string[] => [name, ...fields.map((field) => `${name}.${field}`)];

const customField = words(
  `name type resource_subtype representation_type enabled description precision format display_value text_value
   number_value enum_value enum_value.name enum_value.color enum_value.enabled enum_options enum_options.name
   enum_options.color enum_options.enabled is_global_to_workspace is_formula_field is_value_read_only created_by created_by.name`,
);
const task = [
  ...words(
    `name resource_subtype approval_status completed completed_at completed_by completed_by.name created_at created_by
     assignee assignee.name assigned_by dependencies dependents due_at due_on start_at start_on external external.data
     html_notes notes is_rendered_as_separator liked likes hearted hearts num_likes num_hearts
     memberships memberships.project memberships.project.name memberships.section memberships.section.name modified_at
     num_subtasks actual_time_minutes followers followers.name parent parent.name parent.resource_subtype
     parent.created_by permalink_url projects projects.name tags tags.name workspace workspace.name custom_type
     custom_type.name custom_type_status_option custom_type_status_option.name`,
  ),
  ...under("custom_fields", customField),
];

export const known = {
  task,
  project: [
    ...words(
      `name archived color completed completed_at created_at current_status_update current_status_update.title
       current_status_update.resource_subtype default_view due_date due_on start_on followers followers.name html_notes
       icon members members.name modified_at notes owner owner.name permalink_url privacy_setting public team team.name
       workspace workspace.name custom_field_settings.project custom_field_settings.project.name
       custom_field_settings.parent custom_field_settings.is_important custom_field_settings`,
    ),
    ...under("custom_fields", customField),
    ...under("custom_field_settings.custom_field", customField),
  ],
  setting: [...words("project project.name parent parent.name is_important"), ...under("custom_field", customField)],
  customField,
  section: words("name created_at project project.name"),
  user: words(
    `name email workspaces workspaces.name photo photo.image_21x21 photo.image_27x27 photo.image_36x36
     photo.image_60x60 photo.image_128x128 photo.image_1024x1024`,
  ),
  workspace: words("name is_organization email_domains"),
  webhook: words(
    `active created_at delivery_retry_count failure_deletion_timestamp filters filters.action filters.fields
     filters.resource_subtype filters.resource_type last_failure_at last_failure_content last_success_at
     next_attempt_after resource resource.name target`,
  ),
  event: words(
    `action change change.action change.added_value change.field change.new_value change.removed_value created_at
     parent parent.name resource resource.name type user user.name`,
  ),
  attachment: words(
    `name resource_subtype connected_to_app created_at download_url host parent parent.name parent.created_by
     parent.resource_subtype permanent_url size view_url`,
  ),
  story: words("created_at created_by created_by.name resource_subtype text html_text type target target.name"),
  status: words(
    `title text html_text status_type resource_subtype author author.name created_at created_by created_by.name
     modified_at parent parent.name`,
  ),
  goal: words(
    `name notes owner owner.name due_on start_on status team team.name workspace workspace.name is_workspace_level
     metric metric.current_number_value metric.target_number_value metric.initial_number_value metric.unit
     metric.precision metric.current_display_value metric.resource_subtype html_notes`,
  ),
} as const satisfies Record<string, string[]>;
export type Kind = keyof typeof known;
