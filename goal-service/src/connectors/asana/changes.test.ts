import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type Changes, ToolError } from "../connector.ts";
import { changes } from "./changes.ts";
import {
  type Asked,
  aTask,
  type LittleAsana,
  littleAsana,
  reachTo,
  type Reply,
  withTasks,
} from "./little-asana.test-kit.ts";
import type { Task } from "./task.ts";

let asana: LittleAsana;
beforeAll(async () => {
  asana = await littleAsana();
});
afterAll(() => asana.stop());
beforeEach(() => {
  asana.asked.length = 0;
});

const moment = (minute: number) => new Date(Date.parse("2026-11-20T10:00:00.000Z") + minute * 60_000).toISOString();
const numbered = (count: number) =>
  Array.from({ length: count }, (_, n) => aTask({ gid: String(n + 1), modified_at: moment(n) }));

/** A project that lists `listed` of what is there, newest first, forty to a page, and whose events are told by `events`. */
function projectOf(listed: Task[], others: Task[] = [], events?: (sync: string | undefined) => Reply) {
  const there = withTasks([...listed, ...others]);
  asana.answers = (asked) => {
    if (asked.path === "/events" && events) return events(asked.query["sync"]);
    return asked.path === "/tasks" ? listPage(listed, asked) : there(asked);
  };
}

function listPage(listed: Task[], { query }: Asked): Reply {
  const since = query["modified_since"];
  const found = [...listed].reverse().filter((task) => since === undefined || task.modified_at >= since);
  const start = Number(query["offset"] ?? 0);
  const more = start + 40 < found.length;
  return { body: { data: found.slice(start, start + 40), next_page: more ? { offset: String(start + 40) } : null } };
}

async function all(cursor: string | null, full = false): Promise<Changes[]> {
  const pages: Changes[] = [];
  for await (const page of changes(reachTo(asana.api, { full }), "P", cursor)) pages.push(page);
  return pages;
}
/** As no Asana has told it so far. */
const strange = (gid: string, more: Partial<Task> = {}) => ({ ...aTask({ gid, ...more }), name: 7 }) as unknown as Task;
const idsOf = (pages: Changes[]) => pages.flatMap(({ items }) => items.map((item) => item.ref.id));

test("a task that nobody can read is said to be there, and spoils no listing; a subtask as little", async () => {
  const parent = aTask({ gid: "1", num_subtasks: 2 });
  projectOf([parent, strange("2"), aTask({ gid: "3" })]);
  const { answers } = asana;
  const parts = [aTask({ gid: "4", memberships: [], parent: { gid: "1" } }), strange("5")];
  asana.answers = (asked) => (asked.path === "/tasks/1/subtasks" ? { body: { data: parts } } : answers(asked));
  const pages = await all(null);
  expect(idsOf(pages).sort()).toEqual(["1", "3", "4"]);
  expect(pages.flatMap(({ unread }) => unread).sort()).toEqual(["2", "5"]);
});

