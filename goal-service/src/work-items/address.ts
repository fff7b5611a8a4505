import { createHash } from "node:crypto";
import type { ItemRow } from "./item-row.ts";

/**
 * An address as it is looked up: its host in any case, with or without a slash at its end; hashed, because an address may be
 * longer than an index takes.
 */
function addressKey(url: string): string {
  const href = URL.canParse(url) ? new URL(url).href : url;
  return createHash("sha256").update(href.replace(/\/+$/, "")).digest("base64url").slice(0, 22);
}

interface Addressed {
  url: string;
  mirrors: readonly string[];
}

const names = (one: Addressed, other: Addressed): boolean => {
  const there = addressKey(other.url);
  return one.mirrors.some((url) => addressKey(url) === there);
};

/** Whether one of two items names the other's address (in its description, among its remote links). */
export const nameEachOther = (one: Addressed, other: Addressed): boolean => names(one, other) || names(other, one);

interface AddressRow {
  item_id: string;
  address: string;
  named: boolean;
}

/** Where a new item stands and what it names; of a known one, if that is something else now, or if the item has come back. */
export function newAddresses(known: ReadonlyMap<string, ItemRow>, changed: readonly ItemRow[]): AddressRow[] {
  return changed.flatMap((row) => {
    const before = known.get(row.remote_id);
    const same = before?.url === row.url && JSON.stringify(before.mirrors) === JSON.stringify(row.mirrors);
    if (same && (before.presence === "live" || row.presence !== "live")) return [];
    const own = { item_id: row.id, address: addressKey(row.url), named: false };
    return [own, ...row.mirrors.map((url) => ({ item_id: row.id, address: addressKey(url), named: true }))];
  });
}
