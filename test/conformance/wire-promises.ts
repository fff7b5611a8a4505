import { expect } from "@jest/globals";
import { expectTitle, expectTruth, settled, titleOf, untold } from "./expected.ts";
import type { Forgery, World } from "./world.ts";

async function refuses(world: World, how: Forgery): Promise<void> {
  const { house, connectionId } = world;
  const { id, delivery } = await untold(world);
  const stored = await house.stored(connectionId);
  const status = await house.send(await world.forged(delivery, how));
  expect([401, 403]).toContain(status);
  expect(await house.stored(connectionId)).toBe(stored);
  expect(await titleOf(world, id)).toBe("As it was");
  // The same, from the tool itself: so it was the forgery that was refused, and nothing else.
  expect(await house.send(delivery)).toBeLessThan(300);
  await expectTitle(world, id, "As it is");
}

/** From the tool to the service: whose word is taken, how often, and until when. */
export const wirePromises = {
  "what the tool tells is taken once, however often it comes": async (world) => {
    const { house, connectionId } = world;
    const { id, delivery } = await untold(world);
    const stored = await house.stored(connectionId);
    for (let times = 0; times < 3; times++) expect(await house.send(delivery)).toBeLessThan(300);
    await expectTitle(world, id, "As it is");
    expect(await house.stored(connectionId)).toBe(stored + 1);
    const { items } = await house.admin.listWorkItems({ connectionId, id });
    expect(items).toHaveLength(1);
    const { history } = await house.admin.getWorkItem({ id: items[0]?.id ?? "" });
    expect(history.map(({ change }) => change)).toEqual([...new Set(history.map(({ change }) => change))]);
  },
  "a delivery without a signature is refused, and nothing is stored": (world) => refuses(world, "unsigned"),
  "a delivery signed with another key is refused, and nothing is stored": (world) =>
    refuses(world, "signed with another key"),
  "a signature over another body is refused, and nothing is stored": (world) => refuses(world, "of another body"),
  "what another connection signed is refused, and nothing is stored": (world) =>
    refuses(world, "of another connection"),
  "what was signed long ago is refused, and nothing is stored": (world) => refuses(world, "long ago"),

  "a handshake is taken while our own request is open, and once": async (world) => {
    const id = await world.make("As it was");
    await expectTitle(world, id, "As it was");
    expect([401, 403]).toContain(await world.shakeHands("again", "a-secret-of-somebody-else"));
    expect([401, 403]).toContain(await world.shakeHands("late", "a-secret-of-somebody-else"));
    await world.rename(id, "As it is");
    await expectTitle(world, id, "As it is");
  },
  "whoever tries to become the tool is refused, and the tool is heard as before": async (world) => {
    const { house, connectionId } = world;
    const id = await world.make("As it was");
    await expectTitle(world, id, "As it was");
    await settled(world);
    const stored = await house.stored(connectionId);
    const answers = await world.takeOver(id);
    expect(answers.length).toBeGreaterThan(0);
    for (const status of answers) expect([401, 403]).toContain(status);
    expect(await house.stored(connectionId)).toBe(stored);
    expect(await titleOf(world, id)).toBe("As it was");
    await world.rename(id, "As it is");
    await expectTitle(world, id, "As it is");
  },

  "news that come twice and in disorder end in the tool's truth": async (world) => {
    const ids: string[] = [];
    for (const title of ["One", "Two", "Three"]) ids.push(await world.make(title));
    await expectTruth(world);
    await world.news("held");
    for (const round of [1, 2, 3]) for (const id of ids) await world.rename(id, `${id} in round ${round}`);
    await world.make("Made among them");
    await world.outOfOrder();
    await expectTruth(world);
    await settled(world);
    await expectTruth(world);
  },
} satisfies Record<string, (world: World) => Promise<void>>;
