import { randomUUID } from "node:crypto";
import { ItemRead } from "@throughline/shared/page";
import type { z } from "zod";
import type { Caller } from "../../goal-service/src/accounts/caller.ts";
import { createGenericConnection } from "../../goal-service/src/connections/connections.ts";
import { transaction } from "../../goal-service/src/database/transaction.ts";
import type { Ground } from "../../goal-service/src/ground.ts";
import { putLink } from "../../goal-service/src/links/links.ts";
import { applyReads } from "../../goal-service/src/work-items/apply.ts";
import { next, type Person } from "./graph.ts";

export async function buildConnection(ground: Ground, by: Caller, name = `Tool ${next()}`): Promise<string> {
  return (await createGenericConnection(ground, by, name)).id;
}

type Read = Partial<z.input<typeof ItemRead>>;

export interface NewItem extends Read {
  connectionId: string;
  /** Created under this initiative, by the person who builds it. */
  initiativeId?: string;
  owner?: Person;
}

/** An item as its tool would tell of it; under an initiative it carries its link from birth. */
export async function buildItem(ground: Ground, by: Caller, give: NewItem): Promise<{ id: string; remoteId: string }> {
  const { connectionId, initiativeId, owner, ...read } = give;
  const id = String(10_000 + next());
  const at = ground.clock.now().toISOString();
  const linkId = randomUUID();
  if (initiativeId) await putLink(ground, by, { linkId, initiativeId });
  const item = ItemRead.parse({
    ref: { container: "OPS", id },
    key: `OPS-${id}`,
    title: `Item ${id}`,
    url: `https://tool.example/OPS-${id}`,
    status: { name: "In Progress", category: "doing" },
    presence: "live",
    createdAt: at,
    updatedAt: at,
    ...(owner && { assignees: [{ remoteId: `account-${owner.person.id}`, name: owner.person.name }] }),
    ...(initiativeId && { mark: { v: 1, link: linkId, initiative: "INI-0", at } }),
    ...read,
  });
  if (owner) await buildAccount(ground, owner, connectionId);
  return { id: await applyItem(ground, by, connectionId, item), remoteId: item.ref.id };
}

/** The account of a person in a tool. */
export async function buildAccount(
  ground: Ground,
  { workspaceId, person }: Person,
  connectionId: string,
): Promise<string> {
  const account = { workspaceId, connectionId, remoteId: `account-${person.id}` };
  const known = { personId: person.id, name: person.name, recordedAt: ground.clock.now() };
  await ground.db.prisma.identity.upsert({
    where: { workspaceId_connectionId_remoteId: account },
    create: { ...account, ...known },
    update: known,
  });
  return account.remoteId;
}

async function applyItem(ground: Ground, by: Caller, connectionId: string, read: ItemRead): Promise<string> {
  const rows = await transaction(ground.db, (tx) =>
    applyReads(
      tx,
      ground,
      {
        workspaceId: by.workspaceId,
        zone: by.zone,
        connection: {
          id: connectionId,
          tool: "generic",
          writesMarks: false,
          serves: new Map(),
          resolutions: new Map(),
          rulesSavedAt: null,
        },
        maySee: () => true,
        by: { system: "test" },
        sweepId: null,
      },
      [{ read, readAt: ground.clock.now(), deliveryId: null }],
    ),
  );
  const row = rows.find((each) => each.remote_id === read.ref.id);
  if (!row) throw new Error("The item was not written.");
  return row.id;
}
