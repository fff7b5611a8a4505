import { randomUUID } from "node:crypto";
import type { ItemRead } from "@throughline/shared/page";
import { GoalFacts } from "@throughline/shared/health/facts";
import { storeDelivery } from "../../src/deliveries/receive.ts";
import { target, type World } from "../world/world.ts";

/** The next change of one open item of the probe: begun, or put back. */
export async function nextEvent({ ground, bench, org, reads }: World, index: number): Promise<void> {
  const open = reads.filter(({ status }) => status.category === "todo" || status.category === "doing");
  const read = open[index % open.length];
  if (!read) throw new Error("The probe has no open item.");
  bench.tick();
  const begun = read.status.category === "todo";
  const at = ground.clock.now().toISOString();
  const status: ItemRead["status"] = begun
    ? { name: "In Progress", category: "doing" }
    : { name: "To Do", category: "todo" };
  Object.assign(read, { status, updatedAt: at, movedAt: at } satisfies Partial<ItemRead>);
  await storeDelivery(ground, target(org, 0), randomUUID(), JSON.stringify({ items: [read] }));
}

/** A run that ends in a wrong state has no number: what was stored last must be what the tool told last. */
export async function requireEndState({ ground, org, probe, reads }: World): Promise<void> {
  const { workspaceId } = org.caller;
  const waiting = await ground.db.prisma.delivery.count({ where: { workspaceId, state: { not: "done" } } });
  if (waiting > 0) throw new Error(`${waiting} deliveries were not applied.`);
  const row = await ground.db.prisma.goalHealth.findUniqueOrThrow({
    where: { workspaceId_goalId: { workspaceId, goalId: probe.id } },
  });
  const { items, finished = [] } = GoalFacts.parse(row.facts);
  const told = countOf(reads.map(({ status }) => status.category));
  const known = {
    ...countOf(items.map(({ status }) => status)),
    done: finished.reduce((sum, part) => sum + part.items, 0),
  };
  if (JSON.stringify(told) !== JSON.stringify(known))
    throw new Error(`The goal was judged on ${JSON.stringify(known)}; the tool told ${JSON.stringify(told)}.`);
}

const countOf = (categories: readonly string[]) => {
  const count = (name: string) => categories.filter((category) => category === name).length;
  return { todo: count("todo"), doing: count("doing"), done: count("done") };
};
