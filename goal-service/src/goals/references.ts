import type { PrismaTx } from "../db.ts";
import { refusedField } from "../refusal.ts";
import { asUuid } from "./visibility.ts";

interface Named {
  ownerId?: string | null | undefined;
  teamId?: string | null | undefined;
  periodId?: string | null | undefined;
  viewers?: readonly string[] | null | undefined;
}

/** Whom and what a goal names must be of this workspace: an id from elsewhere names nothing. */
export async function requireNamed(
  tx: PrismaTx,
  workspaceId: string,
  { ownerId, teamId, periodId, viewers }: Named,
): Promise<void> {
  const within = (id: string) => ({ workspaceId, id: asUuid(id) });
  if (ownerId && !(await tx.person.findFirst({ where: within(ownerId) }))) throw unknown("ownerId", "person");
  if (teamId && !(await tx.team.findFirst({ where: within(teamId) }))) throw unknown("teamId", "team");
  if (periodId && !(await tx.period.findFirst({ where: within(periodId) }))) throw unknown("periodId", "period");
  const ids = [...new Set(viewers ?? [])];
  const where = { workspaceId, id: { in: ids.map(asUuid) } };
  const known = (await tx.person.count({ where })) + (await tx.team.count({ where }));
  if (known < ids.length) throw unknown("viewers", "person or team");
}

const unknown = (field: string, what: string) =>
  refusedField("invalid_input", field, `${field} names no ${what} of this workspace.`);
