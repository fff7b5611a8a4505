import type { Me, Period as PeriodWire, Person as PersonWire, Team as TeamWire } from "@throughline/shared/people";
import { Role } from "@throughline/shared/vocabulary";
import type { z } from "zod";
import type { Membership, Period, Person, Team, TeamMember, Workspace } from "../generated/prisma/client.ts";
import { dayOf } from "../goals/wire.ts";
import type { Ground } from "../ground.ts";

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
    version: row.version,
  };
}

export const showTeam = ({ id, name, members }: Team & { members: TeamMember[] }): z.output<typeof TeamWire> => ({
  id,
  name,
  personIds: members.map((member) => member.personId),
});

export const showPeriod = ({ id, name, start, due }: Period): z.output<typeof PeriodWire> => ({
  id,
  name,
  start: dayOf(start),
  due: dayOf(due),
});

export const showWorkspace = ({ clock }: Ground, { id, name, zone, version }: Workspace): Me["workspace"] => ({
  id,
  name,
  zone,
  today: clock.dayIn(zone, clock.now()),
  version,
});
