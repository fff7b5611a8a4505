import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Reach, ToolError } from "../connector.ts";
import { findByMark } from "./find-by-mark.ts";
import { aTask, type LittleAsana, littleAsana, reachTo, withTasks } from "./little-asana.test-kit.ts";
import { read } from "./read.ts";

let asana: LittleAsana;
beforeAll(async () => {
  asana = await littleAsana();
});
afterAll(() => asana.stop());

const project = (gid: string, more: object = {}) => ({
  gid,
  name: gid,
  privacy_setting: "public_to_workspace",
  ...more,
});
const inProjects = (...ids: string[]) => ids.map((gid) => ({ project: { gid } }));

/** How it is read makes no difference to what is read. */
describe.each([
  ["one by one", false],
  ["in batches", true],
])("%s", (_how, full) => {
  const reach = (more: Partial<Reach> = {}) => reachTo(asana.api, { full, ...more });

  test("tasks come in the order asked, and null for what is hidden or gone", async () => {
    const there = withTasks([aTask({ gid: "1" }), aTask({ gid: "3" })]);
    asana.answers = (asked) => (asked.path === "/tasks/4" ? { status: 403 } : there(asked));
    const items = await read(reach(), ["3", "2", "1", "4"]);
    expect(items.map((item) => item?.ref.id ?? null)).toEqual(["3", null, "1", null]);
  });

  test("a task that nobody can read is refused by its field; an answer that is no task at all is as good as none", async () => {
    const there = withTasks([{ ...aTask({ gid: "1" }), name: 7 } as never, aTask({ gid: "2" })]);
    asana.answers = there;
    await expect(read(reach(), ["1"])).rejects.toMatchObject({
      kind: "refused",
      message: expect.stringContaining("name") as unknown,
    });
    asana.answers = () => ({ body: { hello: "from a proxy" } });
    await expect(read(reach(), ["2"])).rejects.toMatchObject({ kind: "unreachable" });
  });

  test("a task counts in the first chosen project that it lies in", async () => {
    const tasks = [
      aTask({ gid: "1", memberships: inProjects("X", "Q", "P") }),
      aTask({ gid: "2", memberships: inProjects("X") }),
    ];
    asana.answers = withTasks(tasks, { P: project("P"), Q: project("Q"), X: project("X") });
    const items = await read(reach({ containers: ["P", "Q"] }), ["1", "2"]);
    expect(items.map((item) => item?.ref.container)).toEqual(["P", "X"]);
  });

  test("a subtask lies where the task above it lies, however deep", async () => {
    const tasks = [
      aTask({ gid: "1" }),
      aTask({ gid: "2", memberships: [], parent: { gid: "1" } }),
      aTask({ gid: "3", memberships: [], parent: { gid: "2" } }),
    ];
    asana.answers = withTasks(tasks);
    expect((await read(reach(), ["3"]))[0]).toMatchObject({
      ref: { container: "P", id: "3" },
      parent: { container: "P", id: "2" },
      restricted: false,
    });
  });

  test("a task outside all projects, or below one that is hidden, is restricted", async () => {
    asana.answers = withTasks([
      aTask({ gid: "1", memberships: [] }),
      aTask({ gid: "2", memberships: [], parent: { gid: "9" } }),
    ]);
    const items = await read(reach(), ["1", "2"]);
    expect(items.map((item) => [item?.ref.container, item?.restricted])).toEqual([
      ["W", true],
      ["W", true],
    ]);
  });

  test.each([
    ["private", true],
    ["private_to_team", true],
    ["public_to_workspace", false],
    [undefined, true],
  ])("a task of a project that is %s is restricted: %s", async (privacy_setting, restricted) => {
    asana.answers = withTasks([aTask()], { P: project("P", { privacy_setting }) });
    expect((await read(reach(), ["1"]))[0]?.restricted).toBe(restricted);
  });

  test("a project's privacy is asked anew with each read", async () => {
    asana.answers = withTasks([aTask()]);
    expect((await read(reach(), ["1"]))[0]?.restricted).toBe(false);
    asana.answers = withTasks([aTask()], { P: project("P", { privacy_setting: "private" }) });
    expect((await read(reach(), ["1"]))[0]?.restricted).toBe(true);
  });

  test("subtasks are counted, the done ones apart", async () => {
    const below = (gid: string, completed: boolean) => aTask({ gid, completed, memberships: [], parent: { gid: "1" } });
    asana.answers = withTasks([aTask({ num_subtasks: 3 }), below("2", true), below("3", false), below("4", true)]);
    expect((await read(reach(), ["1"]))[0]?.subitems).toEqual({ done: 2, total: 3 });
  });

  test("what it depends on blocks it while that is open; a hidden one is no reason to say so", async () => {
    const on = (...ids: string[]) => ({ dependencies: ids.map((gid) => ({ gid })) });
    asana.answers = withTasks([
      aTask({ gid: "1", ...on("8", "9") }),
      aTask({ gid: "2", ...on("8") }),
      aTask({ gid: "3", ...on("7") }),
      aTask({ gid: "8", completed: true }),
      aTask({ gid: "9" }),
    ]);
    expect((await read(reach(), ["1", "2", "3"])).map((item) => item?.blocked)).toEqual([true, false, false]);
  });

  test("a heading among the tasks is no work", async () => {
    asana.answers = withTasks([aTask({ is_rendered_as_separator: true })]);
    expect(await read(reach(), ["1"])).toEqual([null]);
  });

  test.each([
    [401, "signed_out"],
    [429, "limited"],
    [500, "unreachable"],
  ])("a %i on one task is no task that is gone: the read fails as %s", async (status, kind) => {
    const there = withTasks([aTask({ gid: "1" })]);
    asana.answers = (asked) => {
      if (asked.path === "/tasks/2") return { status };
      if (asked.path !== "/batch") return there(asked);
      return {
        body: {
          data: [
            { status_code: 200, body: { data: aTask() } },
            { status_code: status, body: {} },
          ],
        },
      };
    };
    const failed = await read(reach(), ["1", "2"]).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ToolError);
    expect(failed).toMatchObject({ kind });
  });
});

