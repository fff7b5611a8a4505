import { randomUUID } from "node:crypto";
import type { Client } from "@throughline/shared/client";
import type { Person } from "../factories/graph.ts";
import { next } from "../factories/graph.ts";
import { buildItem } from "../factories/work.ts";
import type { Service } from "../setup/service.ts";

/** One of everything that an endpoint can name, and a word that stands in every text of it. */
export interface World {
  who: Person;
  word: string;
  ids: Record<Kind, string>;
  goalKey: string;
  initiativeKey: string;
}
export type Kind =
  | "goal"
  | "keyResult"
  | "spareKeyResult"
  | "reading"
  | "initiative"
  | "item"
  | "other"
  | "remote"
  | "link"
  | "person"
  | "team"
  | "period"
  | "connection"
  | "elsewhere"
  | "delivery";

/** `audience`: the goal and all that hangs on it are private, for these people and teams. */
export async function buildWorld(service: Service, who: Person, audience?: readonly string[]): Promise<World> {
  const client = await service.as(who);
  const word = `zanzibar${next()}`;
  const named = (what: string) => `${word} ${what} ${next()}`;
  const { person, team, period } = await buildCompany(client, named);
  const goal = await client.createGoal({
    title: named("goal"),
    why: named("why"),
    start: "2026-10-01",
    due: "2026-12-31",
    ...(audience && { viewers: [...audience] }),
  });
  const keyResult = await client.createKeyResult({ id: goal.id, name: named("measure"), baseline: 0, target: 100 });
  const spare = await client.createKeyResult({ id: goal.id, name: named("measure"), baseline: 0, target: 10 });
  const measured = { on: "2026-11-18", value: 40, note: named("reading") };
  const reading = await client.createReading({ id: keyResult.id, ...measured });
  const initiative = await client.createInitiative({
    goalId: goal.id,
    title: named("initiative"),
    hypothesis: named("hypothesis"),
  });
  await client.createCheckIn({ id: goal.id, note: named("check-in") });
  await client.createDecision({ id: goal.id, what: named("decision"), reason: named("reason") });
  await client.createCall({ id: goal.id, level: "red", reason: named("call") });
  const connection = await client.createConnection({ tool: "generic", name: named("connection") });
  const elsewhere = await client.createConnection({ tool: "generic", name: named("elsewhere") });
  const made = { connectionId: connection.id, title: audience ? `Item ${next()}` : named("item") };
  const item = await buildItem(service.ground, who, { ...made, initiativeId: initiative.id });
  const other = await buildItem(service.ground, who, { connectionId: elsewhere.id, title: `Other ${next()}` });
  const link = randomUUID();
  await client.putLink({ linkId: link, initiativeId: initiative.id });
  const delivery = await service.ground.db.prisma.delivery.create({
    data: {
      workspaceId: who.workspaceId,
      connectionId: connection.id,
      deliveryId: randomUUID(),
      body: JSON.stringify({ items: [], note: named("delivery") }),
      state: "failed",
      error: named("error"),
      dueAt: service.ground.clock.now(),
      receivedAt: service.ground.clock.now(),
    },
  });
  await service.worker.drain();
  return {
    who,
    word,
    goalKey: goal.key,
    initiativeKey: initiative.key,
    ids: {
      goal: goal.id,
      keyResult: keyResult.id,
      spareKeyResult: spare.id,
      reading: reading.id,
      initiative: initiative.id,
      item: item.id,
      other: other.id,
      remote: item.remoteId,
      link,
      person,
      team,
      period,
      connection: connection.id,
      elsewhere: elsewhere.id,
      delivery: String(delivery.id),
    },
  };
}

async function buildCompany(client: Client, named: (what: string) => string) {
  const person = await client.createPerson({ name: named("person"), role: "contributor" });
  const team = await client.createTeam({ name: named("team"), personIds: [person.id] });
  const period = await client.createPeriod({ name: named("period"), start: "2026-10-01", due: "2026-12-31" });
  return { person: person.id, team: team.id, period: period.id };
}
