import type { endpoints } from "@throughline/shared/endpoints";
import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { ToolRead } from "../connectors/connector.ts";
import type { Caller } from "../accounts/caller.ts";
import { signed } from "../accounts/caller.ts";
import { rulesIn } from "../connections/settings.ts";
import { connectorFor } from "../connectors/registry.ts";
import { transaction } from "../database/transaction.ts";
import type { Tx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { recordActIn } from "../history.ts";
import { point } from "../points.ts";
import { notFound, Refused } from "../refusal.ts";
import { applyReads, type Into } from "../work-items/apply.ts";
import type { ItemRow } from "../work-items/item-row.ts";
import { findInitiative } from "../initiatives/initiatives.ts";

type Confirm = ParsedInputOf<typeof endpoints.putLinkItem>;

/** What else belongs to the item that was confirmed, written with it. */
type Also = (tx: Tx, row: ItemRow) => Promise<void>;

/**
 * The item that carries the link, told by whoever made it. The tool's own event and the reconcile run the same upsert, so
 * whoever comes first wins and whoever comes after changes nothing.
 */
export async function confirmLink(ground: Ground, caller: Caller, input: Confirm, also?: Also): Promise<ItemRow> {
  const connectionId = caller.connection?.id ?? input.connectionId;
  if (connectionId === undefined)
    throw new Refused("invalid_input", "Say which connection the item is from: connectionId.");
  const visible = await initiativesMeant(ground, caller, input);
  const confirmed = await transaction(ground.db, async (tx) => {
    const into = await holdConnection(tx, caller, connectionId);
    const holder = await holderOf(tx, caller.workspaceId, input.linkId);
    const maySee = (id: string) => visible.has(id);
    const mine = { ...into, by: signed(caller), maySee, sweepId: null, confirms: input.linkId };
    const arrival = { read: withLink(input), readAt: ground.clock.now(), deliveryId: null };
    const rows = await applyReads(tx, ground, mine, [arrival]);
    const row = rows.find((item) => item.remote_id === input.item.ref.id);
    if (!row) throw notFound("work item");
    await refuseTaken(tx, caller.workspaceId, input.linkId, row);
    await point("item: applied, not recorded");
    if (holder !== row.id)
      await recordActIn(tx, ground, caller, {
        action: "confirm",
        kind: "work-item",
        id: row.id,
        detail: { link: input.linkId },
      });
    await point("item: applied, not committed");
    await also?.(tx, row);
    return row;
  });
  await point("item: committed, not answered");
  return confirmed;
}

/** An item as the tool shows it now, before anybody says what it is for. The answer is its row. */
export async function takeIn(
  ground: Ground,
  caller: Caller,
  connectionId: string,
  seen: { read: ToolRead; readAt: Date },
): Promise<{ id: string }> {
  return transaction(ground.db, async (tx) => {
    const into = await holdConnection(tx, caller, connectionId);
    const mine = { ...into, by: signed(caller), maySee: () => false, sweepId: null };
    const rows = await applyReads(tx, ground, mine, [{ ...seen, deliveryId: null }]);
    const row = rows.find((item) => item.remote_id === seen.read.ref.id);
    if (!row) throw notFound("work item");
    return row;
  });
}

/** Of the initiatives that the link and the item's mark name, those that this caller may see. */
async function initiativesMeant(ground: Ground, caller: Caller, { item, linkId }: Confirm): Promise<Set<string>> {
  const inMark = typeof item.mark === "object" ? item.mark?.initiative : undefined;
  const link = await ground.db.prisma.link.findUnique({
    where: { workspaceId_id: { workspaceId: caller.workspaceId, id: linkId } },
    select: { initiativeId: true },
  });
  const visible = new Set<string>();
  for (const named of [inMark, link?.initiativeId]) {
    if (!named) continue;
    await findInitiative(ground.db.prisma, caller, named).then(
      ({ id }) => visible.add(id),
      () => undefined,
    );
  }
  return visible;
}

/** The call says which link it is; a tool that shows the mark late must not lose it. */
function withLink(input: Confirm): Confirm["item"] {
  const shown = input.item.mark;
  if (typeof shown === "object" && shown !== null) {
    if (shown.link === input.linkId) return input.item;
    throw new Refused("invalid_input", "The item's mark names another link than the address does.");
  }
  return { ...input.item, mark: { v: 1, link: input.linkId, initiative: "", at: input.item.createdAt } };
}

async function refuseTaken(tx: Tx, workspaceId: string, linkId: string, row: ItemRow): Promise<void> {
  const holder = await holderOf(tx, workspaceId, linkId);
  if (holder !== null && holder !== row.id && row.link_id === null) {
    throw new Refused("link_taken", "This link belongs to another item.");
  }
}

/** The item that the link belongs to, if it has one already. */
async function holderOf(tx: Tx, workspaceId: string, linkId: string): Promise<string | null> {
  const { rows } = await tx.query<{ item_id: string | null }>(
    `SELECT item_id FROM link WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, linkId],
  );
  return rows[0]?.item_id ?? null;
}

/** Holds the connection until the end of the transaction: batches of one connection come one after the other. */
export async function holdConnection(
  tx: Tx,
  caller: Caller,
  connectionId: string,
): Promise<Pick<Into, "workspaceId" | "zone" | "connection">> {
  const { rows } = await tx.query<{ id: string; tool: string; zone: string; settings: unknown }>(
    `SELECT c.id, c.tool, w.zone, c.settings FROM connection c JOIN workspace w ON w.id = c.workspace_id
     WHERE c.workspace_id = $1 AND c.id::text = $2 AND c.state <> 'ended' FOR NO KEY UPDATE OF c`,
    [caller.workspaceId, connectionId],
  );
  const row = rows[0];
  if (!row) throw notFound("connection");
  return {
    workspaceId: caller.workspaceId,
    zone: row.zone,
    connection: {
      id: row.id,
      tool: row.tool,
      writesMarks: connectorFor(row.tool).writesMarks,
      ...rulesIn(row.tool, row.settings),
    },
  };
}
