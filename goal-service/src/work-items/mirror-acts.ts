import { type Caller, signed } from "../accounts/caller.ts";
import { transaction } from "../database/transaction.ts";
import type { Ground } from "../ground.ts";
import { recordActIn } from "../history.ts";
import { Refused } from "../refusal.ts";
import { refuseHidden } from "./hidden.ts";
import type { ItemRow } from "./item-row.ts";
import {
  holdConnections,
  type Mirror,
  mirrorEvents,
  readItems,
  readMirrors,
  writeMirrors,
  writeSides,
} from "./mirror-rows.ts";
import { asAlone, asPair, isAlone } from "./pair.ts";
import { findItem } from "./work-items.ts";

/** A person says that two items of different connections are one piece of work. It counts where it was linked first. */
export async function mirrorItem(
  ground: Ground,
  caller: Caller,
  input: { id: string; of: string },
): Promise<{ id: string }> {
  const item = await findItem(ground, caller, input.id);
  const other = await findItem(ground, caller, input.of);
  if (item.connectionId === other.connectionId)
    throw new Refused("same_connection", "Both items are from the same connection; link them there instead.");
  await transaction(ground.db, async (tx) => {
    const held = await holdConnections(tx, caller.workspaceId, [item.connectionId, other.connectionId]);
    const before = await readItems(tx, caller.workspaceId, [item.id, other.id]);
    const [one, two] = [sideOf(before, item.id), sideOf(before, other.id)];
    await refuseHidden(tx, caller, [one, two]);
    if (one.mirror_of === two.id || two.mirror_of === one.id) return;
    if (!isAlone(one) || !isAlone(two))
      throw new Refused(
        "already_mirrored",
        "One of the two is already the same work as a third item. Undo that first.",
      );
    await writeMirrors(tx, caller.workspaceId, [{ item_id: one.id, other_id: two.id, state: "paired", why: "person" }]);
    const events = mirrorEvents(ground, "mirrored", [one.id, two.id], "person");
    await writeSides(tx, ground, held, { before, after: asPair(one, two), events, by: signed(caller) });
    await recordActIn(tx, ground, caller, { action: "mirror", kind: "work-item", id: one.id, detail: { of: two.id } });
  });
  return item;
}

/** They are not the same work, whoever said so; nor is what was only suggested. They are never paired again by themselves. */
export async function unmirrorItem(ground: Ground, caller: Caller, ref: string): Promise<{ id: string }> {
  const item = await findItem(ground, caller, ref);
  const { id } = item;
  const { workspaceId } = caller;
  const known = (await readMirrors(ground.db.pool, workspaceId, [id])).map(otherId);
  const sides = await readItems(ground.db.pool, workspaceId, [id, ...known]);
  const connections = [...sides.values()].map((row) => row.connection_id);
  await transaction(ground.db, async (tx) => {
    const held = await holdConnections(tx, workspaceId, connections);
    await refuseHidden(tx, caller, [...(await readItems(tx, workspaceId, [...sides.keys()])).values()]);
    const mirrors = (await readMirrors(tx, workspaceId, [id])).filter((mirror) => sides.has(mirror.other_id));
    const paired = mirrors.filter(({ state }) => state === "paired");
    const undone = paired.length > 0 ? paired : mirrors.filter(({ state }) => state === "suggested");
    await writeMirrors(tx, workspaceId, undone.map(asUndone));
    const before = await readItems(tx, workspaceId, paired.length > 0 ? [id, ...paired.map(otherId)] : []);
    const after = [...before.values()].map(asAlone);
    const events = paired.flatMap(({ other_id, why }) => mirrorEvents(ground, "unmirrored", [id, other_id], why));
    await writeSides(tx, ground, held, { before, after, events, by: signed(caller) });
    for (const of of undone.map(otherId))
      await recordActIn(tx, ground, caller, { action: "unmirror", kind: "work-item", id, detail: { of } });
  });
  return item;
}

const asUndone = (mirror: Mirror): Mirror => ({ ...mirror, state: "undone" });
const otherId = ({ other_id }: { other_id: string }) => other_id;

function sideOf(items: ReadonlyMap<string, ItemRow>, id: string): ItemRow {
  const row = items.get(id);
  if (!row) throw new Error("an item that was found a moment ago is gone");
  return row;
}
