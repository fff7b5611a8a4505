import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { type Client, Refusal } from "@throughline/shared/client";
import type { Goal } from "@throughline/shared/goals";
import type { Initiative } from "@throughline/shared/initiatives";
import { type AsanaSite, connectAsana } from "../../../test/factories/asana.ts";
import {
  buildGoal,
  buildInitiative,
  buildPerson,
  buildPrivateGoal,
  buildWorkspace,
  type Person,
} from "../../../test/factories/graph.ts";
import { clientWith } from "../../../test/setup/client.ts";
import { eventually } from "../../../test/setup/eventually.ts";
import { type FakeAsana, plantAsana } from "../../../test/setup/fake-asana.ts";
import { serviceOfFile } from "../../../test/setup/of-file.ts";
import type { SignedIn } from "../connectors/sign-in.ts";
import { stopAtPoint, type Point } from "../points.ts";

const service = await serviceOfFile();
const { ground } = service;
let tool: FakeAsana;
let admin: Person;
let dana: Person;
let account: SignedIn;
let site: AsanaSite;
let goal: Goal;
let initiative: Initiative;
/** The Asana app, for Dana. */
let app: Client;
beforeEach(async () => {
  tool = plantAsana(() => ground.clock.now());
  admin = await buildWorkspace(ground);
  site = await connectAsana(ground, tool, admin);
  dana = await buildPerson(ground, admin, "Dana");
  account = await site.account("Dana", dana);
  await site.allow(account);
  goal = await buildGoal(ground, admin);
  initiative = await buildInitiative(ground, admin, goal.id, { title: "Reduce churn" });
  app = clientWith(service.url, site.headers(account.id));
});

const wish = (over: object = {}) => ({
  linkId: randomUUID(),
  initiativeId: initiative.id,
  title: "Call Initech",
  ...over,
});
const calls = (name: string) => tool.calls.filter((call) => call.name === name).length;
const wanted = () =>
  ground.db.prisma.wanted.findMany({ where: { connectionId: site.connectionId }, orderBy: { createdAt: "asc" } });
const items = () => ground.db.prisma.workItem.count({ where: { connectionId: site.connectionId } });
const later = (seconds: number) => ground.setNow(new Date(ground.clock.now().getTime() + seconds * 1000).toISOString());

async function refusal(asked: Promise<unknown>): Promise<Refusal> {
  const error = await asked.catch((thrown: unknown) => thrown);
  if (!(error instanceof Refusal)) throw new Error(`not refused: ${JSON.stringify(error)}`);
  return error;
}
const no = async (asked: Promise<unknown>) => {
  const { status, code } = await refusal(asked);
  return [status, code];
};

