import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import express from "express";
import {
  buildGoal,
  buildPerson,
  buildPrivateGoal,
  buildWorkspace,
  type Person,
} from "../../../test/factories/graph.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { issueCredential } from "../accounts/credentials.ts";
import { prismaTransaction } from "../database/transaction.ts";
import { changeGoal } from "../goals/goals.ts";
import { sayWhatWentWrong } from "../route.ts";
import { announce } from "./announce.ts";
import { pruneEvents } from "./events.ts";
import { createLive, type Heard, type Live } from "./live.ts";
import { WorkspacePosition } from "./position.ts";
import { liveRoutes } from "./stream.ts";

const ground = await groundOfFile();
let live: Live;
let ada: Person;
beforeEach(async () => {
  ada = await buildWorkspace(ground);
  live = await createLive(ground);
});
afterEach(() => live.close());

async function until(what: () => boolean): Promise<void> {
  while (!what()) await sleep(5);
}

async function ear(who: Person, since: string | null = null): Promise<Heard[]> {
  const heard: Heard[] = [];
  await live.listen(who, since, (event) => heard.push(event));
  return heard;
}
const refs = (heard: readonly Heard[]) => heard.map((event) => ("ref" in event ? event.ref : event.kind));

describe("an open screen", () => {
  test("hears of a change that was committed", async () => {
    const heard = await ear(ada);
    await buildGoal(ground, ada);
    const goal = await buildGoal(ground, ada);
    await until(() => refs(heard).includes(goal.id));
  });

  test("hears nothing of another workspace", async () => {
    const heard = await ear(await buildWorkspace(ground));
    const mine = await ear(ada);
    await buildGoal(ground, ada);
    await until(() => mine.length > 0);
    expect(heard).toEqual([]);
  });

  test("hears nothing of a private goal outside its audience, nor of one that has become private", async () => {
    const eve = await buildPerson(ground, ada);
    const friend = await buildPerson(ground, ada);
    const [hers, his, mine] = [await ear(eve), await ear(friend), await ear(ada)];
    const secret = await buildPrivateGoal(ground, ada, { viewers: [friend.person.id] });
    await until(() => mine.length > 0 && his.length > 0);
    expect([hers.length, refs(his), refs(mine)]).toEqual([0, [secret.id], [secret.id]]);
    const open = await buildGoal(ground, ada);
    await until(() => hers.length > 0);
    await changeGoal(ground, ada, { id: open.id, version: 1, viewers: [] });
    await until(() => mine.length > 2 && hers.length > 1);
    await changeGoal(ground, ada, { id: open.id, version: 2, title: "Still private" });
    await until(() => mine.length > 3);
    // The change that took the goal from her, so that her screen asks again; nothing that came after it.
    expect(refs(hers)).toEqual([open.id, open.id]);
    expect(refs(await ear(eve, "0"))).toEqual(["reset"]);
    const first = (
      await ground.db.prisma.liveEvent.findMany({ orderBy: { id: "asc" }, where: { workspaceId: ada.workspaceId } })
    )[0];
    expect(refs(await ear(eve, String(first?.id)))).toEqual([open.id]);
  });

  test("hears when its person is taken off a private goal, and nobody else hears of it", async () => {
    const [friend, eve] = [await buildPerson(ground, ada), await buildPerson(ground, ada)];
    const [his, hers] = [await ear(friend), await ear(eve)];
    const secret = await buildPrivateGoal(ground, ada, { viewers: [friend.person.id] });
    await changeGoal(ground, ada, { id: secret.id, version: 1, viewers: [] });
    await changeGoal(ground, ada, { id: secret.id, version: 2, title: "Still private" });
    await buildGoal(ground, ada);
    await until(() => his.length > 2 && hers.length > 0);
    expect([refs(his).slice(0, -1), hers.length]).toEqual([[secret.id, secret.id], 1]);
  });

  test("hears an event whose number is lower but whose commit is later", async () => {
    const heard = await ear(ada);
    let announced = false;
    const slow = prismaTransaction(ground.db, async (tx) => {
      await announce(tx, { workspaceId: ada.workspaceId, kind: "item", ref: "slow", version: 1 }, ground.clock.now());
      announced = true;
      await until(() => refs(heard).includes("quick"));
    });
    await until(() => announced);
    await prismaTransaction(ground.db, (tx) =>
      announce(tx, { workspaceId: ada.workspaceId, kind: "item", ref: "quick", version: 1 }, ground.clock.now()),
    );
    await slow;
    await until(() => heard.length > 1);
    expect(refs(heard)).toEqual(["quick", "slow"]);
  });

  test("hears again after the database ended its notifications, without losing anything", async () => {
    const heard = await ear(ada);
    const { rowCount } = await ground.db.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`,
    );
    expect(rowCount).toBe(1);
    const goal = await buildGoal(ground, ada);
    await until(() => heard.length > 0);
    expect(refs(heard)).toEqual([goal.id]);
  });

  test("a hundred of them cost one look", async () => {
    const ears = await Promise.all(Array.from({ length: 100 }, () => ear(ada)));
    const queries = jest.spyOn(ground.db.pool, "query");
    await buildGoal(ground, ada);
    await until(() => ears.every((heard) => heard.length > 0));
    const looks = queries.mock.calls.filter(([text]) => JSON.stringify(text).includes("live_event")).length;
    queries.mockRestore();
    expect(ears.every((heard) => heard.length === 1)).toBe(true);
    expect(looks).toBeLessThan(6);
  });
});

describe("coming back", () => {
  const newest = async () =>
    (
      await ground.db.prisma.liveEvent.findFirstOrThrow({
        where: { workspaceId: ada.workspaceId },
        orderBy: { id: "desc" },
      })
    ).id;

  test("goes on after the event heard last, each once", async () => {
    await buildGoal(ground, ada);
    const last = await newest();
    const [second, third] = [await buildGoal(ground, ada), await buildGoal(ground, ada)];
    const heard = await ear(ada, String(last));
    expect(refs(heard)).toEqual([second.id, third.id]);
    const fourth = await buildGoal(ground, ada);
    await until(() => heard.length > 2);
    expect(refs(heard)).toEqual([second.id, third.id, fourth.id]);
  });

  test("after what it missed was pruned, it is told to ask for everything again", async () => {
    await buildGoal(ground, ada);
    const last = await newest();
    ground.setNow("2026-11-21T12:00:01Z");
    await pruneEvents(ground);
    expect((await ear(ada, String(last)))[0]?.kind).toBe("reset");
    expect((await ear(ada, "no number"))[0]?.kind).toBe("reset");
  });
});

test("a dirty goal wakes whoever evaluates", async () => {
  let woken = 0;
  live.on("dirty", () => woken++);
  await buildGoal(ground, ada);
  await until(() => woken > 0);
  expect(woken).toBeGreaterThan(0);
});

test("gaps are remembered for a while and no longer", () => {
  const position = new WorkspacePosition("w", [5, 8], 0);
  expect([position.top, position.gaps]).toEqual([8, [6, 7]]);
  expect([position.saw(6, 0), position.saw(6, 0), position.saw(10, 0)]).toEqual([true, false, true]);
  expect(position.gaps).toEqual([7, 9]);
  position.forget(60_000);
  expect(position.gaps).toEqual([]);
});

describe("the stream", () => {
  let server: Server;
  let address: string;
  let token: string;
  beforeEach(async () => {
    const app = express().use(liveRoutes(ground, live)).use(sayWhatWentWrong(ground));
    server = createServer(app).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/live`;
    token = (await issueCredential(ground, "token", { workspaceId: ada.workspaceId, personId: ada.person.id })).text;
  });
  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  test("needs a credential", async () => {
    const response = await fetch(address);
    expect([response.status, await response.json()]).toMatchObject([401, { error: { code: "not_signed_in" } }]);
  });

  /** The first event that a browser hears which comes back with this event as its last. */
  async function first(last: string): Promise<string> {
    const stop = new AbortController();
    const headers = { Authorization: `Bearer ${token}`, "Last-Event-ID": last };
    const response = await fetch(address, { headers, signal: stop.signal });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (reader && !text.includes("data: ")) text += (await reader.read()).value ?? "";
    stop.abort();
    return text;
  }

  test("sends ids and versions as server-sent events", async () => {
    const stop = new AbortController();
    const response = await fetch(address, { headers: { Authorization: `Bearer ${token}` }, signal: stop.signal });
    expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
    const goal = await buildGoal(ground, ada);
    let text = "";
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    while (reader && !text.includes("data: ")) text += (await reader.read()).value ?? "";
    stop.abort();
    const last = /^id: (\S+)$/m.exec(text)?.[1] ?? "";
    const missed = await buildGoal(ground, ada);
    expect(await first(last)).toContain(`"id":"${missed.id}"`);
    expect(await first("1")).toContain("event: reset");
    expect(text).toMatch(/^retry: 1000\n\n/);
    expect(text).not.toMatch(/^id: \d+$/m);
    expect(text).toContain(`event: goal\ndata: {"id":"${goal.id}","version":1}\n\n`);
  });
});
