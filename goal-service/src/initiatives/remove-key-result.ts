import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import type { KeyResult } from "@throughline/shared/key-results";
import type { Caller } from "../accounts/caller.ts";
import { prismaTransaction } from "../database/transaction.ts";
import { lockKeyResult } from "../goals/key-result-row.ts";
import { takeOut } from "../goals/key-results.ts";
import { showKeyResult } from "../goals/key-result-wire.ts";
import { latestReadings } from "../goals/latest-readings.ts";
import type { Ground } from "../ground.ts";
import { stale } from "../refusal.ts";
import { letGoOf } from "./initiatives.ts";

type Remove = ParsedInputOf<typeof endpoints.removeKeyResult>;

/** Takes a measure from its goal, and with it what its initiatives said of it; readings and versions stay. */
export async function removeKeyResult(ground: Ground, caller: Caller, input: Remove): Promise<KeyResult> {
  return prismaTransaction(ground.db, async (tx) => {
    const { row, goal } = await lockKeyResult(tx, caller, input.id);
    const latest = (await latestReadings(tx, caller.workspaceId, [row.id])).get(row.id) ?? null;
    if (row.version !== input.version) throw stale(showKeyResult(row, latest));
    const after = await takeOut(tx, ground, caller, { row, goal, reason: input.reason });
    await letGoOf(tx, ground, caller, goal, row.id);
    return showKeyResult(after, latest);
  });
}
