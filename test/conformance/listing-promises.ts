import { isDeepStrictEqual } from "node:util";
import { expect } from "@jest/globals";
import { eventually } from "../setup/eventually.ts";
import { connectionOf, expectTitle, expectTruth, settled, titleOf, titlesIn, untold } from "./expected.ts";
import type { World } from "./world.ts";

const A_DAY = 24 * 60;

async function knownItem(world: World, title = "Known"): Promise<string> {
  const id = await world.make(title);
  await expectTitle(world, id, title);
  return id;
}

/** What is missing is looked for again, and listed again, until there is no doubt left. */
async function daysPass(world: World, days: number): Promise<void> {
  for (let day = 0; day < days; day++) {
    await world.later(A_DAY + 60);
    await world.listAll();
    await world.house.service.worker.drain();
    await world.later(15);
  }
}

/** The listing that breaks off has brought something, and not everything. */
async function breaksOff(world: World): Promise<void> {
  const { house, connectionId } = world;
  await world.news("none");
  await world.crowd();
  world.breakOff(true);
  await world.catchUp();
  const truth = await world.truth();
  await house.service.worker.drain();
  const known = await house.known(connectionId);
  expect(known.length).toBeGreaterThan(0);
  expect(known.length).toBeLessThan(truth.length);
  world.breakOff(false);
}

/** It is said that what we know of the tool is old, and why. */
async function expectBehind(world: World, why = /./): Promise<void> {
  const old = { behindSince: expect.any(String), problem: expect.stringMatching(why) };
  await eventually(async () => expect(await connectionOf(world)).toMatchObject(old), world.house.patienceMs);
}

/** Within the hours that it takes to be asked again: long before everything is listed anyway. */
async function goesOn(world: World): Promise<void> {
  const { house, connectionId } = world;
  for (let hour = 0; hour < 4; hour++) {
    await world.later(61);
    await world.catchUp();
    await house.service.worker.drain();
    if (isDeepStrictEqual(await house.known(connectionId), await world.truth())) return;
  }
  expect(await house.known(connectionId)).toEqual(await world.truth());
}

/** What the service knows when it has to ask: after an outage, when nothing is told, when something can't be seen. */
export const listingPromises = {
  "an item that was deleted is gone when the tool says so": async (world) => {
    const [id, other] = [await knownItem(world), await knownItem(world, "Another")];
    await world.remove(id);
    await eventually(async () => {
      await world.later(15);
      expect(await titleOf(world, id)).toBeNull();
    }, world.house.patienceMs);
    expect(await titleOf(world, other)).toBe("Another");
  },
  "an item that was deleted without a word is found missing": async (world) => {
    const [id, other] = [await knownItem(world), await knownItem(world, "Another")];
    await world.news("none");
    await world.remove(id);
    await daysPass(world, 3);
    await expectTitle(world, id, null);
    expect(await titleOf(world, other)).toBe("Another");
  },
  "a tool that is silent takes nothing away, and is heard again when it speaks": async (world) => {
    const id = await knownItem(world);
    await world.news("none");
    await world.rename(id, "Renamed in the silence");
    await world.silence(true);
    await daysPass(world, 2);
    expect(await titleOf(world, id)).toBe("Known");
    await world.silence(false);
    await goesOn(world);
    expect(await titleOf(world, id)).toBe("Renamed in the silence");
  },
  "a tool that is silent for more than a day is said to be behind": async (world) => {
    const id = await knownItem(world);
    await world.catchUp();
    await world.house.service.worker.drain();
    expect(await connectionOf(world)).toMatchObject({ behindSince: null, problem: null });
    await world.silence(true);
    await daysPass(world, 2);
    await expectBehind(world);
    expect(await titleOf(world, id)).toBe("Known");
    await world.silence(false);
    await goesOn(world);
    expect(await connectionOf(world)).toMatchObject({ behindSince: null, problem: null });
  },
  "a project that is hidden from us takes nothing away": async (world) => {
    const id = await knownItem(world);
    await world.catchUp();
    await world.hideProject(true);
    await daysPass(world, 3);
    expect(await titleOf(world, id)).toBe("Known");
    await expectBehind(world);
  },
  "a project that is hidden from us is said within the hour, until it is shown again": async (world) => {
    await knownItem(world);
    await world.catchUp();
    await world.hideProject(true);
    await world.later(61);
    await world.catchUp();
    await expectBehind(world, /no longer shows|Not every project/);
    await world.hideProject(false);
    await eventually(async () => {
      await goesOn(world);
      expect(await connectionOf(world)).toMatchObject({ behindSince: null, problem: null });
    }, world.house.patienceMs);
  },
  "a tool that limits us is asked again no sooner than it said, and nothing is lost": async (world) => {
    const id = await knownItem(world);
    const seconds = 2;
    await world.limit(seconds);
    const began = performance.now();
    await world.rename(id, "Renamed while we were limited");
    await expectTitle(world, id, "Renamed while we were limited");
    expect(performance.now() - began).toBeGreaterThan(seconds * 1000);
    await expectTruth(world);
  },
  "a listing that broke off misses nothing when it is made again": async (world) => {
    await breaksOff(world);
    await goesOn(world);
  },
  "a listing that broke off goes on where it was": async (world) => {
    await breaksOff(world);
    const before = world.listed();
    await goesOn(world);
    expect(world.listed() - before).toBeLessThan((await world.truth()).length);
  },
  "an item that nobody can read costs itself alone, keeps its last state, and comes when it can be read": async (
    world,
  ) => {
    const { house, connectionId } = world;
    const bad = await knownItem(world, "As it was");
    await world.news("none");
    await world.make("Good");
    await world.rename(bad, "Garbled");
    await world.make("Good as well");
    world.garble(bad);
    await daysPass(world, 3);
    await eventually(async () => {
      await house.service.worker.drain();
      expect(titlesIn(await house.known(connectionId))).toEqual(["As it was", "Good", "Good as well"]);
    }, world.house.patienceMs);
    world.garble(null);
    await daysPass(world, 1);
    await expectTruth(world);
    expect((await connectionOf(world)).backlog).toMatchObject({ pending: 0, failed: 0 });
  },
  "a connection that was ended takes nothing more and leaves nothing of ours in the tool": async (world) => {
    const { house, connectionId } = world;
    const { id, delivery } = await untold(world);
    await house.admin.endConnection({ id: connectionId });
    const stored = await house.stored(connectionId);
    expect([401, 403]).toContain(await house.send(delivery));
    await world.rename(id, "After the end");
    await world.later(25 * 60);
    await world.catchUp();
    await settled(world, 3_000);
    expect(await house.stored(connectionId)).toBe(stored);
    expect(await titleOf(world, id)).toBe("As it was");
    expect(await world.leftInTool()).toBe(0);
  },
} satisfies Record<string, (world: World) => Promise<void>>;
