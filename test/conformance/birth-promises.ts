import { randomUUID } from "node:crypto";
import { expect } from "@jest/globals";
import { eventually } from "../setup/eventually.ts";
import { expectTruth } from "./expected.ts";
import type { World } from "./world.ts";

/** No other item is called this. */
const titleOf = (linkId: string) => `Audit the top ten accounts, ${linkId}`;

/** One item in the tool, one here, and the link on both; the answer is the tool's id of it. */
async function expectOne(world: World, linkId: string): Promise<string> {
  const { house } = world;
  await expectTruth(world);
  const made = (await world.truth()).filter(({ title }) => title === titleOf(linkId));
  expect(made).toHaveLength(1);
  const id = made[0]?.id ?? "";
  expect(await world.linkOn(id)).toBe(linkId);
  await eventually(async () => {
    const { items } = await house.admin.listWorkItems({ initiativeId: house.initiative.id, limit: 200 });
    const linked = items.filter(({ title, link }) => title === titleOf(linkId) || link?.id === linkId);
    expect(linked).toMatchObject([{ ref: { id }, title: titleOf(linkId), link: { id: linkId, origin: "born" } }]);
  }, house.patienceMs);
  return id;
}

/** Way (a) of architecture.md: one id, made where the form opens, carried by the create call itself. */
export const birthPromises = {
  "a creation under an initiative carries its link from birth and is found by it": async (world) => {
    const linkId = randomUUID();
    await world.create(linkId, titleOf(linkId));
    const id = await expectOne(world, linkId);
    expect(await world.find(linkId)).toBe(id);
    expect(await world.find(randomUUID())).toBeNull();
  },
  "the same creation asked three times, twice at once, makes one item": async (world) => {
    const linkId = randomUUID();
    await Promise.all([world.create(linkId, titleOf(linkId)), world.create(linkId, titleOf(linkId))]);
    await world.create(linkId, titleOf(linkId));
    await expectOne(world, linkId);
  },
  "a creation whose answer is lost is found, and not made a second time": async (world) => {
    // Nobody tells the service: only who looks for the link can find it.
    await world.news("none");
    const linkId = randomUUID();
    await world.loseNextCreation();
    await world.create(linkId, titleOf(linkId));
    await world.create(linkId, titleOf(linkId));
    await expectOne(world, linkId);
  },
} satisfies Record<string, (world: World) => Promise<void>>;