test("of a batch one answer in an unknown form is refused, and the account's other tasks are not", async () => {
  const there = withTasks(["1", "2"].map((gid) => aTask({ gid })));
  const odd = [null, 7, {}, { status_code: "200" }, { status_code: 200 }, { status_code: 200, body: null }];
  for (const one of odd) {
    asana.answers = (asked) => {
      const answer = there(asked);
      if (asked.path !== "/batch") return answer;
      const { data } = answer.body as { data: unknown[] };
      return { body: { data: data.length > 1 ? [data[0], one] : data } };
    };
    // The reader then asks for each of them alone.
    await expect(read(reachTo(asana.api, { full: true }), ["1", "2"])).rejects.toMatchObject({ kind: "refused" });
    expect(await read(reachTo(asana.api, { full: true }), ["1"])).toMatchObject([{ ref: { id: "1" } }]);
  }
});

test("what it waits for, told in an unknown form, keeps no task from being read", async () => {
  const waiting = aTask({ gid: "1", dependencies: [{ gid: "8" }, { gid: "9" }] });
  for (const full of [false, true]) {
    const there = withTasks([waiting]);
    asana.answers = (asked) => (asked.path === "/tasks/8" ? { body: { data: { hello: 1 } } } : there(asked));
    expect(await read(reachTo(asana.api, { full }), ["1"])).toMatchObject([{ ref: { id: "1" } }]);
  }
});

test("with full permissions ten tasks are one call", async () => {
  const ids = Array.from({ length: 12 }, (_, n) => String(n + 1));
  asana.answers = withTasks(ids.map((gid) => aTask({ gid })));
  asana.asked.length = 0;
  expect(await read(reachTo(asana.api, { full: true }), ids)).toHaveLength(12);
  expect(asana.asked.map(({ path }) => path)).toEqual(["/batch", "/batch", "/projects/P"]);
});

const LINK = "0b6c8d1e-5f3a-4a63-9a53-0d2f3b7c1a10";

test("an item is found by its mark, wherever it lies", async () => {
  asana.answers = withTasks([aTask({ gid: "5", external: { gid: LINK } })]);
  expect(await findByMark(reachTo(asana.api), LINK)).toMatchObject({ ref: { container: "P", id: "5" } });
});

test("only a plain 404 means that there is none: what is forbidden may be there", async () => {
  asana.answers = () => ({ status: 404 });
  expect(await findByMark(reachTo(asana.api), LINK)).toBeNull();
  asana.answers = () => ({ status: 403 });
  await expect(findByMark(reachTo(asana.api), LINK)).rejects.toMatchObject({ kind: "not_allowed" });
});
