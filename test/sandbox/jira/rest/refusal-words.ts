// Every refusal that this site can give, with the original's words. The list is complete: refusal.ts takes no other, and
// refusal-table.test.ts names for each the test that provokes it.

/** A status and one sentence, in `errorMessages`. */
export const SENTENCES = {
  no_json: [400, () => "There was an error parsing JSON. Check that your request body is valid."],
  bad_payload: [400, () => "Invalid request payload. Refer to the REST API documentation and try again."],
  no_json_type: [415, () => "Unsupported Media Type"],
  body_too_large: [413, () => "The request body is too large."],

  issue_not_found: [404, () => "Issue does not exist or you do not have permission to see it."],
  project_not_found: [404, (key: string) => `No project could be found with key '${key}'.`],
  type_not_of_project: [404, () => "The issue type does not exist or is not of this project."],
  user_not_found: [404, () => "Specified user does not exist or you do not have required permissions"],
  property_not_found: [404, (key: string) => `The property with key '${key}' does not exist.`],
  link_type_not_found: [404, (name: string) => `No issue link type with name '${name}' found.`],

  create_not_allowed: [403, () => "You do not have permission to create issues in this project."],
  edit_not_allowed: [403, () => "You do not have permission to edit issues in this project."],
  delete_not_allowed: [403, () => "You do not have permission to delete issues in this project."],
  properties_not_allowed: [403, () => "You do not have permission to set properties of issues in this project."],

  property_key_too_long: [400, () => "The property key cannot be longer than 255 characters."],
  property_value_empty: [400, () => "The property value cannot be empty."],
  property_value_too_long: [400, () => "The property value cannot be longer than 32768 characters."],
  too_many_properties: [400, () => "The maximum number of issue properties that can be requested is 5."],
  too_many_created: [400, () => "You can only create up to 50 issues in a single operation."],
  too_many_fetched: [400, () => "The maximum number of issues that can be fetched is 100."],
  too_many_reconciled: [400, () => "The maximum number of issues that can be reconciled is 50."],
  too_many_changelogs: [400, () => "The maximum number of issues that can be requested is 1000."],
  too_many_changelog_fields: [400, () => "The maximum number of fields that can be requested is 10."],
  page_size: [400, () => "The value of 'maxResults' must be between 1 and 5000."],
  page_token: [400, () => "The provided nextPageToken is invalid or has expired."],
  page_number: [400, () => "The value of a paging parameter is not a whole number."],
  account_id_missing: [400, () => "The query parameter 'accountId' is required."],
  account_ids_missing: [400, () => "The 'accountId' query parameter is required."],
  permissions_missing: [400, () => "The 'permissions' query parameter is required."],
  permission_unknown: [400, (names: string) => `Unrecognized permission: ${names}`],
  illegal_transition: [400, () => "It seems that you have tried to perform an illegal workflow operation."],
  has_subtasks: [
    400,
    (key: string) =>
      `The issue '${key}' has subtasks.  You must specify the 'deleteSubtasks' parameter to delete this issue and all its subtasks.`,
  ],
  search_removed: [
    410,
    () =>
      "The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046",
  ],

  jql_unbounded: [
    400,
    () => "Unbounded JQL queries are not allowed here. Please add a search restriction to your query.",
  ],
  jql_quote_open: [
    400,
    (at: string) => `Error in the JQL Query: The quoted string has not been completed. (line 1, character ${at}).`,
  ],
  jql_unexpected: [
    400,
    (expected: string, got: string, at: string) =>
      `Error in the JQL Query: Expecting ${expected} but got '${got}'. (line 1, character ${at})`,
  ],
  jql_cut_off: [
    400,
    (expected: string) => `Error in the JQL Query: Expecting ${expected} before the end of the query.`,
  ],
  jql_only_empty: [400, (operator: string) => `The operator '${operator}' can only be used with EMPTY or NULL.`],
  jql_field: [400, (name: string) => `Field '${name}' does not exist or you do not have permission to view it.`],
  jql_operator: [
    400,
    (operator: string, name: string) => `The operator '${operator}' is not supported by the '${name}' field.`,
  ],
  jql_value: [400, (word: string, name: string) => `The value '${word}' does not exist for the field '${name}'.`],
  jql_issue: [400, (key: string, name: string) => `An issue with key '${key}' does not exist for field '${name}'.`],
  jql_number: [400, (word: string, name: string) => `'${word}' is not a number, for field '${name}'.`],
  jql_date: [
    400,
    (word: string, name: string) =>
      `Date value '${word}' for field '${name}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`,
  ],
  jql_function: [400, (call: string) => `Unable to find JQL function '${call}'.`],
  jql_function_operator: [
    400,
    (name: string, operator: string) => `The function '${name}' does not support the operator '${operator}'.`,
  ],
  jql_function_said: [400, (text: string) => text],

  module_not_found: [404, (key: string) => `No module ${key} is installed on this site.`],
  module_without_resolver: [400, (key: string) => `The module ${key} has no resolver.`],
  admin_only: [403, () => "You must be a Jira admin to open this page."],
  remote_admin_only: [403, () => "Only a Jira admin can set where the app's data goes."],
  remote_not_configurable: [400, (key: string) => `The remote ${key} is not configurable.`],
} as const satisfies Record<string, readonly [number, (...given: string[]) => string]>;

