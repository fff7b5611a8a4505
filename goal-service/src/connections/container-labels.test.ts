import { expect, test } from "@jest/globals";
import { buildPerson } from "../../../test/factories/graph.ts";
import { pulledBy } from "../../../test/factories/pull.ts";
import { serviceOfFile } from "../../../test/setup/of-file.ts";
import { ToolError } from "../connectors/connector.ts";
import { newId } from "../ids.ts";

const service = await serviceOfFile();
const { ground, admin } = service;
const client = await service.as(admin);
const { tool, scope, connectionId: id, settle, connection } = await pulledBy(service, ["P1", "P2"]);
const label = (containerId: string, key: string | null, name: string) =>
  ground.db.prisma.container.create({
    data: { ...scope, remoteId: containerId, key, name, recordedAt: ground.clock.now() },
  });
await label("P1", "CS", "Customer success");
await label("P9", null, "Left out long ago");
const named = { id: "P1", key: "CS", name: "Customer success" };

test("who chooses projects is told what they are called, in every reply; others only which they are", async () => {
  const listed = (await client.listConnections({})).items[0];
  expect(listed).toMatchObject({ containers: ["P1", "P2"], containerLabels: [named] });
  expect((await client.setContainers({ id, containers: ["P1", "P2"] })).containerLabels).toEqual([named]);
  const viewer = await service.as(await buildPerson(ground, admin, "Vera", "viewer"));
  expect((await viewer.listConnections({})).items[0]).toMatchObject({
    containers: ["P1", "P2"],
    containerLabels: [],
  });
});

test("a chosen project that the tool no longer shows stands in the list by its name", async () => {
  const project = tool.containers.get("P1");
  tool.containers.delete("P1");
  expect((await client.listContainers({ id })).items).toContainEqual(
    expect.objectContaining({ id: "P1", name: "Customer success (CS)" }),
  );
  if (project) tool.containers.set("P1", project);
});

test("what could not be written into a project names the project, also where an item has the same id", async () => {
  tool.put("P1", { title: "An item" });
  await settle();
  const at = ground.clock.now();
  const wish = (kind: string, ref: string) => ({
    ...scope,
    id: newId(),
    kind,
    ref,
    value: "",
    createdAt: at,
    dueAt: at,
  });
  const failed = { state: "failed", error: "Closed." };
  await ground.db.prisma.wanted.createMany({
    data: [
      { ...wish("field", "P1"), ...failed },
      { ...wish("status", "P2"), ...failed },
      { ...wish("comment", "P1"), ...failed },
    ],
  });
  const { items } = await client.listFailures({ connectionId: id });
  const titles = Object.fromEntries(items.map(({ kind, about }) => [kind, about.title]));
  expect(titles).toEqual({ field: "Customer success (CS)", status: "P2", comment: "An item" });
});

test("the problem of a connection names the project that can't be read; a secret one by its id only", async () => {
  const refusal = new ToolError("not_allowed", "Not for you.");
  tool.refuse("changes", refusal);
  await client.syncConnection({ id });
  await settle();
  expect((await connection()).problem).toContain("Customer success (CS): ");
  await ground.db.prisma.workItem.updateMany({ where: { ...scope, container: "P1" }, data: { restricted: true } });
  tool.refuse("changes", refusal);
  await client.syncConnection({ id });
  await settle();
  expect((await connection()).problem).toContain("P1: ");
});
