import { createHash } from "node:crypto";
import type { ItemRow } from "./item-row.ts";

/** One thing that changed between two reads, in our words. A comment or a changed date is a change, never a movement. */
export interface Difference {
  change:
    | "seen"
    | "status"
    | "title"
    | "owner"
    | "due"
    | "size"
    | "progress"
    | "blocked"
    | "unblocked"
    | "container"
    | "presence"
    | "restricted";
  before: unknown;
  after: unknown;
}

type Side = Omit<ItemRow, "id" | "version" | "recorded_at">;

const CONTENT = [
  "container",
  "key",
  "title",
  "url",
  "type",
  "status_id",
  "status_name",
  "category",
  "blocked",
  "owner_remote",
  "labels",
  "due",
  "estimate",
  "spent_minutes",
  "commits",
  "sub_done",
  "sub_total",
  "parent_remote",
  "mirrors",
  "restricted",
  "presence",
] as const;

/** Equal fingerprint: nothing changed, whatever the tool's own clock says. */
export function fingerprintOf(row: Pick<ItemRow, (typeof CONTENT)[number] | "assignees">): string {
  const content = [...CONTENT.map((name) => row[name]), row.assignees.map((person) => person.remoteId)];
  return createHash("sha256").update(JSON.stringify(content)).digest("base64url").slice(0, 22);
}

const statusOf = ({ status_name: name, category }: Side) => ({ name, category });

/** Renamed, or told in another language: no change of this item. */
const isSameStatus = (known: Side, read: Side): boolean =>
  known.status_id !== null && known.status_id === read.status_id && known.category === read.category;

export function differences(known: Side | null, read: Side): Difference[] {
  if (!known) return [{ change: "seen", before: null, after: { name: read.status_name, category: read.category } }];
  const found: Difference[] = [];
  const compare = (change: Difference["change"], before: unknown, after: unknown) => {
    if (JSON.stringify(before) !== JSON.stringify(after)) found.push({ change, before, after });
  };
  compare("presence", known.presence, read.presence);
  compare("container", known.container, read.container);
  compare("title", known.title, read.title);
  if (!isSameStatus(known, read)) compare("status", statusOf(known), statusOf(read));
  compare("owner", known.owner_remote, read.owner_remote);
  compare("due", known.due, read.due);
  compare("size", known.estimate, read.estimate);
  compare(
    "progress",
    [known.sub_done, known.spent_minutes, known.commits],
    [read.sub_done, read.spent_minutes, read.commits],
  );
  compare(read.blocked ? "blocked" : "unblocked", known.blocked, read.blocked);
  compare("restricted", known.restricted, read.restricted);
  return found;
}
