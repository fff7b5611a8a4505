import { beforeEach, expect, test } from "@jest/globals";
import type { Client } from "@throughline/shared/client";
import { type AsanaSite, connectAsana } from "../../../test/factories/asana.ts";
import { buildPerson, buildWorkspace } from "../../../test/factories/graph.ts";
import { buildConnection } from "../../../test/factories/work.ts";
import { clientWith } from "../../../test/setup/client.ts";
import { type FakeAsana, plantAsana } from "../../../test/setup/fake-asana.ts";
import { serviceOfFile } from "../../../test/setup/of-file.ts";
import type { SignedIn } from "../connectors/sign-in.ts";

const service = await serviceOfFile();
const { ground } = service;
let tool: FakeAsana;
let site: AsanaSite;
let account: SignedIn;
let app: Client;
let elsewhere: string;
beforeEach(async () => {
  tool = plantAsana(() => ground.clock.now());
  const admin = await buildWorkspace(ground);
  site = await connectAsana(ground, tool, admin);
  const dana = await buildPerson(ground, admin, "Dana Okafor");
  account = await site.account("Dana Okafor", dana);
  app = clientWith(service.url, site.headers(account.id));
  tool.people = [
    { id: account.id, name: "Dana Okafor" },
    { id: "901", name: "Özge Şahin" },
    { id: "902", name: "Marco Silva" },
  ];
  elsewhere = await buildConnection(ground, admin);
  await ground.db.prisma.identity.create({
    data: {
      ...{ workspaceId: admin.workspaceId, connectionId: elsewhere, remoteId: "77", name: "Of another tool" },
      recordedAt: ground.clock.now(),
    },
  });
});

const names = async (q?: string) =>
  (await app.listPanelPeople(q === undefined ? {} : { q })).items.map(({ name }) => name);

test("everybody whom the tool shows to whoever asks, and who is known here, each once and by name", async () => {
  await site.allow(account);
  const all = await names();
  expect(all.filter((name) => !name.startsWith("Operator"))).toEqual(["Dana Okafor", "Marco Silva", "Özge Şahin"]);
  expect((await app.listPanelPeople({ q: "marco" })).items).toEqual([{ account: "902", name: "Marco Silva" }]);
});

test("is found by any of its words, without accents; who types is one question to the tool", async () => {
  await site.allow(account);
  for (const [q, found] of [
    ["oz", ["Özge Şahin"]],
    ["sah", ["Özge Şahin"]],
    ["dana o", ["Dana Okafor"]],
    ["nobody", []],
  ] as const)
    expect(await names(q)).toEqual(found);
  expect(tool.calls.filter(({ name }) => name === "people")).toHaveLength(1);
});

test("while the tool does not answer, or has not been allowed, those who are known here are offered", async () => {
  expect(await names("dana")).toEqual(["Dana Okafor"]);
  await site.allow(account);
  tool.fail("people", "unreachable");
  expect(await names("dana")).toEqual(["Dana Okafor"]);
  expect(await names("marco")).toEqual(["Marco Silva"]);
});
