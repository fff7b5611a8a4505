import { expect, test } from "@jest/globals";
import { HealthReport } from "@throughline/shared/health/report";
import {
  buildGoal,
  buildInitiative,
  buildKeyResult,
  buildReading,
  buildWorkspace,
} from "../../../test/factories/graph.ts";
import { pulled, tenDaysApart, TOOL } from "../../../test/factories/pull.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { type PullConnector, ToolError } from "../connectors/connector.ts";
import { connectors } from "../connectors/registry.ts";
import { evaluateDirty } from "../health/evaluate.ts";

const ground = await groundOfFile();
const admin = await buildWorkspace(ground);
const connected = await pulled(ground, admin, ["P1", "P2"]);
const { tool, scope, settle, later, item, touches, connection } = connected;
tenDaysApart(connected);

/** Changes of which no webhook tells. */
function silently(work: () => void): void {
  work();
  tool.waiting.length = 0;
}

test("everything that a chosen project holds is listed, page by page, and a listing that breaks off goes on where it was", async () => {
  silently(() => {
    for (let id = 1; id <= 8; id++) {
      later(1);
      tool.put(`first-${id}`, {});
    }
  });
  await ground.db.prisma.connection.updateMany({
    where: { id: scope.connectionId },
    data: { pollDue: ground.clock.now(), cursor: {} },
  });
  const before = tool.count("changes");
  let pages = 0;
  tool.during = (when) => {
    if (when === "before" && ++pages === 3) tool.refuse("changes", new ToolError("unreachable", "Gone for a moment."));
    return Promise.resolve();
  };
  await settle();
  tool.during = () => Promise.resolve();
  expect(await item("first-6")).not.toBeNull();
  expect(await connection()).toMatchObject({ failures: 1 });
  later(1);
  await settle();
  for (let id = 1; id <= 8; id++) expect(await item(`first-${id}`)).not.toBeNull();
  expect(await connection()).toMatchObject({ failures: 0, problem: null });
  // Three pages and one that failed, the rest of P1 from its third on, P2; then once more both, since the tool was silent.
  expect(tool.count("changes") - before).toBeLessThanOrEqual(9);
});

test("with webhooks that work, a project is asked for changes once an hour", async () => {
  const before = tool.count("changes");
  for (let minutes = 0; minutes < 180; minutes += 20) {
    later(20);
    await settle();
  }
  expect(tool.count("changes") - before).toBe(2 * 3);
});

test("a change whose event was lost is found by the next poll", async () => {
  silently(() => tool.put("lost", { status: "Done", category: "done" }));
  await settle();
  expect(await item("lost")).toBeNull();
  later(61);
  await settle();
  expect(await item("lost")).toMatchObject({ category: "done" });
});

test("what a poll shows in a project that nobody chose has left: it is gone after a second look", async () => {
  tool.containers.set("P9", { name: "Nobody chose this", restricted: false });
  tool.put("moves", {});
  await settle();
  silently(() => tool.put("moves", { container: "P9" }));
  const connector = connectors[TOOL] as PullConnector;
  const { changes } = connector;
  // A tool that tells what happened in a project shows what has left it where it lies now.
  connector.changes = async function* (...asked) {
    for await (const page of changes(...asked))
      yield asked[1] === "P1" && page.last
        ? { ...page, items: [...page.items, tool.show("moves") ?? []].flat() }
        : page;
  };
  later(61);
  await settle();
  connector.changes = changes;
  expect(await item("moves")).toMatchObject({ container: "P1", presence: "live" });
  later(11);
  await settle();
  expect(await item("moves")).toMatchObject({ presence: "gone" });
  expect(await touches()).toEqual([]);
});

test("what a full listing misses is read again, and gone ten minutes after, while its project answers", async () => {
  tool.put("stays", {});
  tool.put("leaves", {});
  await settle();
  silently(() => tool.remove("leaves"));
  later(24 * 60);
  await settle();
  expect(await item("leaves")).toMatchObject({ presence: "live" });
  later(11);
  await settle();
  expect(await item("leaves")).toMatchObject({ presence: "gone" });
  expect(await item("stays")).toMatchObject({ presence: "live" });
  expect(await touches()).toEqual([]);
});

test.each<[string, () => Error, number]>([
  ["the tool fails", () => new ToolError("unreachable", "500"), 2],
  ["the tool wants us to wait", () => new ToolError("limited", "429", 60_000), 2],
  ["its answer can't be read", () => new SyntaxError("Unexpected end of JSON input"), 2],
  ["its page is not to be had any more", () => new ToolError("refused", "The offset has expired."), 61],
])(
  "a daily listing whose second page breaks takes nothing away, and comes through later: %s",
  async (what, broken, minutes) => {
    silently(() => {
      for (let id = 1; id <= 7; id++) {
        later(1);
        tool.put(`${what}-${id}`, {});
      }
    });
    later(24 * 60);
    await settle();
    silently(() => tool.remove(`${what}-7`));
    const connector = connectors[TOOL] as PullConnector;
    const { changes } = connector;
    connector.changes = async function* (...asked) {
      let pages = 0;
      for await (const page of changes(...asked)) {
        if (asked[1] === "P1" && ++pages === 2) throw broken();
        yield page;
      }
    };
    later(24 * 60);
    await settle();
    later(11);
    await settle();
    connector.changes = changes;
    for (let id = 1; id <= 7; id++) expect(await item(`${what}-${id}`)).toMatchObject({ presence: "live", missed: 0 });
    later(minutes);
    await settle();
    later(24 * 60);
    await settle();
    later(11);
    await settle();
    expect(await item(`${what}-7`)).toMatchObject({ presence: "gone" });
    for (let id = 1; id <= 6; id++) expect(await item(`${what}-${id}`)).toMatchObject({ presence: "live" });
    expect(await connection()).toMatchObject({ state: "active", failures: 0, problem: null });
  },
);

