import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { type ByTheHour, startByTheHour } from "../setup/asana-by-the-hour.ts";
import { expectTruth, people, saying, TRUSTED } from "../setup/asana-lost.ts";
import { webhooksOf } from "../setup/asana-truth.ts";
import { eventually } from "../setup/eventually.ts";

/**
 * The service is up, and for an hour not one of Asana's events reaches it, while people go on working. What they did is
 * known when the hour is over; where Asana does not tell us of it then, when everything is listed, once a day. Each of it
 * once, also when the events come after all.
 */
const [HERE, THERE, ELSEWHERE] = ["Customer onboarding", "Website relaunch", "Campaigns"];

describe.each([
  ["granular scopes", false, 4960],
  ["full permissions", true, 4964],
])("an app with %s", (_name, full, port) => {
  let on: ByTheHour;
  beforeAll(async () => {
    on = await startByTheHour({ port, projects: [HERE, THERE], full });
  }, 120_000);
  afterAll(() => on.stop());

  test("an hour of events is lost: what people did is known after it, each of it once, and nothing turns back", async () => {
    const { create, change, section, remove, part, give } = people(on, HERE);
    const { find, connection, changes, flags } = saying(on, HERE);
    const ids: Record<string, string> = {};
    for (const name of ["named", "done", "reopened", "moved", "deleted", "parent", "given", "left", "owned"])
      ids[name] = await create(`To be ${name}`);
    const id = (name: string) => ids[name] ?? "";
    await on.settle();
    await change(id("reopened"), { completed: true });
    await on.settle();
    await expectTruth(on, [HERE, THERE], Object.values(ids));

    await on.asana.control("events", { mode: "drop" });
    await change(id("named"), { name: "Named otherwise" });
    await change(id("done"), { completed: true });
    await change(id("reopened"), { completed: false });
    await section(id("moved"), "In progress");
    await section(id("moved"), "Waiting");
    await remove(id("deleted"));
    ids["part"] = await part(id("parent"), "A part");
    await give(id("given"), THERE);
    await give(id("left"), ELSEWHERE);
    await change(id("owned"), { assignee: on.asana.person("Dana Okafor"), due_on: "2030-01-01" });
    ids["made"] = await create("Made meanwhile");

    await on.later(30);
    // Half an hour of silence is within what is promised: nothing is known yet, and nothing is called behind.
    expect(await find(id("made"))).toBeUndefined();
    expect(await connection()).toMatchObject(TRUSTED);
    expect(await flags()).not.toContain("SOURCE_BEHIND");

    await on.later(31);
    const known = ["named", "done", "reopened", "moved", "parent", "given", "owned", "part", "made"];
    const histories = async () =>
      Object.fromEntries(await Promise.all(known.map(async (name) => [name, await changes(id(name))] as const)));
    const each = {
      named: ["seen", "linked", "title"],
      done: ["seen", "linked", "status"],
      reopened: ["seen", "linked", "status", "status"],
      // What was passed through between two reads is not guessed at.
      moved: ["seen", "linked", "status", "blocked"],
      parent: ["seen", "linked", "progress"],
      given: ["seen", "linked", "container", "status"],
      owned: ["seen", "linked", "owner", "due"],
      part: ["seen", "linked"],
      made: ["seen", "linked"],
    };
    expect(await histories()).toEqual(each);

    if (!full) await on.later(24 * 60);
    await on.later(11);
    expect(await find(id("deleted"))).toBeUndefined();
    expect(await find(id("left"))).toBeUndefined();
    await expectTruth(on, [HERE, THERE], Object.values(ids), await parts());
    expect(await histories()).toEqual(each);
    expect(await connection()).toMatchObject(TRUSTED);
    expect(await webhooksOf(on.asana)).toEqual([HERE, THERE].map((name) => on.asana.project(name)).sort());
    await on.asana.control("events", { mode: "prompt" });
  }, 180_000);

  test("Asana limits us while we catch up: nothing is asked before its time, nobody calls us behind, and all of it is known", async () => {
    const { create, change, part } = people(on, HERE);
    const { connection, changes } = saying(on, HERE);
    const [parent, done] = [await create("Limited, with parts"), await create("Limited, to be done")];
    await on.settle();
    await on.asana.control("events", { mode: "drop" });
    await change(done, { completed: true });
    const made = [await part(parent, "First part"), await part(parent, "Second part"), await create("Limited, made")];
    await on.asana.control("faults", { kind: "429", method: "GET", retryAfter: 150, times: 4 });
    await on.later(61);
    // Its time is not yet over: not one of the four further refusals is spent.
    expect(await faultsLeft()).toEqual([3]);
    await on.later(2);
    expect(await faultsLeft()).toEqual([3]);
    for (const left of [2, 1, undefined]) {
      expect(await connection()).toMatchObject({ state: "active", problem: null, behindSince: null });
      await on.later(3);
      expect((await faultsLeft())[0]).toBe(left);
    }
    await on.later(3);
    await expectTruth(on, [HERE, THERE], [parent, done, ...made], await parts());
    expect(await changes(done)).toEqual(["seen", "linked", "status"]);
    expect(await changes(parent)).toEqual(["seen", "linked", "progress"]);
    for (const gid of made) expect(await changes(gid)).toEqual(["seen", "linked"]);
    expect(await connection()).toMatchObject(TRUSTED);
    await on.asana.control("events", { mode: "prompt" });
  }, 180_000);

  test("what was held back for an hour and comes after all, late, twice and in any order, changes nothing any more", async () => {
    const { create, change, section } = people(on, HERE);
    const { changes } = saying(on, HERE);
    const [done, moved] = [await create("Late, to be done"), await create("Late, to be moved")];
    await on.settle();
    await on.asana.control("events", { mode: "hold" });
    await change(done, { completed: true });
    await section(moved, "In progress");
    await section(moved, "Waiting");
    const made = await create("Late, made");
    await change(made, { completed: true });
    await on.later(61);
    const known = async () => Promise.all([done, moved, made].map(changes));
    const once = [
      ["seen", "linked", "status"],
      ["seen", "linked", "status", "blocked"],
      ["seen", "linked"],
    ];
    expect(await known()).toEqual(once);
    await on.asana.control("events", { mode: "prompt", duplicate: true, shuffle: true, release: true });
    await on.settle();
    await on.later(1);
    expect(await known()).toEqual(once);
    await expectTruth(on, [HERE, THERE], [done, moved, made], await parts());
    await on.asana.control("events", { duplicate: false, shuffle: false });
  }, 180_000);

  test("silent for longer than a day, Asana leaves the connection behind, and the goal says so until all is caught up", async () => {
    const { create, change } = people(on, HERE);
    const { connection, flags } = saying(on, HERE);
    const [done] = [await create("Behind, to be done")];
    await on.settle();
    await on.asana.control("events", { mode: "drop" });
    await on.asana.control("faults", { kind: "503", method: "GET", times: 1_000_000 });
    await change(done, { completed: true });
    const made = await create("Behind, made");
    await on.later(25 * 60);
    expect(await connection()).toMatchObject({ state: "active", behindSince: null, problem: expect.any(String) });
    expect(await flags()).not.toContain("SOURCE_BEHIND");
    await on.later(61);
    await eventually(async () => expect((await connection())?.behindSince).not.toBeNull());
    await on.settle();
    expect(await flags()).toContain("SOURCE_BEHIND");

    await fetch(`${on.asana.url}/sandbox/faults`, { method: "DELETE" });
    await on.later(16);
    await on.later(11);
    await expectTruth(on, [HERE, THERE], [done, made], await parts());
    expect(await connection()).toMatchObject(TRUSTED);
    expect(await flags()).not.toContain("SOURCE_BEHIND");
    await on.asana.control("events", { mode: "prompt" });
  }, 180_000);

  test("a webhook that Asana gave up is said to be broken, made again when Asana reaches us, and nothing was lost", async () => {
    const { create, change } = people(on, HERE);
    const { find, changes, connection, subscription } = saying(on, HERE);
    const [first, second, third] = [await create("Given up 1"), await create("Given up 2"), await create("Given up 3")];
    await on.settle();
    on.front.closed = true;
    await change(first, { completed: true });
    await on.later(61);
    expect(await find(first)).toMatchObject({ status: { category: "done" } });
    await on.later(24 * 60);
    expect(await subscription()).toMatchObject({
      state: "broken",
      problem: expect.stringMatching(/^Asana could not deliver at .*502 Bad gateway.* It gives up at /),
    });
    // From now on we ask more often.
    await change(second, { completed: true });
    await on.later(16);
    expect(await find(second)).toMatchObject({ status: { category: "done" } });

    await on.days(2);
    // The other project's has failed for no day yet.
    const left = [on.asana.project(THERE)];
    await eventually(async () => expect(await webhooksOf(on.asana)).toEqual(left), 20_000);
    await on.later(16);
    expect(await subscription()).toMatchObject({ state: "broken", problem: expect.stringContaining("can't call") });
    await change(third, { completed: true });
    on.front.closed = false;
    await on.later(16);
    expect(await webhooksOf(on.asana)).toEqual([HERE, THERE].map((name) => on.asana.project(name)).sort());
    expect(await subscription()).toMatchObject({ state: "active", problem: null });
    const made = await create("Made when it was back");
    await on.settle();
    expect(await find(made)).toMatchObject({ link: { origin: "attached" } });
    for (const gid of [first, second, third]) expect(await changes(gid)).toEqual(["seen", "linked", "status"]);
    await expectTruth(on, [HERE, THERE], [first, second, third, made], await parts());
    expect(await connection()).toMatchObject(TRUSTED);
  }, 90_000);

  /** How often each of the faults that were asked for will still be met. */
  async function faultsLeft(): Promise<number[]> {
    const asked = await on.asana.control("faults", { kind: "404", path: "/nowhere" });
    const { faults } = z.object({ faults: z.array(z.object({ kind: z.string(), times: z.number() })) }).parse(asked);
    return faults.filter(({ kind }) => kind === "429").map(({ times }) => times);
  }

  /** Subtasks that the service knows, which no list of a project holds. */
  async function parts(): Promise<string[]> {
    const { items } = await on.admin.listWorkItems({ connectionId: on.connectionId, limit: 200 });
    return items.filter(({ parent }) => parent !== null).map(({ ref }) => ref.id);
  }
});
