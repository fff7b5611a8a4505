import { expect } from "@jest/globals";
import { eventually } from "../setup/eventually.ts";
import type { Delivery, Told, World } from "./world.ts";

const PATIENCE_MS = 15_000;

/** In the end the service says what the tool says, of every item. */
export async function expectTruth(world: World): Promise<void> {
  await eventually(async () => {
    await world.house.service.worker.drain();
    expect(await world.house.known(world.connectionId)).toEqual(await world.truth());
  }, PATIENCE_MS);
}

/** In the end the service says this of an item; null: that it is not there. */
export async function expectTitle(world: World, id: string, title: string | null): Promise<void> {
  await eventually(async () => expect(await titleOf(world, id)).toBe(title), PATIENCE_MS);
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

/** Until nothing more comes in: what is stored stays the same for as long as a tool takes to tell. */
export async function settled({ house, connectionId }: World): Promise<void> {
  for (let before = -1, now = 0; before !== now; before = now) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    now = await house.stored(connectionId);
    if (before === now) return;
  }
}
