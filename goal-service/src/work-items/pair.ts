import type { ItemRow } from "./item-row.ts";

/** What decides at which side a pair counts. */
type Side = Pick<ItemRow, "id" | "presence" | "initiative_id" | "class" | "origin" | "linked_at" | "tool_created">;

/** Linked before not linked, work that is answered for before work that is not. */
const tie = ({ initiative_id, class: kind }: Side) => (initiative_id !== null ? 0 : kind !== null ? 1 : 2);

/**
 * A mirrored pair counts once (insight.md): at the side linked first, `born` before others, then the earlier. A side that its
 * tool no longer shows can't count while the other is there; of two that are tied alike the one made first does.
 */
function comesBefore(one: Side, other: Side): boolean {
  const order = (side: Side): (string | number)[] => [
    side.presence === "live" ? 0 : 1,
    tie(side),
    side.origin === "born" ? 0 : 1,
    side.linked_at ?? "",
    side.tool_created,
    side.id,
  ];
  const [mine, theirs] = [order(one), order(other)];
  const at = mine.findIndex((value, index) => value !== theirs[index]);
  return at >= 0 && (mine[at] ?? "") < (theirs[at] ?? "");
}

const ALONE = { mirror_of: null, mirrored_by: null, mirror_moved_on: null, mirror_blocked_since: null };

/** Its block holds while there is still something to do. */
const blockedSince = ({ presence, category, blocked, blocked_since }: ItemRow) =>
  blocked && presence === "live" && (category === "todo" || category === "doing") ? blocked_since : null;

/**
 * Both sides as one piece of work. It is done when the side that counts is done; it moves when either moves and is blocked
 * when either is: the side that counts carries that of the other, so that whoever counts work looks at one row.
 */
export function asPair(one: ItemRow, other: ItemRow): [ItemRow, ItemRow] {
  const [counts, listed] = comesBefore(one, other) ? [one, other] : [other, one];
  return [
    {
      ...counts,
      ...ALONE,
      mirrored_by: listed.id,
      mirror_moved_on: listed.moved_on,
      mirror_blocked_since: blockedSince(listed),
    },
    { ...listed, ...ALONE, mirror_of: counts.id },
  ];
}

export const isAlone = ({ mirror_of, mirrored_by }: ItemRow): boolean => mirror_of === null && mirrored_by === null;

export const asAlone = (row: ItemRow): ItemRow => ({ ...row, ...ALONE });
