import type { WorkItem } from "@throughline/shared/work-items";
import type { Caller } from "../accounts/caller.ts";
import { allowsComments } from "../connections/allows-comments.ts";
import { findGoal } from "../goals/goals.ts";
import { asUuid } from "../goals/visibility.ts";
import type { GoalRow } from "../goals/wire.ts";
import type { Ground } from "../ground.ts";
import { Refused } from "../refusal.ts";
import { showItemsById } from "../work-items/show.ts";

export interface ToAsk {
  goal: GoalRow;
  item: WorkItem;
  connection: { id: string; name: string; tool: string };
  /** null: a question may be written there; else what would be needed. */
  needs: string | null;
}

/** The item that is asked about: behind this goal, and one that the asker may see. */
export async function itemToAsk(
  ground: Ground,
  caller: Caller,
  { id, workItemId }: { id: string; workItemId: string },
): Promise<ToAsk> {
  const goal = await findGoal(ground, caller, id);
  const item = (await showItemsById(ground, caller, [asUuid(workItemId)])).get(workItemId);
  if (item?.link?.goalId !== goal.id)
    throw new Refused("not_behind", "This item is not behind this goal any more: read the goal again.");
  if (item.url === null)
    throw new Refused("item_hidden", "The tool hides this item from you: ask somebody who may see it there.");
  const connection = await ground.db.prisma.connection.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId: caller.workspaceId, id: item.connectionId } },
  });
  return { goal, item, connection, needs: needsFor(connection) };
}

function needsFor(connection: { name: string; state: string; tool: string; settings: unknown }): string | null {
  const { name, state } = connection;
  const allowed = allowsComments(connection);
  if (allowed === null) return `${name} can't be written to: put the question there yourself.`;
  if (state === "ended") return `${name} is disconnected: put the question there yourself.`;
  if (allowed) return null;
  return `An admin has to allow it first: Settings, Connections, ${name}, “Write questions as comments”.`;
}
