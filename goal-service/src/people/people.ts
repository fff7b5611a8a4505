import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import type { Me, Person as PersonWire } from "@throughline/shared/people";
import type { Role } from "@throughline/shared/vocabulary";
import type { Caller } from "../accounts/caller.ts";
import { prismaTransaction } from "../database/transaction.ts";
import type { PrismaTx } from "../db.ts";
import { asUuid } from "../goals/visibility.ts";
import type { Ground } from "../ground.ts";
import { record } from "../history.ts";
import { newId } from "../ids.ts";
import { Refused } from "../refusal.ts";
import { containing } from "../search.ts";
import { showPerson, showWorkspace, withTeams } from "./wire.ts";

type Listing = ParsedInputOf<typeof endpoints.listPeople>;

interface NewPerson {
  name: string;
  email?: string | undefined;
  role?: Role | undefined;
  limit?: number | undefined;
}

/** People by the order in which they came; the cursor is the last id shown. */
export async function listPeople(
  ground: Ground,
  caller: Caller,
  asked: Listing,
): Promise<{ items: PersonWire[]; next: string | null }> {
  const rows = await ground.db.prisma.person.findMany({
    where: {
      workspaceId: caller.workspaceId,
      ...(asked.cursor !== undefined && { id: { gt: asUuid(asked.cursor) } }),
      ...(asked.q && { name: containing(asked.q) }),
    },
    include: withTeams,
    orderBy: { id: "asc" },
    take: asked.limit + 1,
  });
  const items = rows.slice(0, asked.limit).map(showPerson);
  return { items, next: rows.length > asked.limit ? (items.at(-1)?.id ?? null) : null };
}

export async function createPerson(ground: Ground, caller: Caller, input: NewPerson): Promise<PersonWire> {
  return prismaTransaction(ground.db, async (tx) => {
    const email = input.email?.toLowerCase() ?? null;
    await lockPeople(tx, caller);
    await refuseTaken(tx, caller.workspaceId, email);
    const person = await addPerson(tx, ground, caller.workspaceId, { ...input, email: email ?? undefined });
    await record(tx, ground, caller, { action: "create", kind: "person", id: person.id, no: 1, body: person });
    return person;
  });
}

/** The rows of a person; with a role also of the membership that lets them sign in. */
export async function addPerson(
  tx: PrismaTx,
  ground: Ground,
  workspaceId: string,
  { name, email, role, limit }: NewPerson,
): Promise<PersonWire> {
  const id = newId();
  const createdAt = ground.clock.now();
  await tx.person.create({
    data: { workspaceId, id, name, email: email ?? null, createdAt, ...(limit !== undefined && { workLimit: limit }) },
  });
  if (role) await tx.membership.create({ data: { workspaceId, personId: id, role, createdAt } });
  return showPerson(
    await tx.person.findUniqueOrThrow({ where: { workspaceId_id: { workspaceId, id } }, include: withTeams }),
  );
}

/** One change of people and roles of a workspace at a time: what is counted (admins, addresses) stays true. */
export async function lockPeople(tx: PrismaTx, { workspaceId }: Pick<Caller, "workspaceId">): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM workspace WHERE id = ${workspaceId}::uuid FOR NO KEY UPDATE`;
}

/** An e-mail address is one person's; `id` is whose it may be already. */
export async function refuseTaken(tx: PrismaTx, workspaceId: string, email: string | null, id?: string): Promise<void> {
  if (email === null) return;
  const taken = await tx.person.count({ where: { workspaceId, email, ...(id !== undefined && { id: { not: id } }) } });
  if (taken > 0) {
    throw new Refused(
      "email_taken",
      `Somebody here already has the address ${email}. Use another, or change that person.`,
    );
  }
}

/** An owner must be somebody of this workspace; null and undefined name nobody. */
export async function requirePerson(tx: PrismaTx, caller: Caller, id: string | null | undefined): Promise<void> {
  if (id === null || id === undefined) return;
  const count = await tx.person.count({ where: { workspaceId: caller.workspaceId, id: asUuid(id) } });
  if (count === 0) {
    throw new Refused(
      "unknown_person",
      "There is nobody with this id in the workspace. List the people to find the right one.",
    );
  }
}

export async function getMe(ground: Ground, caller: Caller): Promise<Me> {
  const { workspaceId } = caller;
  const workspace = await ground.db.prisma.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const id = caller.person?.id;
  const person =
    id === undefined
      ? null
      : await ground.db.prisma.person.findUnique({
          where: { workspaceId_id: { workspaceId, id } },
          include: withTeams,
        });
  return {
    workspace: showWorkspace(ground, workspace),
    person: person && showPerson(person),
  };
}
