import type { PrismaTx } from "../db.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { Refused } from "../refusal.ts";

/** A goal whose initiative a whole project serves is not private: everybody in that project would be counted for it. */
export async function refuseServed(
  tx: PrismaTx,
  workspaceId: string,
  of: { goalId: string } | { initiativeId: string },
): Promise<void> {
  const which =
    "goalId" in of ? Prisma.sql`i.goal_id = ${of.goalId}::uuid` : Prisma.sql`i.id = ${of.initiativeId}::uuid`;
  const [served] = await tx.$queryRaw<{ no: number; name: string }[]>`
    SELECT i.no, c.name FROM initiative i JOIN connection c ON c.workspace_id = i.workspace_id AND c.state <> 'ended'
    WHERE i.workspace_id = ${workspaceId}::uuid AND ${which} AND EXISTS (
      SELECT 1 FROM jsonb_array_elements(CASE WHEN jsonb_typeof(c.settings->'serves') = 'array' THEN c.settings->'serves' ELSE '[]' END) s
      WHERE s->>'initiativeId' = i.id::text)
    ORDER BY i.no LIMIT 1`;
  if (served)
    throw new Refused(
      "served_by_project",
      `A whole project of ${served.name} serves INI-${served.no}: everybody in it would be counted for a private goal. An admin can take that back under Connections first.`,
    );
}
