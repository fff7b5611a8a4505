import { withoutFuture } from "@throughline/shared/ahead";
import { Mark } from "@throughline/shared/link";
import type { Tx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { newId } from "../ids.ts";
import { decideLink, type Decision, type Found } from "../links/decide.ts";
import { type Difference, differences } from "./difference.ts";
import { type ItemRow, LOOSE } from "./item-row.ts";
import { type Known, readKnown } from "./known.ts";
import { containersIn, identitiesIn } from "./named-in.ts";
import { type Arrival, contentOf, isNewer, leftFor, moved } from "./read-rows.ts";
import { type Resolutions, resolved } from "./resolution.ts";
import { tickOf, untickedOf } from "./tick.ts";
import { type Batch, type EventRow, type Linked, writeBatch } from "./write.ts";

export interface Into {
  workspaceId: string;
  zone: string;
  /** `serves`: by container, the initiative that all of its work serves. */
  connection: {
    id: string;
    tool: string;
    writesMarks: boolean;
    serves: ReadonlyMap<string, string>;
    resolutions: Resolutions;
    /** When an admin last said what statuses mean; null where nobody did. */
    rulesSavedAt: string | null;
  };
  /** Which private initiatives the acting person may see; a hook acts for nobody. */
  maySee: (initiativeId: string) => boolean;
  by: object;
  /** The sweep that these reads belong to, if any. */
  sweepId: string | null;
  /** The link that whoever made the item names as the item's own. */
  confirms?: string;
}

/**
 * Takes what a tool said of its items: ignores the old, finds what changed, ties new items to their initiatives, and
 * writes all of it in one statement. The caller holds the connection's row, so one batch of a connection comes after the
 * other and what is known here is what will be there when we write. Applying the same twice is the same as once.
 */
export async function applyReads(tx: Tx, ground: Ground, into: Into, arrivals: readonly Arrival[]): Promise<ItemRow[]> {
  if (arrivals.length === 0) return [];
  const known = await readKnown(tx, into, arrivals);
  const inside = arrivals.filter(({ outside }) => outside !== true);
  const batch: Batch = {
    rows: new Map(),
    events: [],
    links: [],
    identities: identitiesIn(inside),
    containers: containersIn(inside),
  };
  for (const arrival of arrivals) {
    // A page's moments are held against its receipt already; what we read ourselves, or a call brings, is held against now.
    const { item } = withoutFuture(arrival.read, ground.clock.now());
    const read = { ...arrival.read, ...resolved(item, into.connection.resolutions) };
    if (arrival.outside === true) leave(ground, known, batch, { ...arrival, read });
    else take(ground, into, known, batch, { ...arrival, read });
  }
  // The older first: of an original and its copy told together, the link is the original's.
  const byAge = [...batch.rows.values()].sort((a, b) => Date.parse(a.tool_created) - Date.parse(b.tool_created));
  for (const row of byAge) tie(ground, known, batch, row, into);
  await inheritDown(tx, ground, known, batch);
  return writeBatch(tx, ground, into, known, batch);
}

function take(ground: Ground, into: Into, known: Known, batch: Batch, told: Arrival): void {
  const { id } = told.read.ref;
  const before = batch.rows.get(id) ?? known.items.get(id) ?? null;
  const tick = tickOf(before, told.read);
  const arrival = { ...told, read: untickedOf(told.read, tick, into.connection.rulesSavedAt) };
  const content = contentOf(arrival);
  const now = ground.clock.now().toISOString();
  const movement = moved(before, arrival, into.zone, ground.clock);
  const newer = before === null || isNewer(content, before);
  const row: ItemRow = {
    ...fresh(into, content.remote_id, now),
    ...before,
    ...(newer ? { ...content, ...tick } : {}),
    ...movement,
    blocked_since: (newer ? content.blocked : before.blocked) ? movement.blocked_since : null,
    seen_at: now,
    missed: 0,
    sweep_id: into.sweepId ?? before?.sweep_id ?? null,
  };
  batch.rows.set(row.remote_id, row);
  if (newer && before?.fingerprint !== row.fingerprint) addEvents(batch, row, differences(before, row), arrival, now);
}

/** What nobody chose is not kept: a known item that is there now has left, and keeps what it was when it did. */
function leave(ground: Ground, known: Known, batch: Batch, arrival: Arrival): void {
  const { ref, container } = arrival.read;
  const before = batch.rows.get(ref.id) ?? known.items.get(ref.id);
  if (before === undefined) return;
  const now = ground.clock.now().toISOString();
  const content = leftFor(arrival, before);
  if (!isNewer(content, before)) return;
  const row: ItemRow = { ...before, ...content, seen_at: now };
  batch.rows.set(row.remote_id, row);
  if (container?.key)
    batch.containers?.set(ref.container, { remote_id: ref.container, key: container.key, name: null });
  if (before.fingerprint !== row.fingerprint) addEvents(batch, row, differences(before, row), arrival, now);
}

const fresh = (into: Into, remoteId: string, now: string) =>
  ({
    id: newId(),
    connection_id: into.connection.id,
    remote_id: remoteId,
    link_id: null,
    initiative_id: null,
    origin: null,
    linked_at: null,
    class: null,
    class_until: null,
    mirror_of: null,
    mirrored_by: null,
    mirror_moved_on: null,
    mirror_blocked_since: null,
    untied_at: null,
    ticked: null,
    unticked_at: null,
    version: 0,
    recorded_at: now,
  }) as unknown as ItemRow;

function addEvents(batch: Batch, row: ItemRow, found: readonly Difference[], arrival: Arrival, now: string): void {
  for (const { change, before, after } of found) {
    batch.events.push({
      id: newId(),
      item_id: row.id,
      change,
      before,
      after,
      at: row.tool_updated,
      seen_at: now,
      delivery_id: arrival.deliveryId,
    });
  }
}

/** An item that is tied stays tied: a mark that changes or vanishes changes nothing, the right one is written back. */
function tie(ground: Ground, known: Known, batch: Batch, row: ItemRow, into: Into): void {
  if (row.presence === "gone") return;
  if (row.origin === "mapped") release(ground, batch, row, into);
  const confirmed = marked(row) !== null && marked(row) === into.confirms;
  if (isTied(row) && !(confirmed && isTakenForCopy(known, row))) return;
  const parent =
    row.parent_remote === null ? undefined : (batch.rows.get(row.parent_remote) ?? known.items.get(row.parent_remote));
  const found: Found = {
    itemId: row.id,
    createdAt: row.tool_created,
    mark: row.mark,
    title: row.title,
    serves: into.connection.serves.get(row.container) ?? null,
    untied: row.untied_at !== null,
    parentInitiative: parent?.initiative_id ?? null,
    maySee: into.maySee,
    announcedHere: ({ connection_id }) =>
      connection_id === null ? into.connection.writesMarks : connection_id === into.connection.id,
    confirmed,
    link: (id) => known.links.get(id),
    initiative: (ref) => known.initiatives.get(ref.toUpperCase()) ?? known.initiatives.get(ref),
  };
  settle(ground, known, batch, row, decideLink(found));
}

/** A tie that its container gave goes when the container serves something else now, or when the item has left it. */
function release(ground: Ground, batch: Batch, row: ItemRow, into: Into): void {
  if (into.connection.serves.get(row.container) === row.initiative_id) return;
  addAct(batch, row, { change: "unlinked", before: { initiative: row.initiative_id }, after: null }, ground);
  Object.assign(row, LOOSE);
}

const isTied = (row: ItemRow): boolean => row.initiative_id !== null || row.class !== null;

function marked(row: ItemRow): string | null {
  const mark = Mark.safeParse(row.mark);
  return mark.success ? mark.data.link : null;
}

/** Tied for the same as the link in its mark, which is still free: the tool told of it before its maker could. */
function isTakenForCopy(known: Known, row: ItemRow): boolean {
  const link = known.links.get(marked(row) ?? "");
  const free = link?.item_id === null && row.origin !== "inherited";
  return free && link.initiative_id === row.initiative_id && link.class === row.class;
}

function settle(ground: Ground, known: Known, batch: Batch, row: ItemRow, decision: Decision): void {
  if (decision.to === "nothing") return;
  const now = ground.clock.now().toISOString();
  const link: Linked = {
    id: decision.linkId ?? newId(),
    initiative_id: decision.to === "initiative" ? decision.initiativeId : null,
    class: decision.to === "class" ? decision.class : null,
    until: decision.to === "class" ? decision.until : null,
    item_id: row.id,
    created_at: now,
  };
  row.link_id = link.id;
  row.linked_at = now;
  row.untied_at = null;
  if (decision.to === "initiative")
    Object.assign(row, { initiative_id: decision.initiativeId, origin: decision.origin });
  else Object.assign(row, { class: decision.class, class_until: decision.until });
  batch.links.push(link);
  known.links.set(link.id, { ...link, person_id: null, connection_id: null });
  const after =
    decision.to === "initiative"
      ? { initiative: decision.initiativeId, origin: decision.origin }
      : { class: decision.class };
  addAct(batch, row, { change: "linked", before: null, after }, ground);
}

/** What we decide ourselves happens now, and no delivery tells of it. */
function addAct(
  batch: Batch,
  row: ItemRow,
  act: Pick<EventRow, "change" | "before" | "after">,
  { clock }: Ground,
): void {
  const now = clock.now().toISOString();
  batch.events.push({ id: newId(), item_id: row.id, ...act, at: now, seen_at: now, delivery_id: null });
}

/** Children of an item that has just been linked inherit, as deep as they go. */
export async function inheritDown(tx: Tx, ground: Ground, known: Known, batch: Batch): Promise<void> {
  let parents = [...batch.rows.values()].filter(
    (row) => row.initiative_id !== null && known.items.get(row.remote_id)?.initiative_id !== row.initiative_id,
  );
  while (parents.length > 0) {
    const children = await known.childrenOf(
      tx,
      parents.map((row) => row.remote_id),
    );
    parents = children.flatMap((stored) => {
      const row = batch.rows.get(stored.remote_id) ?? { ...stored };
      const parent = batch.rows.get(row.parent_remote ?? "");
      if (isTied(row) || row.untied_at !== null || !parent?.initiative_id) return [];
      batch.rows.set(row.remote_id, row);
      known.items.set(stored.remote_id, stored);
      settle(ground, known, batch, row, {
        to: "initiative",
        initiativeId: parent.initiative_id,
        origin: "inherited",
        linkId: null,
      });
      return [row];
    });
  }
}
