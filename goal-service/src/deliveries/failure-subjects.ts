import type { Failure } from "@throughline/shared/deliveries";
import { openNamesOf } from "../connections/container-names.ts";
import type { Ground } from "../ground.ts";

export type About = Failure["about"];

interface Named {
  connectionId: string;
  ref: string;
  kind?: string;
}

/** What is written into a container and not into one of its items. */
const OF_CONTAINERS = ["field", "status"];
const isOfContainer = ({ kind = "item" }: Named): boolean => OF_CONTAINERS.includes(kind);

/** The item or container of each, as we know it: an id may be of one as of the other. */
export async function subjectsOf(
  ground: Ground,
  workspaceId: string,
  rows: readonly Named[],
): Promise<(row: Named) => About> {
  const item = await itemsNamed(
    ground,
    workspaceId,
    rows.filter((row) => !isOfContainer(row)),
  );
  const container = await containersNamed(ground, workspaceId, rows.filter(isOfContainer));
  return (row) => (isOfContainer(row) ? container(row) : item(row));
}

async function containersNamed(ground: Ground, workspaceId: string, rows: readonly Named[]) {
  const connections = [...new Set(rows.map(({ connectionId }) => connectionId))];
  const names = new Map(
    await Promise.all(
      connections.map(async (connectionId) => {
        const refs = rows.filter((row) => row.connectionId === connectionId).map(({ ref }) => ref);
        return [connectionId, await openNamesOf(ground.db.pool, { workspaceId, connectionId }, refs)] as const;
      }),
    ),
  );
  return ({ connectionId, ref }: Named): About => ({
    key: null,
    title: names.get(connectionId)?.get(ref) ?? ref,
    url: null,
  });
}

/** What the tool hides from some is not named here either. */
async function itemsNamed(ground: Ground, workspaceId: string, rows: readonly Named[]) {
  const known = await ground.db.prisma.workItem.findMany({
    where: {
      workspaceId,
      connectionId: { in: rows.map(({ connectionId }) => connectionId) },
      remoteId: { in: rows.map(({ ref }) => ref) },
      restricted: false,
    },
    select: { connectionId: true, remoteId: true, key: true, title: true, url: true },
  });
  const byPlace = new Map(known.map((item) => [`${item.connectionId} ${item.remoteId}`, item]));
  return ({ connectionId, ref }: Named): About => {
    const { key, title, url } = byPlace.get(`${connectionId} ${ref}`) ?? { key: null, title: ref, url: null };
    return { key, title, url };
  };
}
