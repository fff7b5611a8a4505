import type { connectionEndpoints, MappedStatus, StatusRule } from "@throughline/shared/connections";
import type { ParsedInputOf, ReplyOf } from "@throughline/shared/endpoint";
import type { Category } from "@throughline/shared/vocabulary";
import type { z } from "zod";
import type { Caller } from "../accounts/caller.ts";
import { prismaTransaction, transaction } from "../database/transaction.ts";
import type { Connection } from "../generated/prisma/client.ts";
import type { Ground } from "../ground.ts";
import { Refused } from "../refusal.ts";
import { wishHealth } from "./health-wishes.ts";
import { recordConnection, lockConnection } from "./connections.ts";
import { findPulled, touchItems } from "./pulled.ts";
import { readSettings } from "./settings.ts";

type Mapping = ReplyOf<typeof connectionEndpoints.getMapping>;
type Rule = z.output<typeof StatusRule>;

export async function getMapping(ground: Ground, caller: Caller, id: string): Promise<Mapping> {
  return showMapping(ground, await findPulled(ground.db.prisma, caller, id));
}

/** What statuses mean, and what is written back. Items that a changed rule concerns are read again, by the new rule. */
export async function setMapping(
  ground: Ground,
  caller: Caller,
  input: ParsedInputOf<typeof connectionEndpoints.setMapping>,
): Promise<Mapping> {
  const { statusUpdate, nativeGoal } = input.writeBack ?? {};
  if ((statusUpdate === true || nativeGoal === true) && !ground.config.asana.full)
    throw new Refused(
      "needs_full_permissions",
      "Status updates and native goals need the registration with full permissions: set ASANA_SCOPES=default, and allow Throughline again.",
    );
  const now = ground.clock.now();
  const row = await prismaTransaction(ground.db, async (tx) => {
    await lockConnection(tx, caller, input.id);
    const before = await findPulled(tx, caller, input.id);
    const settings = readSettings(before.settings);
    const made = await tx.connection.update({
      where: { workspaceId_id: { workspaceId: before.workspaceId, id: before.id } },
      data: {
        settings: { ...settings, statuses: input.statuses, writeBack: input.writeBack ?? settings.writeBack },
        version: { increment: 1 },
      },
    });
    const concerned = changed(settings.statuses, input.statuses);
    const scope = { workspaceId: made.workspaceId, connectionId: made.id };
    await touchItems(tx, scope, concerned, { now, missed: false });
    await recordConnection(tx, ground, caller, made, "set mapping");
    return made;
  });
  await transaction(ground.db, (tx) => wishHealth(tx, ground, row.workspaceId, null));
  return showMapping(ground, row);
}

/** The containers in which some status means something else now. */
function changed(before: readonly Rule[], after: readonly Rule[]): string[] {
  const words = ({ container, name, category, blocked }: Rule) => JSON.stringify([container, name, category, blocked]);
  const [old, fresh] = [new Set(before.map(words)), new Set(after.map(words))];
  const differ = [
    ...before.filter((rule) => !fresh.has(words(rule))),
    ...after.filter((rule) => !old.has(words(rule))),
  ];
  return [...new Set(differ.map(({ container }) => container))];
}

interface Seen {
  container: string;
  name: string;
  category: Category;
  items: number;
}

/** Every status that items are in, with its rule or what the connector guessed; then rules of which no item is in. */
async function showMapping(ground: Ground, row: Connection): Promise<Mapping> {
  const { statuses, writeBack } = readSettings(row.settings);
  const seen = await ground.db.prisma.$queryRaw<Seen[]>`
    SELECT container, status_name AS name, mode() WITHIN GROUP (ORDER BY category) AS category, count(*)::int AS items FROM work_item
    WHERE workspace_id = ${row.workspaceId}::uuid AND connection_id = ${row.id}::uuid AND presence = 'live'
    GROUP BY container, status_name ORDER BY container, count(*) DESC, status_name`;
  const shown = seen.map((status): z.output<typeof MappedStatus> => {
    const rule = statuses.find(({ container, name }) => container === status.container && name === status.name);
    return { ...status, blocked: false, ...rule, guessed: rule === undefined };
  });
  const unseen = statuses.filter(
    (rule) => !seen.some(({ container, name }) => container === rule.container && name === rule.name),
  );
  return {
    statuses: [...shown, ...unseen.map((rule) => ({ ...rule, guessed: false, items: 0 }))],
    writeBack,
    fullPermissions: ground.config.asana.full,
  };
}
