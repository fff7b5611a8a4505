import type { Connection as ConnectionWire } from "@throughline/shared/connections";
import type { Caller } from "../accounts/caller.ts";
import { prismaTransaction } from "../database/transaction.ts";
import type { Ground } from "../ground.ts";
import { Refused } from "../refusal.ts";
import { findConnection, recordConnection, showConnection } from "./connections.ts";
import { allowsComments } from "./allows-comments.ts";
import { readSettings } from "./settings.ts";

/** Whether the operator lets us write questions into this tool. */
export async function setComments(
  ground: Ground,
  caller: Caller,
  { id, allowed }: { id: string; allowed: boolean },
): Promise<ConnectionWire> {
  const row = await prismaTransaction(ground.db, async (tx) => {
    const before = await findConnection(tx, caller, id);
    if (allowsComments(before) === null)
      throw new Refused(
        "no_comments",
        "What sends to a webhook can't be written to: there is nowhere to put a comment.",
      );
    const made = await tx.connection.update({
      where: { workspaceId_id: { workspaceId: before.workspaceId, id: before.id } },
      data: { settings: { ...readSettings(before.settings), comments: allowed }, version: { increment: 1 } },
    });
    await recordConnection(tx, ground, caller, made, "set comments");
    return made;
  });
  return showConnection(ground, caller, row);
}
