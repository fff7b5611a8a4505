import type { Connection as ConnectionWire, connectionEndpoints, Container } from "@throughline/shared/connections";
import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { Caller } from "../accounts/caller.ts";
import { prismaTransaction } from "../database/transaction.ts";
import type { Connection } from "../generated/prisma/client.ts";
import type { Ground } from "../ground.ts";
import { findInitiative, initiativesFor, refuseEnded } from "../initiatives/initiatives.ts";
import { keyOf } from "../initiatives/wire.ts";
import { Refused } from "../refusal.ts";
import { recordConnection, showConnection, lockConnection } from "./connections.ts";
import { findPulled, touchItems } from "./pulled.ts";
import { readSettings } from "./settings.ts";

type Input = ParsedInputOf<typeof connectionEndpoints.setServes>;

/**
 * Maps a project as a whole to an initiative, or takes that back. Its items are read again and follow by the rule: what is
 * tied to nothing else is `mapped`, never `born` (product.md, rule 2); what was mapped and is no longer, is free.
 */
export async function setServes(ground: Ground, caller: Caller, input: Input): Promise<ConnectionWire> {
  const { id, container } = input;
  const initiativeId = input.initiativeId === null ? null : await fitOne(ground, caller, input.initiativeId, input);
  const now = ground.clock.now();
  const row = await prismaTransaction(ground.db, async (tx) => {
    await lockConnection(tx, caller, id);
    const before = await findPulled(tx, caller, id);
    if (!(before.containers as string[]).includes(container))
      throw new Refused("not_chosen", "This project is not read. Choose it first.");
    const settings = readSettings(before.settings);
    const others = settings.serves.filter((one) => one.container !== container);
    const by = { by: caller.person?.id ?? null, at: now.toISOString() };
    const said = initiativeId === null ? [] : [{ container, initiativeId, ...by }];
    const made = await tx.connection.update({
      where: { workspaceId_id: { workspaceId: before.workspaceId, id: before.id } },
      data: {
        settings: { ...settings, serves: [...others, ...said] },
        version: { increment: 1 },
      },
    });
    const scope = { workspaceId: made.workspaceId, connectionId: made.id };
    await touchItems(tx, scope, [container], { now, missed: false });
    await recordConnection(tx, ground, caller, made, "set what a project serves");
    return made;
  });
  return showConnection(ground, caller, row);
}

/** The initiative's id, if a whole project may serve it. */
async function fitOne(ground: Ground, caller: Caller, ref: string, { accepted }: Input): Promise<string> {
  const initiative = await findInitiative(ground.db.prisma, caller, ref);
  refuseEnded(initiative);
  if (initiative.private)
    throw new Refused(
      "private_goal",
      "Everybody in the project would be counted for a private goal. Link its items one by one.",
    );
  if (!accepted)
    throw new Refused(
      "not_accepted",
      "A project is a container, not a bet: whatever anybody puts into it will count for this initiative. Send accepted: true to stand for that with your name.",
    );
  return initiative.id;
}

/** What each container serves, in words that this caller may read. */
export async function readServes(
  ground: Ground,
  caller: Caller,
  row: Connection,
): Promise<Map<string, Container["serves"]>> {
  const { serves } = readSettings(row.settings);
  if (serves.length === 0) return new Map();
  const initiatives = await ground.db.prisma.initiative.findMany({
    where: { AND: [initiativesFor(caller), { id: { in: serves.map(({ initiativeId }) => initiativeId) } }] },
    select: { id: true, no: true, title: true },
  });
  const shown = new Map(initiatives.map((one) => [one.id, { id: one.id, key: keyOf(one), title: one.title }]));
  return new Map(
    serves.map(({ container, initiativeId: id }) => [
      container,
      shown.get(id) ?? { id: "private", key: "", title: "A private goal" },
    ]),
  );
}
