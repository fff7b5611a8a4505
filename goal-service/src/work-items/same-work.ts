import type { WorkItem } from "@throughline/shared/work-items";
import type { Ground } from "../ground.ts";
import type { Mirror } from "./mirror-rows.ts";
import type { ShownRow } from "./shown-rows.ts";

const WORDS = {
  person: "A person said so.",
  address: "One names the other's address, and their titles are alike.",
  suggested: "One names the other's address, but their titles differ.",
};

/** The other side of each of these, where it has one; else the first that may be it, while both stand alone. */
export async function readOtherSides(
  ground: Ground,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, Mirror>> {
  const { rows } = await ground.db.pool.query<Mirror>(SIDES, [workspaceId, ids]);
  return new Map(rows.map((row) => [row.item_id, row]));
}

const SIDES = `SELECT DISTINCT ON (m.item_id) m.item_id, m.other_id, m.state, m.why FROM mirror m
JOIN work_item w ON w.workspace_id = m.workspace_id AND w.id = m.item_id
JOIN work_item o ON o.workspace_id = m.workspace_id AND o.id = m.other_id
WHERE m.workspace_id = $1 AND m.item_id = ANY($2::uuid[]) AND (m.state = 'paired' OR (m.state = 'suggested'
  AND COALESCE(w.mirror_of, w.mirrored_by, o.mirror_of, o.mirrored_by) IS NULL AND w.presence = 'live' AND o.presence = 'live'))
ORDER BY m.item_id, m.state, m.other_id`;

/** How the other side is called for this reader. A suggestion of what the reader may not see would only puzzle. */
export function sameWorkAs(
  row: ShownRow,
  side: Mirror | undefined,
  others: ReadonlyMap<string, WorkItem>,
): WorkItem["sameWork"] {
  const other = side && others.get(side.other_id);
  if (!other) return null;
  const suggested = side.state === "suggested";
  if (suggested && other.url === null) return null;
  return {
    id: other.id,
    key: other.key,
    tool: other.tool,
    title: other.title,
    counts: row.mirror_of === other.id,
    suggested,
    why: suggested ? WORDS.suggested : WORDS[side.why],
  };
}