describe.each([false, true])("whatever stands beside a task (full permissions: %s)", (full) => {
  const error = (status: number): Reply => ({ status, body: { errors: [{ message: "boom" }] } });
  /** Two tasks, the second with `more`; what is asked of `odd` is answered oddly. */
  async function beside(more: Partial<Task>, odd: string, answer: Reply): Promise<Changes[]> {
    const [first, second] = numbered(2);
    projectOf(
      [
        { ...aTask(), ...first },
        { ...aTask(), ...second, ...more },
      ],
      [],
      () => ({ body: { data: [], sync: "t" } }),
    );
    const { answers } = asana;
    const one = (path: string): Reply => (path === odd ? answer : (answers({ path, method: "GET" } as Asked) as Reply));
    asana.answers = (asked) => {
      if (asked.path !== "/batch") return asked.path === odd ? answer : answers(asked);
      const { actions } = (asked.body as { data: { actions: { relative_path: string }[] } }).data;
      const told = actions.map(({ relative_path: at }) => one(at));
      return { body: { data: told.map(({ status = 200, body = {} }) => ({ status_code: status, body })) } };
    };
    return all(null, full);
  }
  const odd: [string, Reply][] = [
    ["500", error(500)],
    ["400", error(400)],
    ["402", error(402)],
    ["404", error(404)],
    ["no data", { body: { data: null } }],
    ["another form", { body: { data: { gid: {}, memberships: "x" } } }],
  ];

  test.each(odd)("a dependency that answers %s costs itself", async (_what, answer) => {
    expect(idsOf(await beside({ dependencies: [{ gid: "99" }] }, "/tasks/99", answer))).toEqual(["1", "2"]);
  });

  test.each(odd)("a home project that answers %s is closed, and its tasks are read", async (_what, answer) => {
    const pages = await beside({ memberships: [{ project: { gid: "P9" } }] }, "/projects/P9", answer);
    expect(pages.flatMap(({ items }) => items.map(({ ref, restricted }) => [ref.id, restricted]))).toEqual([
      ["1", false],
      ["2", true],
    ]);
  });

  test.each(odd.filter(([what]) => what !== "404"))(
    "where a parent answers %s, nobody guesses where the task lies: it is unread, the others arrive",
    async (_what, answer) => {
      const pages = await beside({ memberships: [], parent: { gid: "99" } }, "/tasks/99", answer);
      expect([idsOf(pages), pages.flatMap(({ unread }) => unread)]).toEqual([["1"], ["2"]]);
    },
  );

  test.each(odd)("where a list of subtasks answers %s, nobody guesses how many are done", async (_what, answer) => {
    const pages = await beside({ num_subtasks: 2 }, "/tasks/2/subtasks", answer);
    expect([idsOf(pages), pages.flatMap(({ unread }) => unread)]).toEqual([["1"], ["2"]]);
  });

  test("a name that is null or an id that can't be stored costs itself", async () => {
    const nameless = { gid: "P9", name: null, privacy_setting: "public_to_workspace" };
    const more = { memberships: [{ project: { gid: "P9" } }], assignee: { gid: "a\u0000", name: "x" } };
    const [page] = await beside(more, "/projects/P9", { body: { data: nameless } });
    expect(page?.items[1]).toMatchObject({ ref: { id: "2" }, restricted: false, assignees: [] });
    const [odd] = await beside({ gid: "a\u0000b" }, "", {});
    expect(odd?.items.map(({ ref }) => ref.id)).toEqual(["1"]);
  });

  test("an Asana that is away is no odd part: nothing is told half", async () => {
    for (const status of [401, 429, 502, 503, 504])
      await expect(beside({ dependencies: [{ gid: "99" }] }, "/tasks/99", error(status))).rejects.toBeInstanceOf(
        ToolError,
      );
  });
});

test("a whole project comes page by page, oldest first, each page with how far it goes", async () => {
  projectOf(numbered(120));
  const pages = await all(null);
  expect(idsOf(pages)).toEqual(numbered(120).map(({ gid }) => gid));
  expect(pages.map(({ items, last, cursor }) => [items.length, last, cursor])).toEqual([
    [50, false, moment(49)],
    [50, false, moment(99)],
    [20, true, moment(119)],
  ]);
});

test("a run that breaks off goes on where it was", async () => {
  projectOf(numbered(120));
  for await (const page of changes(reachTo(asana.api), "P", null)) {
    // Two minutes before the last one told are told again: what Asana shows may lag behind what it has.
    expect(idsOf(await all(page.cursor))[0]).toBe("48");
    break;
  }
});

test("an empty project is one empty page, and asked again from the beginning", async () => {
  projectOf([]);
  const [page] = await all(null);
  expect(page).toMatchObject({ items: [], missing: [], last: true });
  projectOf(numbered(1));
  expect(idsOf(await all(page?.cursor ?? null))).toEqual(["1"]);
});

test("nothing new leaves the cursor where it was", async () => {
  projectOf([]);
  expect((await all(moment(5))).map(({ cursor }) => cursor)).toEqual([moment(5)]);
  expect(asana.asked[0]?.query["modified_since"]).toBe(moment(3));
});

test("subtasks come with the task above them, however deep, each counted by its parent", async () => {
  const child = (gid: string, of: string, more: Partial<Task> = {}) =>
    aTask({ gid, memberships: [], parent: { gid: of }, ...more });
  projectOf(
    [aTask({ gid: "1", num_subtasks: 2 })],
    [child("2", "1", { completed: true }), child("3", "1", { num_subtasks: 1 }), child("4", "3")],
  );
  const [page] = await all(null);
  expect(page?.items.map(({ ref, subitems }) => [ref.id, ref.container, subitems.done, subitems.total])).toEqual([
    ["1", "P", 1, 2],
    ["2", "P", 0, 0],
    ["3", "P", 0, 1],
    ["4", "P", 0, 0],
  ]);
});

test("what waited for a changed task is looked at with it, though Asana does not call it changed", async () => {
  const waiting = aTask({ gid: "2", dependencies: [{ gid: "1" }], modified_at: moment(-999) });
  projectOf([aTask({ gid: "1", completed: true, dependents: [{ gid: "2" }], modified_at: moment(9) })], [waiting]);
  const [page] = await all(moment(5));
  expect(page?.items.map(({ ref, blocked }) => [ref.id, blocked])).toEqual([
    ["2", false],
    ["1", false],
  ]);
  expect(page?.cursor).toBe(moment(9));
});