describe("work made through the service", () => {
  test("is born: made once in the tool as the person who asks, with its mark, and known here at once", async () => {
    const asked = wish({ due: "2026-12-01", body: "By phone.", assignToMe: true, container: "P1" });
    const item = await app.createPanelItem(asked);
    expect(item).toMatchObject({
      title: "Call Initech",
      ref: { container: "P1" },
      due: "2026-12-01",
      owner: { personId: dana.person.id },
      link: { id: asked.linkId, initiativeKey: initiative.key, origin: "born" },
    });
    const url = `${service.url}/initiatives/${initiative.key}`;
    expect(tool.drafts).toMatchObject([
      {
        mark: { v: 1, link: asked.linkId, initiative: initiative.key, at: "2026-11-20T12:00:00.000Z" },
        owner: account.id,
        body: "By phone.",
        initiative: { key: initiative.key, title: "Reduce churn", url },
      },
    ]);
    expect(calls("findByMark")).toBe(0);
    expect(await wanted()).toMatchObject([
      {
        kind: "card",
        ref: item.ref.id,
        value: { name: `${initiative.key} Reduce churn`, url: `${service.url}/go/asana/${item.ref.id}` },
      },
    ]);
    const link = await ground.db.prisma.link.findFirstOrThrow({ where: { id: asked.linkId } });
    expect(link).toMatchObject({ itemId: item.id, personId: dana.person.id });
  });

  test("comes back the same when it is asked for again, also when the permission has ended meanwhile", async () => {
    const asked = wish();
    const first = await app.createPanelItem(asked);
    await ground.db.prisma.grant.updateMany({ where: { remoteId: account.id }, data: { problem: "ended" } });
    expect(await app.createPanelItem(asked)).toEqual(first);
    expect(await app.createPanelItem({ ...asked, title: "Another title" })).toEqual(first);
    expect(calls("create")).toBe(1);
    expect(await no(app.createPanelItem({ ...asked, class: "debt", initiativeId: undefined }))).toEqual([
      409,
      "link_taken",
    ]);
  });

  test("lies where the item at hand lies, known or not, else in the only project that is read", async () => {
    expect((await app.createPanelItem(wish())).ref.container).toBe("P1");
    tool.seed("77");
    expect((await app.createPanelItem(wish({ beside: "77" }))).ref.container).toBe("P1");
    const { ref } = await app.createPanelItem(wish());
    tool.calls.length = 0;
    expect((await app.createPanelItem(wish({ beside: ref.id }))).ref.container).toBe("P1");
    expect(calls("read")).toBe(0);
  });

  test("is not made where it could not be followed, or nowhere in particular", async () => {
    expect(await no(app.createPanelItem(wish({ container: "P2" })))).toEqual([422, "no_container"]);
    expect(await no(app.createPanelItem(wish({ beside: "unknown" })))).toEqual([422, "no_container"]);
    tool.seed("78", { ref: { container: site.tenant, id: "78" } });
    expect(await no(app.createPanelItem(wish({ beside: "78" })))).toEqual([422, "no_container"]);
    await ground.db.prisma.connection.updateMany({
      where: { id: site.connectionId },
      data: { containers: ["P1", "P2"] },
    });
    expect(await no(app.createPanelItem(wish()))).toEqual([422, "no_container"]);
    expect(tool.drafts).toEqual([]);
  });

  test("can serve no goal and say so: a class has no card", async () => {
    const item = await app.createPanelItem(wish({ initiativeId: undefined, class: "debt", until: "2026-12-24" }));
    expect(item).toMatchObject({ link: null, class: { class: "debt", until: "2026-12-24" } });
    expect(tool.drafts).toMatchObject([{ mark: { class: "debt" }, initiative: null }]);
    expect(await wanted()).toEqual([]);
  });

  test("is made by the dashboard's call too, as that person's own account, and given to somebody else's", async () => {
    const marco = await buildPerson(ground, admin, "Marco");
    const his = await site.account("Marco", marco);
    const client = await service.as(dana);
    const asked = { id: initiative.key, linkId: randomUUID(), connectionId: site.connectionId, container: "P1" };
    const item = await client.createWorkItem({ ...asked, title: "From here", ownerId: marco.person.id });
    expect(item).toMatchObject({ title: "From here", owner: { name: "Marco" }, link: { origin: "born" } });
    expect(tool.drafts[0]?.owner).toBe(his.id);
    const { status } = await fetch(`${service.url}/api/v1/initiatives/${initiative.key}/work-items`, {
      method: "POST",
      headers: { authorization: `Bearer ${await service.tokenOf(dana)}`, "content-type": "application/json" },
      body: JSON.stringify({ linkId: asked.linkId, connectionId: site.connectionId, container: "P1", title: "x" }),
    });
    expect(status).toBe(201);
    const eve = await buildPerson(ground, admin, "Eve");
    const again = { ...asked, linkId: randomUUID(), title: "x" };
    expect(await no(client.createWorkItem({ ...again, ownerId: eve.person.id }))).toEqual([422, "unknown_person"]);
    const hers = await refusal((await service.as(eve)).createWorkItem(again));
    expect(hers).toMatchObject({
      code: "not_connected",
      details: { authorizeUrl: `${service.url}/oauth/asana/start?for=me` },
    });
  });

  test("is refused where it may not be: not allowed, closed, hidden, unknown, not called", async () => {
    const stranger = await site.account("Stranger");
    const theirs = clientWith(service.url, site.headers(stranger.id));
    const refused = await refusal(theirs.createPanelItem(wish()));
    expect(refused).toMatchObject({
      status: 422,
      code: "not_connected",
      details: { authorizeUrl: `${service.url}/oauth/asana/start` },
    });
    const nobody = clientWith(service.url, site.headers());
    expect(await no(nobody.createPanelItem(wish()))).toEqual([422, "not_connected"]);
    const hidden = await buildInitiative(ground, admin, (await buildPrivateGoal(ground, admin)).id);
    expect(await no(app.createPanelItem(wish({ initiativeId: hidden.id })))).toEqual([404, "not_found"]);
    await ground.db.prisma.initiative.updateMany({ where: { id: initiative.id }, data: { state: "stopped" } });
    expect(await no(app.createPanelItem(wish()))).toEqual([409, "initiative_closed"]);
    const jira = (await (await service.as(admin)).createConnection({ tool: "generic", name: "x" })).id;
    const debt = wish({ initiativeId: undefined, class: "debt", connectionId: jira });
    expect(await no((await service.as(dana)).createPanelItem(debt))).toEqual([422, "not_pulled"]);
    expect(tool.drafts).toEqual([]);
  });

  test("for a private goal is marked without naming it, in the tool and in what is wished for there", async () => {
    const secret = await buildPrivateGoal(ground, admin, { title: "Buy Initech", viewers: [dana.person.id] });
    const hidden = await buildInitiative(ground, admin, secret.id, { title: "Talk to Initech" });
    const item = await app.createPanelItem(wish({ initiativeId: hidden.id, title: "Book a room" }));
    expect(item.link).toMatchObject({ initiativeKey: hidden.key, origin: "born" });
    tool.seed("79");
    await app.linkPanelItem({ linkId: randomUUID(), initiativeId: hidden.id, id: "79" });
    const told = JSON.stringify([tool.drafts, await wanted()]);
    for (const word of ["Initech", hidden.key, hidden.id, secret.key, secret.id]) expect(told).not.toContain(word);
    expect(await wanted()).toMatchObject([{ kind: "mark", ref: "79", value: { initiative: "" } }]);
  });
});

