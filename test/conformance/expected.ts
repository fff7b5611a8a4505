import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "@jest/globals";
import { eventually } from "../setup/eventually.ts";
import type { Delivery, Told, World } from "./world.ts";

/** In the end the service says what the tool says, of every item. */
export async function expectTruth(world: World): Promise<void> {
  await eventually(async () => {
    await world.house.service.worker.drain();
    expect(await world.house.known(world.connectionId)).toEqual(await world.truth());
  }, world.house.patienceMs);
}

/** In the end the service says this of an item; null: that it is not there. */
export async function expectTitle(world: World, id: string, title: string | null): Promise<void> {
  await eventually(async () => expect(await titleOf(world, id)).toBe(title), world.house.patienceMs);
}

/** What the service says of an item when all that has come in is done. */
export async function titleOf({ house, connectionId }: World, id: string): Promise<string | null> {
  await house.service.worker.drain();
  return (await house.known(connectionId)).find((item) => item.id === id)?.title ?? null;
}

export async function connectionOf({ house, connectionId }: World) {
  const { items } = await house.admin.listConnections({});
  const connection = items.find(({ id }) => id === connectionId);
  if (!connection) throw new Error("the connection is not listed");
  return connection;
}

export const titlesIn = (items: readonly Told[]): string[] => items.map(({ title }) => title).sort();

/** An item that the service knows, renamed since, and what the tool sends about it, which nobody has heard. */
export async function untold(world: World): Promise<{ id: string; delivery: Delivery }> {
  const id = await world.make("As it was");
  await expectTitle(world, id, "As it was");
  await settled(world);
  const delivery = await world.caught(() => world.rename(id, "As it is"));
  return { id, delivery };
}

/** Until the tool has told everything and nothing more is on its way; not for ever, for it may be telling in vain. */
export async function settled(
  { house, connectionId, untold: left }: World,
  patienceMs = house.patienceMs,
): Promise<void> {
  const end = performance.now() + patienceMs;
  for (let quiet = 0, before = -1; quiet < 3 && performance.now() < end;) {
    await sleep(100);
    const now = await house.stored(connectionId);
    quiet = now === before && house.line.underWay === 0 && (await left()) === 0 ? quiet + 1 : 0;
    before = now;
  }
}
