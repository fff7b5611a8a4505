import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import type { RecordedReading } from "@throughline/shared/key-results";
import type { Caller } from "../accounts/caller.ts";
import type { Ground } from "../ground.ts";
import { findKeyResult } from "./key-result-row.ts";
import { newestFirst, pageOf } from "./paged.ts";
import { personIn, type ReadingRow, showReading } from "./readings.ts";
import { asUuid } from "./visibility.ts";

type Listing = ParsedInputOf<typeof endpoints.listReadingHistory>;

interface Row extends ReadingRow {
  endedBy: ReadingRow["by"];
  endedAt: Date | null;
  removed: boolean | null;
  reason: string | null;
}

/** Every value as it was recorded, newest first, each with what came in its place. */
export async function listReadingHistory(
  ground: Ground,
  caller: Caller,
  asked: Listing,
): Promise<{ items: RecordedReading[]; next: string | null }> {
  const { workspaceId, id } = await findKeyResult(ground.db.prisma, caller, asked.id);
  const before = asked.cursor === undefined ? null : asUuid(asked.cursor);
  const rows = await ground.db.prisma.$queryRaw<Row[]>`
    SELECT * FROM (
      SELECT id, "on", value, note, by, recorded_at AS "recordedAt", removed AS marks,
        lead(by) OVER later AS "endedBy", lead(recorded_at) OVER later AS "endedAt", lead(removed) OVER later AS removed,
        lead(note) OVER later AS reason
      FROM reading WHERE workspace_id = ${workspaceId}::uuid AND key_result_id = ${id}::uuid
      WINDOW later AS (PARTITION BY "on" ORDER BY no)) AS recorded
    WHERE NOT marks AND (${before}::uuid IS NULL OR id < ${before}::uuid)
    ORDER BY id DESC LIMIT ${newestFirst(asked).take}`;
  return pageOf(rows, asked.limit, show);
}

function show(row: Row): RecordedReading {
  const { endedAt, endedBy, removed, reason } = row;
  const ended =
    endedAt === null
      ? null
      : {
          how: removed === true ? ("removed" as const) : ("replaced" as const),
          at: endedAt.toISOString(),
          by: personIn(endedBy),
          reason: removed === true ? reason : null,
        };
  return { ...showReading(row), ended };
}
