import { AHEAD_MS } from "@throughline/shared/ahead";
import type { Clock } from "../clock.ts";
import type { ToolRead } from "../connectors/connector.ts";
import { fingerprintOf } from "./difference.ts";
import type { ItemRow } from "./item-row.ts";
import { addPoint, movementOf, pointOf, type ReadPoint } from "./movement.ts";

/** One item as a delivery brought it: when its sender began to read, and in which order it came to us. */
export interface Arrival {
  read: ToolRead;
  readAt: Date;
  deliveryId: string | null;
  /** It lies where nobody reads: only that it is there is taken, and only of an item that we know (leftFor). */
  outside?: boolean;
}

/** What a read says of an item, in columns; link, history and movement are decided after. */
export type Content = Omit<
  ItemRow,
  | "id"
  | "connection_id"
  | "version"
  | "recorded_at"
  | "seen_at"
  | "missed"
  | "sweep_id"
  | "moved_at"
  | "moved_on"
  | "moved_is_guess"
  | "reads"
  | "link_id"
  | "initiative_id"
  | "origin"
  | "linked_at"
  | "class"
  | "class_until"
  | "mirror_of"
  | "mirrored_by"
  | "mirror_moved_on"
  | "mirror_blocked_since"
  | "untied_at"
  | "ticked"
  | "unticked_at"
>;

const iso = (text: string) => new Date(text).toISOString();
const isoOrNull = (text: string | null | undefined) => (text ? iso(text) : null);

/** health.md F11: the estimate where it is one in points. */
const sizeOf = ({ estimate }: Arrival["read"]) =>
  estimate?.unit === "points" && estimate.value > 0 ? estimate.value : null;

export function contentOf({ read, readAt }: Arrival): Content {
  const row = {
    remote_id: read.ref.id,
    container: read.ref.container,
    key: read.key ?? null,
    title: read.title,
    url: read.url,
    type: read.type ?? null,
    status_id: read.status.id ?? null,
    status_name: read.status.name,
    resolution: read.resolution ?? null,
    category: read.status.category,
    blocked: read.blocked,
    blocked_since: isoOrNull(read.blockedSince),
    assignees: read.assignees.map(({ remoteId, name }) => ({ remoteId, name: name ?? undefined })),
    owner_remote: read.assignees[0]?.remoteId ?? null,
    labels: read.labels,
    due: read.due ?? null,
    estimate: read.estimate ?? null,
    size: sizeOf(read),
    spent_minutes: read.spentMinutes,
    commits: read.commits,
    sub_done: read.subitems.done,
    sub_total: read.subitems.total,
    parent_remote: read.parent?.id ?? null,
    mirrors: read.mirrors,
    restricted: read.restricted,
    presence: read.presence,
    mark: read.mark ?? null,
    tool_created: iso(read.createdAt),
    tool_updated: iso(read.updatedAt),
    read_at: readAt.toISOString(),
  };
  return { ...row, fingerprint: fingerprintOf(row) };
}

/** An item that went where nobody reads keeps what we knew of it; from there nothing is taken but the place and the time. */
export function leftFor({ read, readAt }: Arrival, known: ItemRow): Content {
  const row = {
    ...known,
    container: read.ref.container,
    presence: "gone",
    tool_updated: iso(read.updatedAt),
    read_at: readAt.toISOString(),
  };
  return { ...row, fingerprint: fingerprintOf(row) };
}

type MovementColumns = Pick<ItemRow, "moved_at" | "moved_on" | "moved_is_guess" | "blocked_since" | "reads">;

/** The movement after one further read, whatever the order of arrival (movement.ts). */
export function moved(known: ItemRow | null, arrival: Arrival, zone: string, clock: Clock): MovementColumns {
  const kept = ((known?.reads ?? []) as ReadPoint[]).map(withoutFuturePoint);
  const points = addPoint(kept, pointOf(arrival.read, arrival.readAt));
  const movement = movementOf(points);
  const at = new Date(movement.movedAt);
  const told = arrival.read.blocked ? arrival.read.blockedSince : undefined;
  const blocked = told ? Date.parse(told) : movement.blockedSince;
  return {
    moved_at: at.toISOString(),
    moved_on: clock.dayIn(zone, at),
    moved_is_guess: movement.isGuess,
    blocked_since: blocked === null ? null : new Date(blocked).toISOString(),
    reads: points,
  };
}

/** Older by the tool's own clock is ignored; of two reads of the same tool time the one that started later wins. */
export function isNewer(read: Content, known: ItemRow): boolean {
  const updated = updatedOf(known);
  if (read.tool_updated !== updated) return read.tool_updated > updated;
  return read.read_at > known.read_at;
}

/** Rows from before moments of the future were taken as their receipt: such a one counts from when it was read. */
function updatedOf({ tool_updated, read_at, seen_at }: ItemRow): string {
  return Date.parse(tool_updated) > Date.parse(seen_at) + AHEAD_MS ? iso(read_at) : tool_updated;
}

/** The same for what was kept of its reads; a tool's page may be read some hours after its reading began. */
const withoutFuturePoint = (point: ReadPoint): ReadPoint =>
  point.t > point.readAt + DAY_MS ? { ...point, t: point.readAt, known: null } : point;
const DAY_MS = 86_400_000;