/** What can be wrong with one field of a create or an edit, in `errors`. */
export const FIELD_FAULTS = {
  off_screen: (id: string) => `Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`,
  project_invalid: () => "Specify a valid project ID or key",
  type_missing: () => "Specify an issue type",
  type_invalid: () => "Specify a valid issue type",
  required: (name: string) => `${name} is required.`,
  summary_missing: () => "You must specify a summary of the issue.",
  summary_too_long: () => "Summary can't exceed 255 characters.",
  summary_lines: () => "The summary is invalid because it contains newline characters.",
  parent_missing: () => "Issue type is a sub-task but parent issue key or id not specified.",
  parent_not_found: () => "Could not find issue by id or key.",
  parent_not_above: () => "Given parent work item does not belong to appropriate hierarchy.",
  parent_elsewhere: () => "A sub-task must be in the same project as its parent.",
  person_unknown: (id: string) => `Account ID '${id}' does not exist.`,
  person_not_assignable: (name: string) => `User '${name}' cannot be assigned issues.`,
  choice_invalid: (kind: string) => `The ${kind} selected is invalid.`,
  option_invalid: (value: string) => `Option value '${value}' is not valid`,
  label_spaced: (label: string) => `The label '${label}' contains spaces which is invalid.`,
  date_invalid: (text: string) => `Error parsing date string: ${text}`,
  estimate_invalid: () => "Original Estimate is invalid.",
  duration_invalid: () => "Invalid time duration entered.",
  no_string: () => "Operation value must be a string",
  no_number: () => "Operation value must be a number",
  no_document: () => "Operation value must be an Atlassian Document (see the Atlassian Document Format)",
  no_object: () => "expected Object",
  no_reference: () => "data was not an object",
  no_list: () => "data was not an array",
} as const satisfies Record<string, (...given: string[]) => string>;

/** Jira's rate limits, by the reason that its answer names. */
export const LIMITS = [
  "jira-quota-global-based",
  "jira-quota-tenant-based",
  "jira-burst-based",
  "jira-per-issue-on-write",
] as const;

/** With a body of another shape, as the gateway before Jira and Forge's own doors give them. */
const OTHERS = [
  "not_signed_in",
  "missing_scope",
  "path_unknown",
  "payload_too_large",
  "answer_too_large",
  "no_user",
  "remote_unknown",
  "remote_without_compute",
] as const;

export type Sentence = keyof typeof SENTENCES;
export type FieldFault = keyof typeof FIELD_FAULTS;
export type Limit = (typeof LIMITS)[number];
export type Other = (typeof OTHERS)[number];
export type RefusalCode = Sentence | FieldFault | Limit | Other;

export const REFUSALS: readonly RefusalCode[] = [
  ...(Object.keys(SENTENCES) as Sentence[]),
  ...(Object.keys(FIELD_FAULTS) as FieldFault[]),
  ...LIMITS,
  ...OTHERS,
];
