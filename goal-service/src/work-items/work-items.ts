import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import type { WorkItem } from "@throughline/shared/work-items";
import { z } from "zod";
import type { Caller } from "../accounts/caller.ts";
import type { Prisma } from "../generated/prisma/client.ts";
import { asUuid, goalRef, visibleTo } from "../goals/visibility.ts";
import type { Ground } from "../ground.ts";
import { initiativeRef } from "../initiatives/initiatives.ts";
import { notFound } from "../refusal.ts";
import { withoutHidden } from "./hidden.ts";
import { showItems } from "./show.ts";

const Containers = z.array(z.string());
type Asked = ParsedInputOf<typeof endpoints.listWorkItems>;

/** Items, newest first. Asked by initiative or goal, only what serves a goal that this caller may see. */
export async function listWorkItems(
  ground: Ground,
  caller: Caller,
  asked: Asked,
): Promise<{ items: WorkItem[]; next: string | null }> {
  const rows = await ground.db.prisma.workItem.findMany({
    where: {
      AND: [
        { workspaceId: caller.workspaceId },
        ...(await filters(ground, caller, asked)),
        asked.cursor ? { id: { lt: asUuid(asked.cursor) } } : {},
      ],
    },
    orderBy: { id: "desc" },
    take: asked.limit + 1,
    select: { id: true },
  });
  const page = rows.slice(0, asked.limit);
  return {
    items: await showItems(ground, caller, page),
    next: rows.length > asked.limit ? (page.at(-1)?.id ?? null) : null,
  };
}

async function filters(ground: Ground, caller: Caller, asked: Asked): Promise<Prisma.WorkItemWhereInput[]> {
  const wanted: Prisma.WorkItemWhereInput[] = [await shownIn(ground, caller, asked)];
  const connectionId = caller.connection?.id ?? asked.connectionId;
  if (asked.initiativeId ?? asked.goalId)
    wanted.push({ initiativeId: { in: await initiativesAsked(ground, caller, asked) } });
  // To find what the tool hides by title, key or owner would tell them; its id in the tool is known to whoever asks by it.
  const named = (asked.ownerId ?? asked.id ?? asked.q) === undefined ? {} : await namedTo(ground, caller);
  if (asked.ownerId) wanted.push(named, { OR: await accountsOf(ground, caller, asked.ownerId) });
  if (connectionId !== undefined) wanted.push({ connectionId: asUuid(connectionId) });
  if (asked.id !== undefined) wanted.push({ OR: [{ remoteId: asked.id }, { AND: [named, { key: asked.id }] }] });
  if (asked.q !== undefined) wanted.push(named, ...asked.q.split(/\s+/).map(hasWord));
  return [...wanted, ...columnsAsked(asked)];
}

const columnsAsked = ({ status, class: kind, linked }: Asked): Prisma.WorkItemWhereInput[] => [
  ...(status ? [{ category: status }] : []),
  ...(kind ? [{ class: kind }] : []),
  ...(linked ? [{ initiativeId: linked === "true" ? { not: null } : null }] : []),
];

/** What is gone is not listed; but work of a goal that only went where nobody reads is shown there as such. */
async function shownIn(ground: Ground, { workspaceId }: Caller, asked: Asked): Promise<Prisma.WorkItemWhereInput> {
  const there = { presence: { not: "gone" } };
  if ((asked.initiativeId ?? asked.goalId) === undefined) return there;
  const where = { workspaceId, state: { not: "ended" } };
  const connections = await ground.db.prisma.connection.findMany({ where, select: { id: true, containers: true } });
  const left = connections.flatMap(({ id, containers }): Prisma.WorkItemWhereInput[] => {
    const chosen = Containers.parse(containers);
    return chosen.length === 0 ? [] : [{ connectionId: id, container: { notIn: chosen } }];
  });
  return { OR: [there, ...left] };
}

/** What show.ts names to this caller: all that is not restricted, and of their own tools what is theirs or their goals'. */
async function namedTo(ground: Ground, { workspaceId, person }: Caller): Promise<Prisma.WorkItemWhereInput> {
  if (person === null) return { restricted: false };
  const accounts = await ground.db.prisma.identity.findMany({
    where: { workspaceId, personId: person.id },
    select: { connectionId: true, remoteId: true },
  });
  const led = await ground.db.prisma.initiative.findMany({
    where: { workspaceId, goal: { is: { ownerId: person.id } } },
    select: { id: true },
  });
  const initiativeId = { in: led.map(({ id }) => id) };
  const own = accounts.flatMap(({ connectionId, remoteId }) => [
    { connectionId, ownerRemote: remoteId },
    { connectionId, initiativeId },
  ]);
  return { OR: [{ restricted: false }, ...own] };
}

/** In the title or the key; what would be a pattern in SQL is text. */
function hasWord(word: string): Prisma.WorkItemWhereInput {
  const part = { contains: word.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" as const };
  return { OR: [{ title: part }, { key: part }] };
}

/** One person has accounts in several tools. */
async function accountsOf(ground: Ground, caller: Caller, personId: string): Promise<Prisma.WorkItemWhereInput[]> {
  const where = { workspaceId: caller.workspaceId, personId: asUuid(personId) };
  const accounts = await ground.db.prisma.identity.findMany({ where, select: { connectionId: true, remoteId: true } });
  return accounts.map(({ connectionId, remoteId }) => ({ connectionId, ownerRemote: remoteId }));
}

async function initiativesAsked(ground: Ground, caller: Caller, asked: Asked): Promise<string[]> {
  const rows = await ground.db.prisma.initiative.findMany({
    where: {
      AND: [
        { workspaceId: caller.workspaceId },
        asked.initiativeId ? initiativeRef(asked.initiativeId) : {},
        { goal: { is: { AND: [visibleTo(caller), asked.goalId ? goalRef(asked.goalId) : {}] } } },
      ],
    },
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

/** One item with its whole history, oldest first. An app sees the items of its own connection. */
export async function getWorkItem(ground: Ground, caller: Caller, id: string) {
  const row = await findItem(ground, caller, id);
  const [item] = await showItems(ground, caller, [row]);
  if (!item) throw notFound("work item");
  const hidden = item.restricted && item.url === null;
  const events = hidden
    ? []
    : await ground.db.prisma.itemEvent.findMany({
        where: { workspaceId: caller.workspaceId, itemId: row.id },
        orderBy: { id: "asc" },
      });
  const history = (await withoutHidden(ground.db.pool, caller, events)).map((event) => ({
    id: event.id,
    change: event.change,
    before: event.before,
    after: event.after,
    at: event.at.toISOString(),
    seenAt: event.seenAt.toISOString(),
    deliveryId: event.deliveryId,
  }));
  return { ...item, history };
}

export async function findItem(
  ground: Ground,
  caller: Caller,
  id: string,
): Promise<{ id: string; connectionId: string; remoteId: string }> {
  const row = await ground.db.prisma.workItem.findUnique({
    where: { workspaceId_id: { workspaceId: caller.workspaceId, id: asUuid(id) } },
    select: { id: true, connectionId: true, remoteId: true },
  });
  const foreign = caller.connection !== null && row?.connectionId !== caller.connection.id;
  if (!row || foreign) throw notFound("work item");
  return row;
}
