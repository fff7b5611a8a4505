import { randomUUID } from "node:crypto";
import { expect, test } from "@jest/globals";
import { buildGoal, buildInitiative, buildWorkspace } from "../../../test/factories/graph.ts";
import { pulled, tenDaysApart } from "../../../test/factories/pull.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { ToolError } from "../connectors/connector.ts";
import { newId } from "../ids.ts";

const ground = await groundOfFile();
const admin = await buildWorkspace(ground);
const connected = await pulled(ground, admin);
const { tool, scope, settle, later, item, touches, connection } = connected;
tenDaysApart(connected);

async function wish(kind: string, ref: string, value: object | string): Promise<string> {
  const at = ground.clock.now();
  const { id } = await ground.db.prisma.wanted.create({
    data: { ...scope, id: newId(), kind, ref, value, createdAt: at, dueAt: at },
  });
  return id;
}
const wanted = (id: string) => ground.db.prisma.wanted.findFirstOrThrow({ where: { id } });

test("a mark that vanished in the tool is written back at once, and once", async () => {
  const { key } = await buildInitiative(ground, admin, (await buildGoal(ground, admin)).id);
  const mark = { v: 1 as const, link: randomUUID(), initiative: key, at: ground.clock.now().toISOString() };
  tool.put("1", { mark });
  await settle();
  expect(await item("1")).toMatchObject({ origin: "born" });
  tool.put("1", { mark: null });
  await settle();
  expect(tool.items.get("1")?.mark).toMatchObject({ link: mark.link, initiative: key });
  expect(tool.count("writeMark")).toBe(1);
  await settle();
  expect(tool.count("writeMark")).toBe(1);
});

test("a comment and a card are put into the tool", async () => {
  tool.put("2", {});
  const ids = [
    await wish("comment", "2", "Decided: keep."),
    await wish("card", "2", { name: "INI-1", url: "http://goals.test/initiatives/INI-1" }),
  ];
  await settle();
  expect(tool.items.get("2")).toMatchObject({
    comments: ["Decided: keep."],
    cards: ["http://goals.test/initiatives/INI-1"],
  });
  for (const id of ids) expect(await wanted(id)).toMatchObject({ state: "done", attempts: 1, error: null });
});

test("what the tool refuses stays, with its reason, and holds nobody up", async () => {
  tool.refuse("comment", new ToolError("refused", "Comments are closed."));
  tool.put("3", {});
  const refused = await wish("comment", "3", "No");
  const gone = await wish("comment", "nowhere", "No");
  const fine = await wish("comment", "3", "Yes");
  await settle();
  expect(await wanted(refused)).toMatchObject({ state: "failed", error: "Comments are closed." });
  expect(await wanted(gone)).toMatchObject({ state: "failed", error: "There is no such item." });
  expect(await wanted(fine)).toMatchObject({ state: "done" });
  expect(await connection()).toMatchObject({ state: "active", problem: null });
});

test.each(["comment", "commented"] as const)(
  "a comment whose answer was lost (at %s) is looked for and written once",
  async (lost) => {
    tool.refuse(lost, new ToolError("unknown", "No answer came; it may be there."));
    tool.put("4", { comments: [] });
    const id = await wish("comment", "4", "Once");
    await settle();
    expect(await wanted(id)).toMatchObject({ state: "open", error: "No answer came; it may be there." });
    later(61);
    await settle();
    expect(tool.items.get("4")?.comments).toEqual(["Once"]);
    expect(await wanted(id)).toMatchObject({ state: "done", error: null });
  },
);

test("a wish over which the tool always falls silent keeps nothing else from being done, and comes to its end", async () => {
  tool.put("5", {});
  await settle();
  tool.refuse(
    "showCard",
    ...Array.from({ length: 200 }, () => new ToolError("unreachable", "The tool does not answer.")),
  );
  const id = await wish("card", "5", { name: "INI-1", url: "http://goals.test/x" });
  await settle();
  tool.items.set("polled", tool.put("polled", {}));
  tool.waiting.length = 0;
  for (let hours = 0; hours < 24 && (await wanted(id)).state === "open"; hours++) {
    for (let quarter = 0; quarter < 4; quarter++) {
      later(15);
      await settle();
    }
  }
  expect(await item("polled")).not.toBeNull();
  expect(await wanted(id)).toMatchObject({ state: "failed", attempts: 8, error: "The tool does not answer." });
  tool.refuses.delete("showCard");
  later(61);
  await settle();
  expect(await connection()).toMatchObject({ state: "active", failures: 0, problem: null });
});

test("an item to be looked up is read", async () => {
  tool.put("6", {});
  tool.waiting.length = 0;
  const id = await wish("lookup", "6", "x");
  await settle();
  expect(await item("6")).not.toBeNull();
  expect(await wanted(id)).toMatchObject({ state: "done" });
  expect(await touches()).toEqual([]);
});

test("a wish that nobody understands fails, visibly", async () => {
  tool.put("7", {});
  const id = await wish("comment", "7", { not: "text" });
  for (let time = 0; time < 9; time++) {
    await settle();
    later(61);
  }
  expect(await wanted(id)).toMatchObject({ state: "failed", attempts: 8 });
});
