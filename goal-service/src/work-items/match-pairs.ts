import { likeness } from "@throughline/shared/likeness";
import { nameEachOther } from "./address.ts";
import type { ItemRow } from "./item-row.ts";
import type { Mirror } from "./mirror-rows.ts";
import { asPair, isAlone } from "./pair.ts";

/** Titles that are less alike make a suggestion, no pair (insight.md, Mirrored pair). */
const ALIKE = 0.6;

/** What is decided on: items and whatever may be their other side. */
export interface Board {
  workspaceId: string;
  items: ReadonlyMap<string, ItemRow>;
  mirrors: readonly Mirror[];
  /** Whose addresses met, now or once. */
  met: readonly { item_id: string; other_id: string }[];
}

interface Match {
  items: Map<string, ItemRow>;
  /** What of the mirrors is new. */
  mirrors: Mirror[];
}

interface Candidate {
  one: ItemRow;
  other: ItemRow;
  alike: number;
}

/** The items as pairs: those that are pairs already decided anew, then those that became one, the most alike first. */
export function matchPairs(board: Board): Match {
  const items = new Map(board.items);
  const join = (one: ItemRow, other: ItemRow) => {
    for (const side of asPair(one, other)) items.set(side.id, side);
  };
  for (const { item_id, other_id, state } of board.mirrors) {
    const [one, other] = [items.get(item_id), items.get(other_id)];
    if (state === "paired" && one && other) join(one, other);
  }
  const candidates = candidatesOf(board);
  const mirrors = candidates.map(({ one, other, alike }): Mirror => {
    const [now, then] = [items.get(one.id) ?? one, items.get(other.id) ?? other];
    const pair = alike >= ALIKE && isAlone(now) && isAlone(then);
    if (pair) join(now, then);
    return { item_id: one.id, other_id: other.id, state: pair ? "paired" : "suggested", why: "address" };
  });
  const still = new Set(mirrors.map(keyOf));
  const stale = board.mirrors.filter((mirror) => mirror.state === "suggested" && !still.has(keyOf(mirror)));
  return { items, mirrors: [...mirrors, ...distinct(stale).map((mirror): Mirror => ({ ...mirror, state: "none" }))] };
}

const keyOf = ({ item_id, other_id }: { item_id: string; other_id: string }) => [item_id, other_id].sort().join();
const distinct = <T extends { item_id: string; other_id: string }>(all: readonly T[]): T[] => [
  ...new Map(all.map((one) => [keyOf(one), one])).values(),
];

/** Two live items of different connections of which one names the other's address, unless they are or must not be a pair. */
function candidatesOf({ items, mirrors, met }: Board): Candidate[] {
  const said = new Set(mirrors.filter(({ state }) => state !== "suggested").map(keyOf));
  const found = distinct(met).flatMap((pair): Candidate[] => {
    const [one, other] = [items.get(pair.item_id), items.get(pair.other_id)];
    if (!one || !other || said.has(keyOf(pair)) || one.connection_id === other.connection_id) return [];
    const live = one.presence === "live" && other.presence === "live";
    return live && nameEachOther(one, other) ? [{ one, other, alike: likeness(one.title, other.title) }] : [];
  });
  return found.sort((a, b) => b.alike - a.alike || keyOf(idsOf(a)).localeCompare(keyOf(idsOf(b))));
}

const idsOf = ({ one, other }: Candidate) => ({ item_id: one.id, other_id: other.id });