test("a project that does not answer takes nothing away: what is open behind it is said to be old", async () => {
  const goal = await buildGoal(ground, admin, { due: "2027-12-31" });
  const measure = await buildKeyResult(ground, admin, goal.id);
  await buildReading(ground, admin, measure.id, "2026-11-19", 55);
  const { key } = await buildInitiative(ground, admin, goal.id);
  tool.put("hidden", { container: "P2", title: `[${key}] Hidden`, status: "Doing", category: "doing" });
  tool.put("removed", { container: "P1" });
  await settle();
  const project = tool.containers.get("P2");
  tool.containers.delete("P2");
  silently(() => tool.remove("removed"));
  later(24 * 60);
  await settle();
  later(24 * 60);
  await settle();
  expect(await connection()).toMatchObject({ state: "degraded", problem: expect.stringContaining("P2") as unknown });
  expect(await item("hidden")).toMatchObject({ presence: "live", category: "doing" });
  expect(await item("removed")).toMatchObject({ presence: "gone" });
  expect(await flagsOf(goal.id)).toContain("SOURCE_BEHIND");

  if (project) tool.containers.set("P2", project);
  later(16);
  await settle();
  expect(await connection()).toMatchObject({ state: "active", problem: null, behindSince: null });
  expect(await flagsOf(goal.id)).not.toContain("SOURCE_BEHIND");
});

async function flagsOf(goalId: string): Promise<string[]> {
  while (await evaluateDirty(ground));
  const row = await ground.db.prisma.goalHealth.findFirstOrThrow({ where: { goalId } });
  return HealthReport.parse(row.body).flags.map((flag) =>
    typeof flag === "string" ? flag : (flag as { flag: string }).flag,
  );
}

test("an item that spoils its page fails alone; the rest of the page is taken", async () => {
  silently(() => {
    tool.put("fine", {});
    tool.put("half", { title: "Half a character \ud83d" });
    tool.put("too much", { done: 3_000_000_000 });
    tool.put("fine, too", {});
  });
  later(61);
  await settle();
  expect(await item("fine")).not.toBeNull();
  expect(await item("fine, too")).not.toBeNull();
  expect(await connection()).toMatchObject({ state: "active", failures: 0 });
  expect((await touches()).map(({ ref, attempts }) => [ref, attempts > 0])).toEqual([
    ["half", true],
    ["too much", true],
  ]);
  tool.put("half", { title: "Whole" });
  tool.put("too much", { done: 3 });
  later(61);
  await settle();
  expect(await touches()).toEqual([]);
});

test("what is listed but can't be stored is there: however often it is listed so, it is not gone", async () => {
  tool.put("known", {});
  await settle();
  silently(() => tool.put("known", { title: "Half a character \ud83d" }));
  for (let day = 0; day < 3; day++) {
    later(24 * 60 + 1);
    await settle();
  }
  expect(await item("known")).toMatchObject({ presence: "live", title: "Item known", missed: 0 });
  expect(await touches()).toMatchObject([{ ref: "known" }]);
  silently(() => tool.put("known", { title: "Whole" }));
  later(61);
  await settle();
  expect(await item("known")).toMatchObject({ title: "Whole" });
  expect(await touches()).toEqual([]);
});

test("a connector that stumbles is tried less and less often, and the connection says that it is our fault", async () => {
  const connector = connectors[TOOL] as PullConnector;
  const { changes } = connector;
  connector.changes = () => {
    throw new TypeError("no such field");
  };
  later(61);
  await settle();
  expect(await connection()).toMatchObject({ failures: 1, problem: "Something failed on our side: no such field" });
  later(1);
  await settle();
  expect(await connection()).toMatchObject({ failures: 2 });
  connector.changes = changes;
  later(1);
  await settle();
  expect(await connection()).toMatchObject({ failures: 0, problem: null });
});

test("a token that ends between two pages is renewed, and the listing goes on", async () => {
  silently(() => {
    for (let id = 1; id <= 5; id++) tool.put(`paged-${id}`, {});
  });
  later(61);
  let pages = 0;
  tool.during = (when) => {
    if (when === "after" && ++pages === 1) tool.refuse("changes", new ToolError("signed_out", "The token has ended."));
    return Promise.resolve();
  };
  await settle();
  tool.during = () => Promise.resolve();
  for (let id = 1; id <= 5; id++) expect(await item(`paged-${id}`)).not.toBeNull();
  expect(await connection()).toMatchObject({ state: "active", problem: null });
});
