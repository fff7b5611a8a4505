import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import type { Goal } from "@throughline/shared/goals";
import type { Caller } from "../accounts/caller.ts";
import type { Ground } from "../ground.ts";
import { containing } from "../search.ts";
import { numberAfter } from "./paged.ts";
import { asUuid, goalRef, visibleTo } from "./visibility.ts";
import { showGoals } from "./show.ts";

type Asked = ParsedInputOf<typeof endpoints.listGoals>;

/** Goals in the order of their numbers; the cursor is the last number shown. */
export async function listGoals(
  ground: Ground,
  caller: Caller,
  asked: Asked,
): Promise<{ items: Goal[]; next: string | null }> {
  const rows = await ground.db.prisma.goal.findMany({
    where: {
      AND: [
        visibleTo(caller),
        { no: { gt: numberAfter(asked.cursor) } },
        asked.state ? { state: asked.state } : {},
        asked.teamId ? { teamId: asUuid(asked.teamId) } : {},
        asked.parentId ? { parent: { is: { AND: [visibleTo(caller), goalRef(asked.parentId)] } } } : {},
        asked.q ? { title: containing(asked.q) } : {},
      ],
    },
    include: { viewers: true },
    orderBy: { no: "asc" },
    take: asked.limit + 1,
  });
  const shown = rows.slice(0, asked.limit);
  return {
    items: await showGoals(ground, caller, shown),
    next: rows.length > asked.limit ? String(shown.at(-1)?.no ?? "") : null,
  };
}
