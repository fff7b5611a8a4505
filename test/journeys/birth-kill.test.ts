import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Client, Refusal } from "@throughline/shared/client";
import { Mark } from "@throughline/shared/link";
import { z } from "zod";
import { BIRTH_POINTS, type Point } from "../../goal-service/src/points.ts";
import { type AsanaConnected, startAsanaConnected } from "../setup/asana-connected.ts";
import { eventually } from "../setup/eventually.ts";

/**
 * Creation in a tool that we call, killed between each two of its writes: the service dies, the tool keeps what was done,
 * the person presses again. In the end there is one task, one item, one link, and nothing waits.
 */
const POINTS: Point[] = [
  "link: stored, not answered",
  ...BIRTH_POINTS,
  "item: applied, not committed",
  "item: committed, not answered",
];
const KILLS = process.env["PROOF"] ? 40 : POINTS.length;
/** Whoever died in the middle holds the turn for fifteen seconds: mostly a day passes instead, now and then we wait. */
const WAITS = 5;
const PORT = 4770;
const PROJECT = "Website relaunch";

let on: AsanaConnected;
let app: Client;

beforeAll(async () => {
  on = await startAsanaConnected(PORT, [PROJECT]);
  app = on.app(on.asana.person("Dana Okafor"));
  await on.signIn(on.browser, "Dana Okafor");
}, 120_000);
afterAll(() => on.stop());

interface Run {
  title: string;
  linkId: string;
  origin: "born" | "attached";
}

/** Somebody who presses until it is done; the form keeps its link. */
async function press<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      const final = error instanceof Refusal && error.status < 500 && error.status !== 409;
      if (final || tries > 300) throw error;
      await sleep(200);
    }
  }
}

async function make({ title, linkId }: Run): Promise<void> {
  await press(() => app.createPanelItem({ linkId, initiativeId: on.initiative.id, title }));
}

async function link({ title, linkId }: Run): Promise<void> {
  const [task] = await tasksNamed(title);
  await press(() => app.linkPanelItem({ linkId, initiativeId: on.initiative.id, id: task?.gid ?? "" }));
}

const Task = z.object({ gid: z.string(), name: z.string(), external: z.object({ data: z.string() }).nullish() });
async function tasksNamed(title: string): Promise<z.infer<typeof Task>[]> {
  const path = `/tasks?limit=100&opt_fields=name,external.data&project=${on.asana.project(PROJECT)}`;
  return (await on.asana.rest("GET", path, z.array(Task))).filter(({ name }) => name === title);
}

async function dayPasses(): Promise<void> {
  const clock = `${on.url}/sandbox/clock`;
  const { days } = z.object({ days: z.number() }).parse(await (await fetch(clock)).json());
  const body = JSON.stringify({ days: days + 1 });
  await fetch(clock, { method: "PUT", headers: { "content-type": "application/json" }, body });
}

async function killed(point: Point, run: Run, inReal: boolean): Promise<void> {
  if (run.origin === "attached") {
    const created = "2026-11-02T09:00:00Z";
    await on.asana.control("events", { mode: "drop" });
    await on.asana.control("seed", { tasks: [{ project: PROJECT, name: run.title, created }] });
    await on.asana.control("events", { mode: "prompt" });
  }
  await on.service.stopAt(point);
  const waits = point === "birth: somebody else's turn, not looked again";
  if (waits) await on.asana.control("faults", { kind: "timeout", method: "POST", path: "/tasks" });
  const act = run.origin === "born" ? make : link;
  const done = Promise.all([act(run), ...(waits ? [act(run)] : [])]);
  expect(await on.service.reached).toBe(point);
  await on.service.kill();
  await on.startService();
  if (!inReal) await dayPasses();
  await done;
}

async function expectOnce({ title, linkId, origin }: Run): Promise<void> {
  await eventually(async () => {
    const tasks = await tasksNamed(title);
    expect(tasks).toHaveLength(1);
    const mark = Mark.parse(JSON.parse(tasks[0]?.external?.data ?? "null"));
    expect(mark).toMatchObject({ link: linkId, initiative: on.initiative.key });
    const { items } = await on.admin.listWorkItems({ initiativeId: on.initiative.id, limit: 200 });
    const mine = items.filter((item) => item.title === title || item.link?.id === linkId);
    expect(mine).toMatchObject([{ title, ref: { id: tasks[0]?.gid }, link: { id: linkId, origin } }]);
    const { history } = await on.admin.getWorkItem({ id: mine[0]?.id ?? "" });
    expect(history.map(({ change }) => change)).toEqual(["seen", "linked"]);
    expect((await on.admin.listConnections({})).items[0]?.backlog.wanted).toBe(0);
  }, 20_000);
}

test(`${KILLS} kills of creation at ${POINTS.length} points: one task, one item, one link\n    ${POINTS.join("\n    ")}`, async () => {
  const runs: Run[] = [];
  for (let index = 0; index < KILLS; index++) {
    const point = POINTS[index % POINTS.length] ?? "link: stored, not answered";
    const origin = point.startsWith("attach") ? "attached" : "born";
    const run: Run = { title: `Killed ${index} ${point}`, linkId: randomUUID(), origin };
    await killed(point, run, index % WAITS === WAITS - 1);
    await expectOnce(run);
    runs.push(run);
  }
  for (const run of runs) await expectOnce(run);
}, 900_000);
