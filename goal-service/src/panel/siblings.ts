import type { PanelItem } from "@throughline/shared/panel";
import type { WorkItem } from "@throughline/shared/work-items";
import type { Caller } from "../accounts/caller.ts";
import type { Ground } from "../ground.ts";
import type { InitiativeWork, OpenItem } from "../initiatives/work.ts";
import { showItemsById } from "../work-items/show.ts";

const SHOWN = 5;

/** The other open items of the initiative: stalled first, then those in progress, the longest without movement first. */
export async function readSiblings(
  ground: Ground,
  caller: Caller,
  work: InitiativeWork,
  itemId: string,
): Promise<PanelItem["siblings"]> {
  const open = work.open
    .filter(({ id }) => id !== itemId)
    .sort(byNeed)
    .slice(0, SHOWN);
  const shown = await showItemsById(
    ground,
    caller,
    open.map(({ id }) => id),
  );
  return open.flatMap(({ id, stalled, idle }) => {
    const item = shown.get(id);
    return item ? [sibling(item, stalled, idle)] : [];
  });
}

const rank = (item: OpenItem) => (item.stalled ? 0 : item.status === "doing" ? 1 : 2);
const byNeed = (a: OpenItem, b: OpenItem) =>
  rank(a) - rank(b) || a.moved.localeCompare(b.moved) || a.id.localeCompare(b.id);

const sibling = (item: WorkItem, stalled: boolean, idleDays: number): PanelItem["siblings"][number] => ({
  id: item.id,
  key: item.key,
  title: item.title,
  statusName: item.status.name,
  owner: item.owner?.name ?? null,
  stalled,
  idleDays,
});
