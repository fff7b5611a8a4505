import type { Caller } from "./accounts/caller.ts";
import { signed } from "./accounts/caller.ts";
import type { PrismaTx } from "./db.ts";
import type { Ground } from "./ground.ts";
import { newId } from "./ids.ts";

/** One change of one thing by a person or an app: its whole body after the change, and what was done to it. */
export interface Change {
  action: string;
  kind: string;
  id: string;
  no: number;
  body: object;
  detail?: object;
}

/**
 * Appends the version and the audit line in the transaction that changes the row, so that any past day can be shown.
 * Never updates one. Intake appends its own versions in its one statement (work-items/write.ts).
 */
export async function record(tx: PrismaTx, ground: Ground, caller: Caller, change: Change): Promise<void> {
  const at = ground.clock.now();
  const by = signed(caller);
  const { workspaceId } = caller;
  const body = JSON.parse(JSON.stringify(change.body)) as object;
  await tx.version.create({
    data: { workspaceId, kind: change.kind, id: change.id, no: change.no, recordedAt: at, by, body },
  });
  await tx.audit.create({
    data: {
      workspaceId,
      id: newId(),
      at,
      by,
      action: change.action,
      kind: change.kind,
      ref: change.id,
      detail: change.detail ?? {},
    },
  });
}