describe("however it is broken off", () => {
  test("ten at once with one linkId make one item, and all hear of it", async () => {
    tool.createMs = 300;
    const asked = wish();
    const answers = await Promise.all(Array.from({ length: 10 }, () => app.createPanelItem(asked)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(calls("create")).toBe(1);
    expect(await wanted()).toHaveLength(1);
  });

  test("a lost answer is looked up by the mark, and the item is born all the same", async () => {
    tool.fail("create", "unknown", "after");
    expect(await app.createPanelItem(wish())).toMatchObject({ link: { origin: "born" } });
    expect([calls("create"), calls("findByMark")]).toEqual([1, 1]);
  });

  test("silence is said, and asking again makes one item, after what may still be under way has settled", async () => {
    const asked = wish();
    tool.fail("create", "unknown");
    const silent = await refusal(app.createPanelItem(asked));
    expect(silent).toMatchObject({ status: 503, code: "tool_unreachable" });
    expect(silent.message).toContain("nothing is made twice");
    tool.calls.length = 0;
    const again = app.createPanelItem(asked);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(tool.calls).toEqual([]);
    later(6);
    expect(await again).toMatchObject({ link: { origin: "born" } });
    expect(tool.calls.map(({ name }) => name)).toEqual(["findByMark", "create"]);
    expect(tool.tasks.size).toBe(1);
  });

  test("an answer and its look-up lost, the item there: the next call finds it", async () => {
    const asked = wish();
    tool.fail("create", "unknown", "after");
    tool.fail("findByMark", "unreachable");
    expect(await no(app.createPanelItem(asked))).toEqual([503, "tool_unreachable"]);
    later(6);
    expect(await app.createPanelItem(asked)).toMatchObject({ link: { origin: "born" } });
    expect(calls("create")).toBe(1);
    expect(tool.tasks.size).toBe(1);
  });

  test.each([
    ["refused", 422, "tool_refused", "Asana says: Not like this."],
    ["not_allowed", 422, "tool_refused", "Asana says: Not like this."],
    ["missing", 422, "tool_refused", "Asana says: Not like this."],
    ["limited", 503, "tool_unreachable", "Asana asks us to wait."],
    ["unreachable", 503, "tool_unreachable", "Asana did not answer."],
  ] as const)("%s is said in the tool's words, and the next try need not wait", async (kind, status, code, words) => {
    const asked = wish();
    tool.fail("create", kind);
    const said = await refusal(app.createPanelItem(asked));
    expect([said.status, said.code]).toEqual([status, code]);
    expect(said.message).toContain(words);
    expect(await app.createPanelItem(asked)).toMatchObject({ title: "Call Initech" });
    expect(tool.tasks.size).toBe(1);
  });

  test("a permission that ended while it was used: allow again, and nothing was made", async () => {
    tool.holding.clear();
    tool.fail("refresh", "signed_out");
    expect(await no(app.createPanelItem(wish()))).toEqual([422, "not_connected"]);
    expect((await app.getPanelAccount({})).connected).toBe(false);
    expect(tool.tasks.size).toBe(0);
  });

  test("who takes longer than anybody waits is not overtaken: the other is told to ask again", async () => {
    const asked = wish();
    tool.createMs = 9_000;
    const slow = app.createPanelItem(asked);
    await eventually(async () => {
      expect(calls("create")).toBe(1);
      await Promise.resolve();
    });
    expect(await no(app.createPanelItem(asked))).toEqual([409, "conflict"]);
    expect(await slow).toMatchObject({ link: { origin: "born" } });
    expect(calls("create")).toBe(1);
  }, 20_000);

  test.each<Point>([
    "birth: announced, not begun",
    "birth: begun, not made",
    "birth: turn held, not made",
    "birth: made, not confirmed",
  ])("whoever stops for ever at “%s” leaves one item behind, once somebody asks again", async (point) => {
    const asked = wish();
    stopAtPoint(point);
    const said = process.stdout.write.bind(process.stdout);
    const reached = new Promise((resolve) => {
      process.stdout.write = (text: string | Uint8Array) => {
        if (String(text).includes(point)) resolve(text);
        return true;
      };
    });
    const stopped = app.createPanelItem(asked).catch(() => null);
    await reached;
    process.stdout.write = said;
    stopAtPoint(undefined);
    later(16);
    const item = await app.createPanelItem(asked);
    expect(item).toMatchObject({ link: { id: asked.linkId, origin: "born" } });
    expect(tool.tasks.size).toBe(1);
    expect(await items()).toBe(1);
    expect(await wanted()).toHaveLength(1);
    const { history } = await app.getWorkItem({ id: item.id });
    expect(history.map(({ change }) => change)).toEqual(["seen", "linked"]);
    void stopped;
  });
});
