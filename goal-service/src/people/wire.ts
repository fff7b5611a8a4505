import type { Period as PeriodWire, Person as PersonWire, Token as TokenWire } from "@throughline/shared/people";
import { Role } from "@throughline/shared/vocabulary";
import type { z } from "zod";
import type { Credential } from "../accounts/credentials.ts";
import type { Membership, Period, Person, TeamMember } from "../generated/prisma/client.ts";
import { dayOf } from "../goals/wire.ts";

export type PersonRow = Person & { membership: Membership | null; teams: TeamMember[] };
export const withTeams = { membership: true, teams: true } as const;

export function showPerson(row: PersonRow): PersonWire {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.membership ? Role.parse(row.membership.role) : null,
    teamIds: row.teams.map((team) => team.teamId),
    limit: row.workLimit,
  };
}

export const showPeriod = ({ id, name, start, due }: Period): z.output<typeof PeriodWire> => ({
  id,
  name,
  start: dayOf(start),
  due: dayOf(due),
});

export function showToken(
  row: Pick<Credential, "id" | "name" | "prefix" | "personId" | "createdAt" | "expiresAt">,
): z.output<typeof TokenWire> {
  const { id, name, prefix, personId, createdAt, expiresAt } = row;
  return {
    id,
    name,
    prefix,
    personId,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}
