import type { Load } from "@throughline/shared/goal-report";
import type { Warning } from "@throughline/shared/panel";
import type { Caller } from "../accounts/caller.ts";
import type { Ground } from "../ground.ts";
import type { OpenItem } from "../initiatives/work.ts";
import { countLoads, readLoads } from "../insight/load.ts";
import { manyOpen, overload } from "./warnings.ts";

/** Whether the owner would be over the limit: in numbers for those who may read load, in words for the others. */
export async function overloaded(
  ground: Ground,
  caller: Caller,
  { ownerId, count = 1 }: { ownerId?: string | undefined; count?: number | undefined },
  open: readonly OpenItem[],
): Promise<Warning[]> {
  if (ownerId === undefined) return [];
  const owner = (await countLoads(ground, caller.workspaceId, [ownerId])).get(ownerId);
  if (!owner || owner.doing + count <= owner.limit) return [];
  const colleagues = open.flatMap(({ personId }) => personId ?? []);
  const loads = await readLoads(ground, caller, [ownerId, ...colleagues]);
  return [loads.has(ownerId) ? overload(owner, someoneWithRoom(loads, ownerId, count)) : manyOpen(owner.name)];
}

function someoneWithRoom(loads: Map<string, Load>, ownerId: string, count: number): Load | null {
  const room = [...loads.values()].filter((load) => load.personId !== ownerId && load.doing + count <= load.limit);
  return room.sort((a, b) => a.doing - b.doing || a.name.localeCompare(b.name))[0] ?? null;
}
