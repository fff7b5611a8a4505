import type { Caller } from "./accounts/caller.ts";
import { signed } from "./accounts/caller.ts";
import type { PrismaTx, Tx } from "./db.ts";
import type { Ground } from "./ground.ts";
import { newId } from "./ids.ts";

/** What a person or an app did to one thing; `detail` holds the reason where one was given. */
export interface Act {
  action: string;
  kind: string;
  id: string;
  detail?: object;
}

/** The same with the thing's whole body after it. */
export interface Change extends Act {
  no: number;
  body: object;
}

/**
 * Appends the version and the audit line in the transaction that changes the row, so that any past day can be shown.
 * Never updates one. Intake appends its own versions in its one statement (work-items/write.ts).
 */
export async function record(tx: PrismaTx, ground: Ground, caller: Caller, change: Change): Promise<void> {
  const { kind, id, no } = change;
  const body = JSON.parse(JSON.stringify(change.body)) as object;
  const { workspaceId, by, at } = auditLine(ground, caller, change);
  await tx.version.create({ data: { workspaceId, kind, id, no, recordedAt: at, by, body } });
  await recordAct(tx, ground, caller, change);
}

/** The audit line alone, where no read can show what changed. */
export async function recordAct(tx: PrismaTx, ground: Ground, caller: Caller, act: Act): Promise<void> {
  await tx.audit.create({ data: auditLine(ground, caller, act) });
}

/** The audit line alone, where one statement of SQL writes the versions. */
export async function recordActIn(tx: Tx, ground: Ground, caller: Caller, act: Act): Promise<void> {
  const { workspaceId, id, at, by, action, kind, ref, detail } = auditLine(ground, caller, act);
  await tx.query(
    `INSERT INTO audit (workspace_id, id, at, by, action, kind, ref, detail) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [workspaceId, id, at, by, action, kind, ref, detail],
  );
}

const auditLine = (ground: Ground, caller: Caller, { action, kind, id, detail = {} }: Act) => ({
  workspaceId: caller.workspaceId,
  id: newId(),
  at: ground.clock.now(),
  by: signed(caller),
  action,
  kind,
  ref: id,
  detail,
});