test("a project that can't be read is an error, never an empty list", async () => {
  asana.answers = () => ({ status: 404 });
  await expect(all(null)).rejects.toBeInstanceOf(ToolError);
});

describe("with full permissions", () => {
  const event = (gid: string, minute: number, more: object = {}) => ({
    action: "changed",
    created_at: moment(minute),
    type: "task",
    resource: { gid, resource_type: "task", name: "x" },
    parent: null,
    ...more,
  });
  const tooOld = { status: 412, body: { errors: [{ message: "Sync token invalid or too old" }], sync: "fresh" } };

  test("the first run takes a token, then lists everything; only its end goes on from the token", async () => {
    projectOf(numbered(60), [], () => tooOld);
    const pages = await all(null, true);
    expect(asana.asked.map(({ path }) => path).slice(0, 2)).toEqual(["/events", "/tasks"]);
    expect(pages.map(({ cursor }) => cursor)).toEqual([moment(49), `${moment(59)} fresh`]);
  });

  test("later runs hear what happened, and what is gone", async () => {
    const more = { body: { data: [event("1", 7), event("9", 8, { action: "deleted" })], sync: "b", has_more: true } };
    const end = { body: { data: [event("2", 9)], sync: "c", has_more: false } };
    projectOf(numbered(2), [], (sync) => (sync === "a" ? more : end));
    const pages = await all(`${moment(5)} a`, true);
    expect(
      pages.map(({ items, missing, cursor, last }) => [items.map(({ ref }) => ref.id), missing, cursor, last]),
    ).toEqual([
      [["1"], ["9"], `${moment(8)} b`, false],
      [["2"], [], `${moment(9)} c`, true],
    ]);
  });

  test("a changed task that nobody can read is said to be there, and the others are told", async () => {
    projectOf([], [aTask({ gid: "1" }), strange("2")], (sync) => ({
      body: { data: sync === "a" ? [event("1", 7), event("2", 8)] : [], sync: "b", has_more: false },
    }));
    const [page] = await all(`${moment(5)} a`, true);
    expect(page).toMatchObject({ items: [{ ref: { id: "1" } }], missing: [], unread: ["2"], last: true });
  });

  test("an answer within a batch in an unknown form is said to be there, and the others are told", async () => {
    projectOf([], [aTask({ gid: "1" }), aTask({ gid: "2" })], (sync) => ({
      body: { data: sync === "a" ? [event("1", 7), event("2", 8)] : [], sync: "b", has_more: false },
    }));
    const { answers } = asana;
    for (const odd of [null, "an answer", { status_code: 200 }, { status_code: 200, body: { data: { gid: null } } }]) {
      asana.answers = async (asked) => {
        const answer = await answers(asked);
        if (asked.path !== "/batch" || typeof answer === "string") return answer;
        const { data } = answer.body as { data: unknown[] };
        return { body: { data: [data[0], odd] } };
      };
      const [page] = await all(`${moment(5)} a`, true);
      expect(page).toMatchObject({ items: [{ ref: { id: "1" } }], missing: [], unread: ["2"], last: true });
    }
  });

  test("silence moves the token on and nothing else", async () => {
    projectOf([], [], () => ({ body: { data: [], sync: "b", has_more: false } }));
    expect(await all(`${moment(5)} a`, true)).toEqual([
      { items: [], missing: [], unread: [], cursor: `${moment(5)} b`, last: true },
    ]);
  });

  test("a token that is too old costs no change: the list from the cursor on takes its place", async () => {
    projectOf(numbered(9), [], () => tooOld);
    const pages = await all(`${moment(7)} a`, true);
    expect(idsOf(pages)).toEqual(["6", "7", "8", "9"]);
    expect(pages.at(-1)?.cursor).toBe(`${moment(8)} fresh`);
  });

  test("where Asana gives no new token, the list still tells everything, and the next run asks again", async () => {
    projectOf(numbered(9), [], () => ({ status: 412, body: { errors: [{ message: "Precondition Failed" }] } }));
    const pages = await all(`${moment(7)} a`, true);
    expect([idsOf(pages), pages.at(-1)?.cursor]).toEqual([["6", "7", "8", "9"], moment(8)]);
  });

  test("a token that grows too old on the way does not end the run halfway", async () => {
    const more = { body: { data: [event("1", 7)], sync: "b", has_more: true } };
    projectOf(numbered(9), [], (sync) => (sync === "a" ? more : tooOld));
    const pages = await all(`${moment(5)} a`, true);
    expect(new Set(idsOf(pages))).toEqual(new Set(["1", "6", "7", "8", "9"]));
    expect(pages.at(-1)).toMatchObject({ last: true, cursor: `${moment(8)} fresh` });
  });
});
