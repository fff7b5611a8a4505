import { randomUUID } from "node:crypto";
import { expect, test } from "@jest/globals";
import { ItemRead } from "@throughline/shared/page";
import { buildGoal, buildInitiative, buildWorkspace } from "../../../test/factories/graph.ts";
import { buildConnection } from "../../../test/factories/work.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { processBatch } from "../deliveries/process.ts";
import { storeDelivery } from "../deliveries/receive.ts";
import { confirmLink } from "./confirm.ts";
import { putLink } from "./links.ts";

const ground = await groundOfFile();
const admin = await buildWorkspace(ground);
const connectionId = await buildConnection(ground, admin);
const initiative = await buildInitiative(ground, admin, (await buildGoal(ground, admin)).id);

const at = (time: string) => `2026-11-20T${time}:00Z`;
const read = (id: string, created: string, mark: object | null) => ({
  ref: { container: "OPS", id },
  title: `Item ${id}`,
  url: `https://tool.example/OPS-${id}`,
  status: { name: "To Do", category: "todo" },
  presence: "live",
  createdAt: at(created),
  updatedAt: at(created),
  mark,
});
const marked = (link: string, made: string) => ({ v: 1, link, initiative: initiative.key, at: at(made) });

/** The tool tells of them, in one page. */
async function told(...items: object[]): Promise<void> {
  const body = JSON.stringify({ items });
  await storeDelivery(ground, { workspaceId: admin.workspaceId, connectionId }, randomUUID(), body);
  while (await processBatch(ground));
}
const announced = (linkId: string) => putLink(ground, admin, { linkId, initiativeId: initiative.id });
const confirmed = (linkId: string, item: object) =>
  confirmLink(ground, admin, { linkId, connectionId, item: ItemRead.parse(item) });

async function stored(remoteId: string) {
  const key = { workspaceId: admin.workspaceId, connectionId, remoteId };
  return ground.db.prisma.workItem.findUniqueOrThrow({ where: { workspaceId_connectionId_remoteId: key } });
}

test.each(["announced", "never announced"])(
  "a copy heard of first leaves a link that was %s to its original",
  async (how) => {
    const link = randomUUID();
    const [original, copy] = [`${how}, original`, `${how}, copy`];
    ground.setNow(at("09:00"));
    if (how === "announced") await announced(link);
    ground.setNow(at("12:00"));
    await told(read(copy, "11:30", marked(link, "09:00")));
    await told(read(original, "09:00", marked(link, "09:00")));
    expect(await stored(original)).toMatchObject({ origin: "born", linkId: link, initiativeId: initiative.id });
    expect(await stored(copy)).toMatchObject({ origin: "attached", initiativeId: initiative.id });
    expect((await stored(copy)).linkId).not.toBe(link);
  },
);

test("of an original and a copy made a minute later, told in one page, the older one has the link", async () => {
  const link = randomUUID();
  await told(read("copy", "09:01", marked(link, "09:00")), read("original", "09:00", marked(link, "09:00")));
  expect(await stored("original")).toMatchObject({ origin: "born", linkId: link });
  expect(await stored("copy")).toMatchObject({ origin: "attached" });
});

test("an old item that a person linked takes its link when the tool tells of it, and so it does by a call", async () => {
  const [heard, called] = [randomUUID(), randomUUID()];
  await told(read("old", "08:00", marked(heard, "11:59")));
  expect(await stored("old")).toMatchObject({ origin: "attached", linkId: heard });
  await announced(called);
  await confirmed(called, read("older", "07:00", null));
  expect(await stored("older")).toMatchObject({ origin: "attached", linkId: called });
});

test("a maker whose mark is as old as its form says which item is the link's own, even after the tool has told of it", async () => {
  const link = randomUUID();
  ground.setNow(at("10:00"));
  await announced(link);
  const slow = read("slow", "11:00", marked(link, "10:00"));
  await told(slow);
  ground.setNow(at("11:01"));
  await confirmed(link, slow);
  expect(await stored("slow")).toMatchObject({ origin: "born", linkId: link });
  expect((await announced(link)).itemId).toBe((await stored("slow")).id);
});

test("a confirmed link is taken: the next item that shows it, or is confirmed by it, is a copy", async () => {
  const link = randomUUID();
  await announced(link);
  await confirmed(link, read("first", "11:58", marked(link, "11:58")));
  await told(read("second", "11:59", marked(link, "11:58")));
  await confirmed(link, read("second", "11:59", marked(link, "11:58")));
  expect(await stored("first")).toMatchObject({ linkId: link });
  expect((await stored("second")).linkId).not.toBe(link);
});
