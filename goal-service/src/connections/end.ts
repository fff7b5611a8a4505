import { setTimeout as sleep } from "node:timers/promises";
import type { Connection as ConnectionWire } from "@throughline/shared/connections";
import type { Caller } from "../accounts/caller.ts";
import { type PullConnector, type Reach, ToolError } from "../connectors/connector.ts";
import { pullConnectorFor } from "../connectors/registry.ts";
import { prismaTransaction, session } from "../database/transaction.ts";
import type { Connection } from "../generated/prisma/client.ts";
import type { Ground } from "../ground.ts";
import { findConnection, recordConnection, showConnection } from "./connections.ts";
import { giveBackGrants } from "./grants.ts";
import { turnOf } from "./pulled.ts";
import { reachFor } from "./reach.ts";
import { hookAddress } from "./subscription-target.ts";
import { markOpenGoals } from "./sync-state.ts";

/** The tool is not waited for longer than this: what it still has of ours ends by itself. */
const GIVING_BACK_MS = 8000;
/** A turn under way sees that the connection has ended, and stops; it may just be asking for one more webhook. */
const TURN_OVER_MS = 3000;
const LOOK_AGAIN_MS = 50;

/**
 * Disconnects: first here, so that nothing is read or taken any more, then webhooks and permissions are given back as far
 * as the tool lets us (one that is left calls a hook that is unknown now, until the tool gives up). History stays, and
 * what was open behind it is said to be old.
 */
export async function endConnection(ground: Ground, caller: Caller, id: string): Promise<ConnectionWire> {
  const before = await findConnection(ground.db.prisma, caller, id);
  if (before.state === "ended" && before.problem === null) return showConnection(ground, caller, before);
  const connector = pullConnectorFor(before.tool);
  const reach = connector && (await reachOrNull(ground, before));
  const row = await end(ground, caller, before, { action: "end", problem: null });
  if (connector && reach) await unsubscribe(ground, row, connector, reach);
  if (connector) {
    await ground.db.prisma.subscription.deleteMany({ where: scopeOf(row) });
    await giveBackGrants(ground, row);
  }
  return showConnection(ground, caller, row);
}

const scopeOf = ({ workspaceId, id }: Connection) => ({ workspaceId, connectionId: id });

/** Who no longer allows us has taken the webhooks back with the permission. */
async function reachOrNull(ground: Ground, row: Connection): Promise<Reach | null> {
  try {
    return await reachFor(ground, scopeOf(row), null);
  } catch (error) {
    if (error instanceof ToolError) return null;
    throw error;
  }
}

/** How it ended: by one of us, which needs no more words, or from the tool's side. */
interface Ending {
  action: "end" | "uninstall";
  problem: string | null;
}

/** Ends it with its history kept: what was open behind it is old from now on. */
export async function end(ground: Ground, caller: Caller, before: Connection, ending: Ending): Promise<Connection> {
  const now = ground.clock.now();
  return prismaTransaction(ground.db, async (tx) => {
    const row = await tx.connection.update({
      where: { workspaceId_id: { workspaceId: before.workspaceId, id: before.id } },
      data: {
        state: "ended",
        problem: ending.problem,
        behindSince: before.behindSince ?? before.lastSyncAt ?? now,
        version: { increment: 1 },
      },
    });
    await tx.touch.deleteMany({ where: scopeOf(row) });
    await markOpenGoals(tx, scopeOf(row), now);
    await recordConnection(tx, ground, caller, row, ending.action);
    return row;
  });
}

/** Waits until nobody asks the tool for this connection any more; then what the tool keeps for us is all there will be. */
async function unsubscribe(ground: Ground, row: Connection, connector: PullConnector, reach: Reach): Promise<void> {
  for (let waited = 0; waited < TURN_OVER_MS; waited += LOOK_AGAIN_MS) {
    const done = await session(ground.db, turnOf(row.id), () =>
      giveBack(ground, row, connector, reach).then(() => true),
    );
    if (done !== null) return;
    await sleep(LOOK_AGAIN_MS);
  }
  await giveBack(ground, row, connector, reach);
}

async function giveBack(ground: Ground, row: Connection, connector: PullConnector, reach: Reach): Promise<void> {
  const late = new AbortController();
  const all = (await idsOf(ground, row, connector, reach)).map((remoteId) => connector.unsubscribe(reach, remoteId));
  const over = sleep(GIVING_BACK_MS, null, { signal: late.signal }).catch(() => null);
  const settled = await Promise.race([Promise.allSettled(all), over]);
  late.abort();
  const left = settled === null ? all.length : settled.filter(({ status }) => status === "rejected").length;
  if (left > 0) ground.log.warn({ left, of: all.length }, "webhooks could not be given back to their tool");
}

/** As the tool says, which also knows one that we have not noted yet; as we noted, where it does not say. */
async function idsOf(ground: Ground, row: Connection, connector: PullConnector, reach: Reach): Promise<string[]> {
  const ours = hookAddress(ground, row.id, "");
  try {
    const theirs = await connector.subscriptions(reach);
    return theirs.flatMap(({ remoteId, target }) => (target.startsWith(ours) ? [remoteId] : []));
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    const rows = await ground.db.prisma.subscription.findMany({ where: scopeOf(row), select: { remoteId: true } });
    return rows.flatMap(({ remoteId }) => (remoteId === null ? [] : [remoteId]));
  }
}
