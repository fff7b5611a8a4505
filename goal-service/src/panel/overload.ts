import type { Load } from "@throughline/shared/goal-report";
import type { Warning } from "@throughline/shared/panel";
import { type Caller, hasRole } from "../accounts/caller.ts";
import type { Ground } from "../ground.ts";
import type { OpenItem } from "../initiatives/work.ts";
import { readLoads } from "../insight/load.ts";
import { manyOpen, overload } from "./warnings.ts";

interface Goal {
  ownerId: string | null;
  open: readonly OpenItem[];
}

/** Whether the owner would be over the limit. Load is shown to that person and to those who lead the goal. */
export async function overloaded(
  ground: Ground,
  caller: Caller,
  asked: { ownerId?: string | undefined; count?: number | undefined },
  goal: Goal | null,
): Promise<Warning[]> {
  const { ownerId, count = 1 } = asked;
  if (ownerId === undefined) return [];
  const colleagues = new Set((goal?.open ?? []).flatMap(({ personId }) => personId ?? []));
  const loads = await readLoads(ground, caller, [...new Set([ownerId, ...colleagues])]);
  const owner = loads.get(ownerId);
  if (!owner || owner.doing + count <= owner.limit) return [];
  if (!maySeeLoad(caller, ownerId, goal?.ownerId ?? null)) return [manyOpen(owner.name)];
  return [overload(owner, someoneWithRoom(loads, ownerId, count))];
}

export function maySeeLoad(caller: Caller, personId: string, leadId: string | null): boolean {
  const me = caller.person?.id;
  return hasRole(caller, "admin") || (me !== undefined && (me === personId || me === leadId));
}

function someoneWithRoom(loads: Map<string, Load>, ownerId: string, count: number): Load | null {
  const room = [...loads.values()].filter((load) => load.personId !== ownerId && load.doing + count <= load.limit);
  return room.sort((a, b) => a.doing - b.doing || a.name.localeCompare(b.name))[0] ?? null;
}
