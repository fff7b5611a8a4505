import { isDeepStrictEqual } from "node:util";
import type { connectionEndpoints, MappedStatus, StatusRule } from "@throughline/shared/connections";
import type { ParsedInputOf, ReplyOf } from "@throughline/shared/endpoint";
import type { Category } from "@throughline/shared/vocabulary";
import type { z } from "zod";
import { type Caller, signed } from "../accounts/caller.ts";
import { prismaTransaction, transaction } from "../database/transaction.ts";
import type { Connection } from "../generated/prisma/client.ts";
import type { Ground } from "../ground.ts";
import { Refused } from "../refusal.ts";
import { wishHealth } from "./health-wishes.ts";
import type { PrismaTx } from "../db.ts";
import { holdConnection } from "../links/confirm.ts";
import { judgeEndings } from "../work-items/judge-endings.ts";
import { isOver } from "../work-items/resolution.ts";
import { namesOf } from "./container-names.ts";
import { findConnection, lockConnection, recordConnection } from "./connections.ts";
import { findPulled, touchItems } from "./pulled.ts";
import { readSettings } from "./settings.ts";

type Mapping = ReplyOf<typeof connectionEndpoints.getMapping>;
type Rule = z.output<typeof StatusRule>;

export async function getMapping(ground: Ground, caller: Caller, id: string): Promise<Mapping> {
  return showMapping(ground, await findMapped(ground.db.prisma, caller, id));
}

/** Jira says itself what its statuses mean, but not what its resolutions do: there a rule is about how work ended. */
async function findMapped(tx: PrismaTx, caller: Caller, id: string): Promise<Connection> {
  const row = await findConnection(tx, caller, id);
  return row.tool === "jira" && row.state !== "ended" ? row : findPulled(tx, caller, id);
}

function refuseOpenEnds({ tool }: Connection, statuses: readonly Rule[]): void {
  const open = tool === "jira" ? statuses.find(({ category }) => !isOver(category)) : undefined;
  if (open)
    throw new Refused(
      "not_an_end",
      `A resolution is an end: "${open.name}" may mean done or cancelled, not ${open.category}.`,
    );
}

/** What statuses mean, and what is written back. Items that a changed rule concerns are judged by the new rule. */
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
    const before = await findMapped(tx, caller, input.id);
    refuseOpenEnds(before, input.statuses);
    const settings = readSettings(before.settings);
    const concerned = changed(settings.statuses, input.statuses);
    const writeBack = input.writeBack ?? settings.writeBack;
    // Who only changes what is written back has said nothing of statuses.
    const isSaidAnew = concerned.length > 0 || isDeepStrictEqual(writeBack, settings.writeBack);
    const statusesSavedAt = isSaidAnew ? now.toISOString() : settings.statusesSavedAt;
    const made = await tx.connection.update({
      where: { workspaceId_id: { workspaceId: before.workspaceId, id: before.id } },
      data: {
        settings: { ...settings, statuses: input.statuses, statusesSavedAt, writeBack },
        version: { increment: 1 },
      },
    });
    if (made.tool !== "jira") {
      const scope = { workspaceId: made.workspaceId, connectionId: made.id };
      const unticked = isSaidAnew ? await containersUnticked(tx, scope) : [];
      await touchItems(tx, scope, [...concerned, ...unticked], { now, missed: false });
    }
    await recordConnection(tx, ground, caller, made, "set mapping");
    return made;
  });
  await transaction(ground.db, async (tx) => {
    await wishHealth(tx, ground, row.workspaceId, null);
    // What an app told us is not read again, but kept with the words that the rule is about.
    if (row.tool === "jira") {
      const held = await holdConnection(tx, caller, row.id);
      await judgeEndings(tx, ground, { ...held, by: signed(caller), maySee: () => false, sweepId: null });
    }
  });
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

/** Where somebody unticked something: rules that are saved anew end it again. */
async function containersUnticked(tx: PrismaTx, scope: { workspaceId: string; connectionId: string }) {
  const where = { ...scope, presence: "live", untickedAt: { not: null } };
  const rows = await tx.workItem.findMany({ where, distinct: ["container"], select: { container: true } });
  return rows.map(({ container }) => container);
}

interface Seen {
  container: string;
  name: string;
  category: Category;
  items: number;
}

const statusesSeen = (ground: Ground, { workspaceId, id }: Connection) => ground.db.prisma.$queryRaw<Seen[]>`
  SELECT container, status_name AS name, mode() WITHIN GROUP (ORDER BY category) AS category, count(*)::int AS items FROM work_item
  WHERE workspace_id = ${workspaceId}::uuid AND connection_id = ${id}::uuid AND presence = 'live'
  GROUP BY container, status_name ORDER BY container, count(*) DESC, status_name`;

/** A finished item without a resolution ended in its status. */
const endingsSeen = (ground: Ground, { workspaceId, id }: Connection) => ground.db.prisma.$queryRaw<Seen[]>`
  SELECT container, COALESCE(resolution, status_name) AS name, mode() WITHIN GROUP (ORDER BY category) AS category, count(*)::int AS items
  FROM work_item WHERE workspace_id = ${workspaceId}::uuid AND connection_id = ${id}::uuid AND presence = 'live'
    AND category IN ('done', 'cancelled')
  GROUP BY 1, 2 ORDER BY 1, count(*) DESC, 2`;

/** Every status that items are in, with its rule or what the connector guessed; then rules of which no item is in. */
async function showMapping(ground: Ground, row: Connection): Promise<Mapping> {
  const { statuses, writeBack } = readSettings(row.settings);
  const seen = await (row.tool === "jira" ? endingsSeen : statusesSeen)(ground, row);
  const scope = { workspaceId: row.workspaceId, connectionId: row.id };
  const named = [...seen, ...statuses].map(({ container }) => container);
  const names = await namesOf(ground.db.pool, scope, named);
  const nameOf = (container: string) => ({ containerName: names.get(container) ?? null });
  const shown = seen.map((status): z.output<typeof MappedStatus> => {
    const rule = statuses.find(({ container, name }) => container === status.container && name === status.name);
    return { ...status, ...nameOf(status.container), blocked: false, ...rule, guessed: rule === undefined };
  });
  const unseen = statuses.filter(
    (rule) => !seen.some(({ container, name }) => container === rule.container && name === rule.name),
  );
  return {
    statuses: [...shown, ...unseen.map((rule) => ({ ...rule, ...nameOf(rule.container), guessed: false, items: 0 }))],
    writeBack,
    fullPermissions: ground.config.asana.full,
  };
}
