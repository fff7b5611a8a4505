import { beforeEach, expect, test } from "@jest/globals";
import { type Client, Refusal } from "@throughline/shared/client";
import { type AsanaSite, connectAsana } from "../../../test/factories/asana.ts";
import { buildPerson, buildWorkspace, type Person } from "../../../test/factories/graph.ts";
import { buildConnection } from "../../../test/factories/work.ts";
import { type FakeAsana, plantAsana } from "../../../test/setup/fake-asana.ts";
import { serviceOfFile } from "../../../test/setup/of-file.ts";
import type { SignedIn } from "../connectors/sign-in.ts";

const service = await serviceOfFile();
const { ground } = service;
let tool: FakeAsana;
let admin: Person;
let dana: Person;
let site: AsanaSite;
let account: SignedIn;
let client: Client;
beforeEach(async () => {
  tool = plantAsana(() => ground.clock.now());
  tool.projects = [
    { id: "P1", name: "Customer onboarding", restricted: false },
    { id: "P2", name: "Not read", restricted: false },
  ];
  admin = await buildWorkspace(ground);
  site = await connectAsana(ground, tool, admin);
  dana = await buildPerson(ground, admin, "Dana");
  account = await site.account("Dana", dana);
  client = await service.as(dana);
});

const places = () => client.listPlaces({ id: site.connectionId });

test("whoever has not allowed us is told where to, before anything is filled in", async () => {
  expect(await places()).toEqual({
    creates: "here",
    allow: `${service.url}/oauth/asana/start?for=me`,
    items: [],
  });
});

test("a contributor chooses among the projects that are read, by the names that the tool gives them", async () => {
  await site.allow(account);
  expect(await places()).toEqual({ creates: "here", allow: null, items: [{ id: "P1", name: "Customer onboarding" }] });
});

test("a permission that was taken back in the tool is asked for again; a tool that is away says so", async () => {
  await site.allow(account);
  tool.holding.clear();
  tool.fail("refresh", "signed_out");
  expect(await places()).toMatchObject({ allow: `${service.url}/oauth/asana/start?for=me`, items: [] });
  await site.allow(account);
  tool.fail("containers", "unreachable");
  const said = await places().catch((error: unknown) => error);
  expect(said).toBeInstanceOf(Refusal);
  expect(said).toMatchObject({ status: 503, code: "tool_unreachable" });
});

test("where the tool's own form opens, nothing has to be allowed", async () => {
  const id = await buildConnection(ground, admin);
  await ground.db.prisma.connection.updateMany({
    where: { id },
    data: { tool: "jira", containers: ["10001", "10002"] },
  });
  const named = { workspaceId: admin.workspaceId, connectionId: id, recordedAt: ground.clock.now() };
  await ground.db.prisma.container.create({
    data: { ...named, remoteId: "10002", key: "CS", name: "Customer success" },
  });
  expect(await client.listPlaces({ id })).toEqual({
    ...{ creates: "in_tool", allow: null },
    items: [
      { id: "10001", name: "10001" },
      { id: "10002", name: "Customer success (CS)" },
    ],
  });
});
