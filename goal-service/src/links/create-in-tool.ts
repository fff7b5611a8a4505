import type { WorkClass } from "@throughline/shared/vocabulary";
import type { Caller } from "../accounts/caller.ts";
import { actingAccount, sayingNo } from "../connections/acting.ts";
import { isKind } from "../connections/grants.ts";
import { wishCard } from "../connections/outbox.ts";
import { inTool } from "../connections/reach.ts";
import type { Draft, PullConnector, Reach, ToolRead } from "../connectors/connector.ts";
import type { Connection } from "../generated/prisma/client.ts";
import type { Ground } from "../ground.ts";
import { point } from "../points.ts";
import { confirmLink } from "./confirm.ts";
import { nameFor } from "./draft.ts";
import { putLink } from "./links.ts";
import { giveUp, type Making, myTurn, whileMine } from "./making.ts";
import { type Asked, placeFor } from "./place.ts";

/** What is asked for, the same from form, dashboard, script and agent. */
export interface Wish extends Asked {
  linkId: string;
  initiativeId?: string | undefined;
  class?: WorkClass | undefined;
  until?: string | undefined;
  title: string;
  due?: string | undefined;
  body?: string | undefined;
}

/**
 * Makes an item in a tool that we call, as the person who asks, with its link from birth. However often and by however
 * many it is asked, whatever breaks in between: one item. The link is announced first; one caller at a time makes its
 * item; who comes after one that did not end looks for what it left before making anything.
 */
export const createInTool = (
  ground: Ground,
  caller: Caller,
  connection: Connection,
  wish: Wish,
): Promise<{ id: string }> =>
  sayingNo(ground, caller, connection.tool, () => createOnce(ground, caller, connection, wish));

async function createOnce(ground: Ground, caller: Caller, connection: Connection, wish: Wish): Promise<{ id: string }> {
  const { workspaceId, id: connectionId } = connection;
  const { linkId, initiativeId, class: kind, until, title, due, body } = wish;
  const announced = await isAnnounced(ground, workspaceId, linkId);
  const link = await putLink(ground, caller, { linkId, initiativeId, class: kind, until });
  if (link.itemId !== null) return { id: link.itemId };
  const account = await actingAccount(ground, caller, connection);
  const place = await placeFor(ground, caller, connection, account, wish);
  await point("birth: announced, not begun");
  const turn = await myTurn(ground, workspaceId, linkId);
  if ("itemId" in turn) return { id: turn.itemId };
  const inIt: InTool = (work) => inTool(ground, { workspaceId, connectionId }, account, work);
  const named = await nameFor(ground, caller, wish);
  await point("birth: begun, not made");
  const draft = { ...named, ...place, title, due: due ?? null, body: body ?? null };
  const item = await make(ground, inIt, turn.making, draft, announced);
  await point("birth: made, not confirmed");
  const under = named.initiative;
  return confirmLink(ground, caller, { linkId, item, connectionId }, async (tx, { remote_id: ref }) => {
    if (under === null) return;
    // The card opens the item's own page, where its link is seen and corrected, whatever it serves by then.
    const url = `${ground.config.publicUrl}/go/${connection.tool}/${encodeURIComponent(ref)}`;
    await wishCard(tx, ground, connection, ref, { name: `${under.key} ${under.title ?? ""}`, url });
  });
}

type InTool = <T>(work: (connector: PullConnector, reach: Reach) => Promise<T>) => Promise<T>;

/** Announced by somebody before this call, who may have made the item as well. */
async function isAnnounced(ground: Ground, workspaceId: string, id: string): Promise<boolean> {
  return (await ground.db.prisma.link.count({ where: { workspaceId, id } })) > 0;
}

/** What the tool may still be doing after it was silent, it does within this. */
const SETTLES_MS = 5_000;

/** The item that is there already, or one create call. A no is final; silence is looked into once, and never repeated. */
async function make(ground: Ground, inIt: InTool, making: Making, draft: Draft, announced: boolean): Promise<ToolRead> {
  const look = () => inIt((connector, reach) => connector.findByMark(reach, draft.mark.link));
  try {
    const left = announced || making.begunBefore ? await look() : null;
    return left ?? (await whileMine(ground, making, () => inIt((connector, reach) => connector.create(reach, draft))));
  } catch (error) {
    const silent = isKind(error, "unknown");
    const made = silent ? await look().catch(() => null) : null;
    if (made) return made;
    await giveUp(ground, making, silent ? SETTLES_MS : 0);
    throw error;
  }
}
