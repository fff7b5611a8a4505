import { type Caller, signed } from "../accounts/caller.ts";
import { transaction } from "../database/transaction.ts";
import type { Tx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { recordActIn } from "../history.ts";
import { newId } from "../ids.ts";
import { findInitiative, refuseEnded } from "../initiatives/initiatives.ts";
import { holdConnection } from "../links/confirm.ts";
import { Refused } from "../refusal.ts";
import { inheritDown, type Into } from "./apply.ts";
import { ITEM_SELECT, type ItemRow, LOOSE } from "./item-row.ts";
import { refuseHidden } from "./hidden.ts";
import { readKnownItem } from "./known.ts";
import { endSupport, support } from "./support.ts";
import { type Batch, writeBatch } from "./write.ts";
import { findItem } from "./work-items.ts";

/** What a person does to an item's tie. Each act is kept in its history; children follow as they do at birth. */
interface Act {
  change: string;
  before: unknown;
  after: unknown;
  reason?: string | undefined;
  to: Partial<
    Pick<ItemRow, "initiative_id" | "link_id" | "origin" | "linked_at" | "class" | "class_until" | "untied_at">
  >;
}

/** What is written in the same transaction: both are there, or neither. */
type Also = (tx: Tx) => Promise<void>;

async function act(
  ground: Ground,
  caller: Caller,
  id: string,
  initiativeIds: readonly string[],
  decide: (row: ItemRow) => Act,
  also?: Also,
): Promise<{ id: string }> {
  const item = await findItem(ground, caller, id);
  await transaction(ground.db, async (tx) => {
    const into: Into = {
      ...(await holdConnection(tx, caller, item.connectionId)),
      by: signed(caller),
      maySee: () => true,
      sweepId: null,
    };
    const row = await readRow(tx, caller.workspaceId, item.id);
    await refuseHidden(tx, caller, [row]);
    const known = await readKnownItem(tx, into, row, initiativeIds);
    const { change, before, after, reason, to } = decide(row);
    // What is so already leaves no trace in the history.
    if (Object.keys(to).length === 0) return;
    const now = ground.clock.now().toISOString();
    const next = { ...row, ...to };
    const batch: Batch = {
      rows: new Map([[row.remote_id, next]]),
      events: [{ id: newId(), item_id: row.id, change, before, after, at: now, seen_at: now, delivery_id: null }],
      links: next.link_id !== null && next.link_id !== row.link_id ? [linkOf(next, now)] : [],
      identities: new Map(),
    };
    await inheritDown(tx, ground, known, batch);
    await writeBatch(tx, ground, into, known, batch);
    await signLink(tx, caller, next.link_id);
    const detail = { before, after, reason: reason ?? null };
    await recordActIn(tx, ground, caller, { action: change, kind: "work-item", id: row.id, detail });
    await also?.(tx);
  });
  return item;
}

const linkOf = (row: ItemRow, now: string) => ({
  id: row.link_id ?? "",
  initiative_id: row.initiative_id,
  class: row.class,
  until: row.class_until,
  item_id: row.id,
  created_at: now,
});

async function readRow(tx: Tx, workspaceId: string, id: string): Promise<ItemRow> {
  const { rows } = await tx.query<ItemRow>(`SELECT ${ITEM_SELECT} FROM work_item WHERE workspace_id = $1 AND id = $2`, [
    workspaceId,
    id,
  ]);
  const row = rows[0];
  if (!row) throw new Error("an item that was found a moment ago is gone");
  return row;
}

/** Recently used lists what this person linked: a link made by hand is signed. */
async function signLink(tx: Tx, caller: Caller, linkId: string | null): Promise<void> {
  if (linkId === null || !caller.person) return;
  await tx.query(`UPDATE link SET person_id = $3 WHERE workspace_id = $1 AND id = $2 AND person_id IS NULL`, [
    caller.workspaceId,
    linkId,
    caller.person.id,
  ]);
}

/** `linkId`: a link that was announced for it; else the item gets one of its own. */
export async function linkItem(
  ground: Ground,
  caller: Caller,
  input: {
    id: string;
    initiativeId: string;
    kind: "primary" | "supporting";
    reason?: string | undefined;
    linkId?: string;
    /** Where it must still be linked when it is moved. */
    from?: string;
    also?: Also;
  },
): Promise<{ id: string }> {
  const initiative = await findInitiative(ground.db.prisma, caller, input.initiativeId);
  refuseEnded(initiative);
  if (input.kind === "supporting") {
    const item = await findItem(ground, caller, input.id);
    await support(ground, caller, { item, initiative, reason: input.reason });
    return item;
  }
  const tie = (row: ItemRow): Act => {
    if (input.from !== undefined && row.initiative_id !== input.from)
      throw new Refused("not_linked", "This item is not linked to that initiative any more: read it again.");
    const same = row.initiative_id === initiative.id;
    const tied = {
      initiative_id: initiative.id,
      link_id: input.linkId ?? newId(),
      origin: "attached",
      linked_at: ground.clock.now().toISOString(),
      class: null,
      class_until: null,
      untied_at: null,
    };
    return {
      change: "linked",
      before: row.initiative_id,
      after: { initiative: initiative.id, origin: "attached" },
      reason: input.reason,
      to: same ? {} : tied,
    };
  };
  return act(ground, caller, input.id, [initiative.id], tie, input.also);
}

const untied = (ground: Ground) => ({ ...LOOSE, untied_at: ground.clock.now().toISOString() });

export async function unlinkItem(
  ground: Ground,
  caller: Caller,
  input: { id: string; initiativeId: string; also?: Also },
): Promise<{ id: string }> {
  const initiative = await findInitiative(ground.db.prisma, caller, input.initiativeId);
  const item = await findItem(ground, caller, input.id);
  if (await endSupport(ground, caller, { item, initiative })) return item;
  const untie = (row: ItemRow): Act => {
    if (row.initiative_id !== initiative.id)
      throw new Refused("not_linked", "This item is not linked to that initiative.");
    return { change: "unlinked", before: { initiative: initiative.id }, after: null, to: untied(ground) };
  };
  return act(ground, caller, input.id, [initiative.id], untie, input.also);
}

export async function classifyItem(
  ground: Ground,
  caller: Caller,
  input: { id: string; class: string; until?: string | undefined; linkId?: string },
): Promise<{ id: string }> {
  return act(ground, caller, input.id, [], (row) => {
    const to = {
      ...LOOSE,
      link_id: input.linkId ?? newId(),
      linked_at: ground.clock.now().toISOString(),
      class: input.class,
      class_until: input.until ?? null,
      untied_at: null,
    };
    return { change: "classed", before: row.initiative_id ?? row.class, after: { class: input.class }, to };
  });
}

export async function declassifyItem(ground: Ground, caller: Caller, id: string): Promise<{ id: string }> {
  return act(ground, caller, id, [], (row) => ({
    change: "declassed",
    before: row.class,
    after: null,
    to: row.class === null ? {} : untied(ground),
  }));
}
