import type { ParsedInputOf, ReplyOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import { setTimeout as sleep } from "node:timers/promises";
import type { Caller } from "../accounts/caller.ts";
import { actingAccount } from "../connections/acting.ts";
import { inTool } from "../connections/reach.ts";
import type { Connection } from "../generated/prisma/client.ts";
import type { Ground } from "../ground.ts";
import { connectionMeant } from "./connection.ts";
import { rankOfText } from "./rank.ts";

type Asked = ParsedInputOf<typeof endpoints.listPanelPeople>;
type Reply = ReplyOf<typeof endpoints.listPanelPeople>;
type Account = Reply["items"][number];

const SHOWN = 50;
/** A picker is not kept waiting for the tool: who is known here is offered meanwhile. */
const WITHIN_MS = 2000;

/** Who may own work in the tool: accounts known here, and those that the tool shows to whoever asks. By name. */
export async function panelPeople(ground: Ground, caller: Caller, { q = "", connectionId }: Asked): Promise<Reply> {
  const connection = await connectionMeant(ground, caller, connectionId);
  const asked = inTheTool(ground, caller, connection).catch(() => []);
  const patience = new AbortController();
  const shown = await Promise.race([asked, sleep(WITHIN_MS, [], { signal: patience.signal })]);
  patience.abort();
  const all = new Map([...(await known(ground, connection)), ...shown].map((one) => [one.account, one]));
  const ranked = [...all.values()].flatMap((one) => {
    const rank = rankOfText(one.name, q);
    return rank === null ? [] : [{ one, rank }];
  });
  ranked.sort((a, b) => a.rank - b.rank || a.one.name.localeCompare(b.one.name));
  return { items: ranked.slice(0, SHOWN).map(({ one }) => one) };
}

async function known(ground: Ground, { workspaceId, id: connectionId }: Connection): Promise<Account[]> {
  const rows = await ground.db.prisma.identity.findMany({
    where: { workspaceId, connectionId, name: { not: null } },
    select: { remoteId: true, name: true },
  });
  return rows.map(({ remoteId, name }) => ({ account: remoteId, name: name ?? remoteId }));
}

/** Who types a name asks several times; the tool is asked once in this time. */
const KEPT_MS = 300_000;
const MOST_KEPT = 200;
const kept = new Map<string, { until: number; people: Promise<Account[]> }>();

async function inTheTool(ground: Ground, caller: Caller, connection: Connection): Promise<Account[]> {
  const { workspaceId, id: connectionId } = connection;
  const account = await actingAccount(ground, caller, connection);
  const key = [workspaceId, connectionId, account].join(" ");
  const now = ground.clock.now().getTime();
  const before = kept.get(key);
  if (before && before.until > now) return before.people;
  const asking = inTool(ground, { workspaceId, connectionId }, account, (connector, reach) => connector.people(reach));
  const people = asking.then((found) => found.map(({ id, name }) => ({ account: id, name })));
  kept.set(key, { until: now + KEPT_MS, people });
  people.catch(() => kept.delete(key));
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return people;
}
