import { expect, test } from "@jest/globals";
import { buildWorkspace } from "../../../test/factories/graph.ts";
import { pulledBy } from "../../../test/factories/pull.ts";
import { serviceOfFile } from "../../../test/setup/of-file.ts";
import { Refusal } from "@throughline/shared/client";
import { ToolError } from "../connectors/connector.ts";
import { newId } from "../ids.ts";

const service = await serviceOfFile();
const { ground, admin } = service;
const client = await service.as(admin);
const { tool, scope, item, connectionId, later, settle } = await pulledBy(service);
const failures = async () => (await client.listFailures({ connectionId })).items;
const failed = async () => (await client.listConnections({})).items[0]?.backlog.failed;

async function wish(kind: string, ref: string, value: string): Promise<string> {
  const at = ground.clock.now();
  const data = { ...scope, id: newId(), kind, ref, value, createdAt: at, dueAt: at };
  return (await ground.db.prisma.wanted.create({ data })).id;
}

test("what failed is listed with its reason and what it is about; tried again with success, it is gone from the list", async () => {
  await settle();
  tool.put("1", { title: "Audit the accounts" });
  tool.put("2", {});
  await settle();
  expect(await failures()).toEqual([]);
  tool.refuse("comment", new ToolError("refused", "Comments are closed."));
  const comment = await wish("comment", "1", "Decided.");
  await settle();
  tool.put("2", { title: "Half a character \ud83d" });
  await settle();

  expect(await failures()).toMatchObject([
    { kind: "item", id: "2", about: { title: "Item 2" }, attempts: 8 },
    { kind: "comment", id: comment, about: { title: "Audit the accounts" }, error: "Comments are closed." },
  ]);
  expect(await failed()).toBe(2);

  tool.put("2", { title: "Whole again" });
  tool.waiting.pop();
  await client.retryFailure({ connectionId, kind: "item", id: "2" });
  await client.retryFailure({ connectionId, kind: "comment", id: comment });
  await settle();
  expect(await failures()).toEqual([]);
  expect(await failed()).toBe(0);
  expect(await item("2")).toMatchObject({ title: "Whole again" });
  expect(tool.items.get("1")?.comments).toEqual(["Decided."]);
});

test("a delivery that nobody can read is listed too, and another connection's id opens nothing", async () => {
  later(1);
  tool.tell("P1", ["1"]);
  const [sent] = tool.waiting;
  if (!sent) throw new Error("nothing was told");
  await settle();
  const { id } = await ground.db.prisma.delivery.findFirstOrThrow({ where: scope, orderBy: { id: "desc" } });
  await ground.db.prisma.delivery.updateMany({ where: { ...scope, id }, data: { state: "failed", error: "Odd." } });
  expect(await failures()).toMatchObject([{ kind: "delivery", id: String(id), error: "Odd." }]);

  const other = await service.as(await buildWorkspace(ground));
  const refusal = (asked: Promise<unknown>) =>
    asked.catch((error: unknown) => (error instanceof Refusal ? error.code : error));
  expect((await other.listFailures({})).items).toEqual([]);
  expect(await refusal(other.retryFailure({ connectionId, kind: "delivery", id: String(id) }))).toBe("not_found");
  expect(await refusal(client.retryFailure({ connectionId, kind: "card", id: newId() }))).toBe("not_found");
  expect(await refusal(client.retryFailure({ connectionId, kind: "item", id: "never" }))).toBe("not_found");

  await client.retryFailure({ connectionId, kind: "delivery", id: String(id) });
  await settle();
  expect(await failures()).toEqual([]);
});

test("of an item that the tool hides from some, the list names only its number", async () => {
  tool.put("hidden", { title: "What only HR may read" });
  await settle();
  await ground.db.prisma.workItem.updateMany({ where: { ...scope, remoteId: "hidden" }, data: { restricted: true } });
  tool.refuse("comment", new ToolError("refused", "Comments are closed."));
  await wish("comment", "hidden", "Decided.");
  await settle();
  const [failure] = (await failures()).filter(({ kind, about }) => kind === "comment" && about.title === "hidden");
  expect(failure).toMatchObject({ about: { key: null, title: "hidden", url: null } });
  expect(JSON.stringify(await failures())).not.toContain("HR");
});
