import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { type Client, Refusal } from "@throughline/shared/client";
import type { Initiative } from "@throughline/shared/initiatives";
import { type AsanaSite, connectAsana } from "../../../test/factories/asana.ts";
import { buildGoal, buildInitiative, buildPerson, buildWorkspace, type Person } from "../../../test/factories/graph.ts";
import { clientWith } from "../../../test/setup/client.ts";
import { type FakeAsana, plantAsana } from "../../../test/setup/fake-asana.ts";
import { serviceOfFile } from "../../../test/setup/of-file.ts";
import type { SignedIn } from "../connectors/sign-in.ts";

const service = await serviceOfFile();
const { ground } = service;
let tool: FakeAsana;
let admin: Person;
let dana: Person;
let account: SignedIn;
let site: AsanaSite;
let initiative: Initiative;
let app: Client;
beforeEach(async () => {
  tool = plantAsana(() => ground.clock.now());
  admin = await buildWorkspace(ground);
  site = await connectAsana(ground, tool, admin);
  dana = await buildPerson(ground, admin, "Dana");
  account = await site.account("Dana", dana);
  await site.allow(account);
  initiative = await buildInitiative(ground, admin, (await buildGoal(ground, admin)).id);
  app = clientWith(service.url, site.headers(account.id));
});

const ask = (id: string, over: object = {}) => ({ linkId: randomUUID(), initiativeId: initiative.id, id, ...over });
const no = (asked: Promise<unknown>) =>
  asked.then(
    () => "answered",
    (error: unknown) => (error instanceof Refusal ? error.code : "fault"),
  );
const marks = () => ground.db.prisma.wanted.findMany({ where: { connectionId: site.connectionId, kind: "mark" } });

describe("the item at hand", () => {
  test("is read in the tool when we don't know it, attached however new it is, and gets its mark", async () => {
    tool.seed("71", { title: "Was there before" });
    const asked = ask("71");
    expect(await app.linkPanelItem(asked)).toMatchObject({
      title: "Was there before",
      link: { id: asked.linkId, initiativeKey: initiative.key, origin: "attached" },
    });
    const value = { link: asked.linkId, initiative: initiative.key };
    expect(await marks()).toMatchObject([{ ref: "71", value }]);
    expect(tool.calls).toMatchObject([{ name: "read" }]);
  });

  test("again is the same: one link, one line of history, one mark", async () => {
    tool.seed("72");
    const asked = ask("72");
    const first = await app.linkPanelItem(asked);
    expect(await app.linkPanelItem(asked)).toEqual(first);
    expect(await app.linkPanelItem({ ...asked, linkId: randomUUID() })).toEqual(first);
    const { history } = await app.getWorkItem({ id: first.id });
    expect(history.map(({ change }) => change)).toEqual(["seen", "linked"]);
    expect(await marks()).toHaveLength(1);
  });

  test("can be moved to another initiative, or said to serve none, without asking the tool again", async () => {
    tool.seed("73");
    await app.linkPanelItem(ask("73"));
    await ground.db.prisma.grant.deleteMany({ where: { remoteId: account.id } });
    const other = await buildInitiative(ground, admin, (await buildGoal(ground, admin)).id);
    const moved = ask("73", { initiativeId: other.key });
    expect(await app.linkPanelItem(moved)).toMatchObject({ link: { id: moved.linkId, initiativeKey: other.key } });
    const debt = ask("73", { initiativeId: undefined, class: "debt", until: "2026-12-24" });
    expect(await app.linkPanelItem(debt)).toMatchObject({ link: null, class: { class: "debt", until: "2026-12-24" } });
    expect(tool.calls.filter(({ name }) => name === "read")).toHaveLength(1);
  });

  test("keeps its link to itself: another item needs another one", async () => {
    tool.seed("74");
    tool.seed("75");
    const asked = ask("74");
    await app.linkPanelItem(asked);
    expect(await no(app.linkPanelItem({ ...asked, id: "75" }))).toBe("link_taken");
    expect(await no(app.linkPanelItem({ ...asked, initiativeId: undefined, class: "debt" }))).toBe("link_taken");
  });

  test("is not linked when the tool hides it, when it could not be followed, or without permission to read it", async () => {
    expect(await no(app.linkPanelItem(ask("hidden")))).toBe("not_found");
    tool.seed("76", { ref: { container: "P9", id: "76" } });
    expect(await no(app.linkPanelItem(ask("76")))).toBe("no_container");
    tool.seed("77");
    const stranger = await site.account("Stranger");
    expect(await no(clientWith(service.url, site.headers(stranger.id)).linkPanelItem(ask("77")))).toBe("not_connected");
    tool.fail("read", "unreachable");
    expect(await no(app.linkPanelItem(ask("77")))).toBe("tool_unreachable");
    const { id } = await (await service.as(admin)).createConnection({ tool: "generic", name: "x" });
    expect(await no((await service.as(admin)).linkPanelItem(ask("77", { connectionId: id })))).toBe("not_pulled");
    expect(await ground.db.prisma.workItem.count({ where: { connectionId: site.connectionId } })).toBe(0);
  });
});

describe("the account at hand", () => {
  const authorizeUrl = () => `${service.url}/oauth/asana/start`;

  test("is told whether we may act for it, who it is here, and where it says yes", async () => {
    const dashboard = service.url;
    expect(await app.getPanelAccount({})).toEqual({
      account: account.id,
      connected: true,
      authorizeUrl: authorizeUrl(),
      person: { id: dana.person.id, name: "Dana" },
      dashboard,
    });
    const stranger = await site.account("Stranger");
    expect(await clientWith(service.url, site.headers(stranger.id)).getPanelAccount({})).toEqual({
      account: stranger.id,
      connected: false,
      authorizeUrl: authorizeUrl(),
      person: null,
      dashboard,
    });
    expect(await clientWith(service.url, site.headers()).getPanelAccount({})).toMatchObject({
      account: null,
      connected: false,
    });
    await ground.db.prisma.grant.updateMany({ where: { remoteId: account.id }, data: { problem: "ended" } });
    expect(await app.getPanelAccount({})).toMatchObject({ connected: false });
  });

  test("of the Jira app, and of the dashboard, there is nothing to say yes to", async () => {
    const none = { connected: false, authorizeUrl: null };
    expect(await (await service.as(dana)).getPanelAccount({})).toMatchObject({ account: null, ...none });
  });
});
