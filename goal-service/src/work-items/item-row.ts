/**
 * A row of `work_item` as intake reads and writes it. One list of columns with their PostgreSQL types makes both the
 * select and the one statement that writes, so that they can't differ.
 */
export interface ItemRow {
  id: string;
  connection_id: string;
  remote_id: string;
  container: string;
  key: string | null;
  title: string;
  url: string;
  type: string | null;
  status_id: string | null;
  status_name: string;
  resolution: string | null;
  category: string;
  blocked: boolean;
  blocked_since: string | null;
  assignees: { remoteId: string; name?: string | undefined }[];
  owner_remote: string | null;
  labels: string[];
  due: string | null;
  estimate: unknown;
  size: number | null;
  spent_minutes: number;
  commits: number;
  sub_done: number;
  sub_total: number;
  parent_remote: string | null;
  mirrors: string[];
  restricted: boolean;
  presence: string;
  mark: unknown;
  tool_created: string;
  tool_updated: string;
  read_at: string;
  moved_at: string;
  moved_on: string;
  moved_is_guess: boolean;
  reads: unknown;
  fingerprint: string;
  missed: number;
  sweep_id: string | null;
  link_id: string | null;
  initiative_id: string | null;
  origin: string | null;
  linked_at: string | null;
  class: string | null;
  class_until: string | null;
  mirror_of: string | null;
  mirrored_by: string | null;
  mirror_moved_on: string | null;
  mirror_blocked_since: string | null;
  untied_at: string | null;
  ticked: boolean | null;
  unticked_at: string | null;
  version: number;
  recorded_at: string;
  seen_at: string;
}

/** Tied to nothing, neither an initiative nor a class. */
export const LOOSE = {
  initiative_id: null,
  link_id: null,
  origin: null,
  linked_at: null,
  class: null,
  class_until: null,
} as const;

const TYPES: Record<keyof ItemRow, string> = {
  id: "uuid",
  connection_id: "uuid",
  remote_id: "text",
  container: "text",
  key: "text",
  title: "text",
  url: "text",
  type: "text",
  status_id: "text",
  status_name: "text",
  resolution: "text",
  category: "text",
  blocked: "boolean",
  blocked_since: "timestamptz",
  assignees: "jsonb",
  owner_remote: "text",
  labels: "jsonb",
  due: "date",
  estimate: "jsonb",
  size: "float8",
  spent_minutes: "int",
  commits: "int",
  sub_done: "int",
  sub_total: "int",
  parent_remote: "text",
  mirrors: "jsonb",
  restricted: "boolean",
  presence: "text",
  mark: "jsonb",
  tool_created: "timestamptz",
  tool_updated: "timestamptz",
  read_at: "timestamptz",
  moved_at: "timestamptz",
  moved_on: "date",
  moved_is_guess: "boolean",
  reads: "jsonb",
  fingerprint: "text",
  missed: "int",
  sweep_id: "uuid",
  link_id: "uuid",
  initiative_id: "uuid",
  origin: "text",
  linked_at: "timestamptz",
  class: "text",
  class_until: "date",
  mirror_of: "uuid",
  mirrored_by: "uuid",
  mirror_moved_on: "date",
  mirror_blocked_since: "timestamptz",
  untied_at: "timestamptz",
  ticked: "boolean",
  unticked_at: "timestamptz",
  version: "int",
  recorded_at: "timestamptz",
  seen_at: "timestamptz",
};

const names = Object.keys(TYPES) as (keyof ItemRow)[];

/** PostgreSQL writes times its own way; ISO text in, ISO text out, so that rows compare as values. */
const selected = (name: keyof ItemRow) => {
  if (TYPES[name] === "timestamptz")
    return `to_char(${name} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS ${name}`;
  return TYPES[name] === "date" ? `to_char(${name}, 'YYYY-MM-DD') AS ${name}` : name;
};

export const ITEM_SELECT = names.map(selected).join(", ");
export const ITEM_COLUMNS = names.join(", ");
export const ITEM_RECORDSET = names.map((name) => `${name} ${TYPES[name]}`).join(", ");
export const ITEM_UPDATES = names
  .filter((name) => !["id", "connection_id", "remote_id"].includes(name))
  .map((name) => `${name} = excluded.${name}`)
  .join(", ");
