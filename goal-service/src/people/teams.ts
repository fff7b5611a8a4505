import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import type { Period, Team } from "@throughline/shared/people";
import type { z } from "zod";
import type { Caller } from "../accounts/caller.ts";
import { prismaTransaction } from "../database/transaction.ts";
import { asUuid } from "../goals/visibility.ts";
import { dateOf } from "../goals/wire.ts";
import type { Ground } from "../ground.ts";
import { record } from "../history.ts";
import { newId } from "../ids.ts";
import { Refused } from "../refusal.ts";
import { requirePerson } from "./people.ts";
import { showPeriod, showTeam } from "./wire.ts";

type TeamWire = z.output<typeof Team>;
type PeriodWire = z.output<typeof Period>;
type Paged = ParsedInputOf<typeof endpoints.listTeams>;

const after = (cursor: string | undefined) => (cursor === undefined ? {} : { id: { gt: asUuid(cursor) } });

export async function listTeams(
  ground: Ground,
  caller: Caller,
  asked: Paged,
): Promise<{ items: TeamWire[]; next: string | null }> {
  const rows = await ground.db.prisma.team.findMany({
    where: { workspaceId: caller.workspaceId, ...after(asked.cursor) },
    include: { members: true },
    orderBy: { id: "asc" },
    take: asked.limit + 1,
  });
  const items = rows.slice(0, asked.limit).map(showTeam);
  return { items, next: rows.length > asked.limit ? (items.at(-1)?.id ?? null) : null };
}

export async function createTeam(
  ground: Ground,
  caller: Caller,
  input: { name: string; personIds: string[] },
): Promise<TeamWire> {
  const { workspaceId } = caller;
  const personIds = [...new Set(input.personIds)];
  return prismaTransaction(ground.db, async (tx) => {
    for (const personId of personIds) await requirePerson(tx, caller, personId);
    refuseTaken("team", input.name, await tx.team.count({ where: { workspaceId, name: input.name } }));
    const id = newId();
    await tx.team.create({ data: { workspaceId, id, name: input.name, createdAt: ground.clock.now() } });
    await tx.teamMember.createMany({ data: personIds.map((personId) => ({ workspaceId, teamId: id, personId })) });
    const team = { id, name: input.name, personIds };
    await record(tx, ground, caller, { action: "create", kind: "team", id, no: 1, body: team });
    return team;
  });
}

export async function listPeriods(
  ground: Ground,
  caller: Caller,
  asked: Paged,
): Promise<{ items: PeriodWire[]; next: string | null }> {
  const rows = await ground.db.prisma.period.findMany({
    where: { workspaceId: caller.workspaceId, ...after(asked.cursor) },
    orderBy: { id: "asc" },
    take: asked.limit + 1,
  });
  const items = rows.slice(0, asked.limit).map(showPeriod);
  return { items, next: rows.length > asked.limit ? (items.at(-1)?.id ?? null) : null };
}

export async function createPeriod(
  ground: Ground,
  caller: Caller,
  input: { name: string; start: string; due: string },
): Promise<PeriodWire> {
  const { workspaceId } = caller;
  const { name, start, due } = input;
  if (due <= start) {
    throw new Refused("due_before_start", `The period ends on ${due}; that must be after its start on ${start}.`);
  }
  return prismaTransaction(ground.db, async (tx) => {
    refuseTaken("period", name, await tx.period.count({ where: { workspaceId, name } }));
    const dates = { start: dateOf(start), due: dateOf(due) };
    const row = await tx.period.create({
      data: { workspaceId, id: newId(), name, ...dates, createdAt: ground.clock.now() },
    });
    await record(tx, ground, caller, { action: "create", kind: "period", id: row.id, no: 1, body: showPeriod(row) });
    return showPeriod(row);
  });
}

function refuseTaken(what: string, name: string, count: number): void {
  if (count > 0) throw new Refused("name_taken", `There is a ${what} named ${name} already. Give another name.`);
}
