import { randomUUID } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Client, Refusal } from "@throughline/shared/client";
import type { WorkItem } from "@throughline/shared/work-items";
import { Webhook } from "standardwebhooks";
import { z } from "zod";
import { createClock } from "../../goal-service/src/clock.ts";
import { POINTS } from "../../goal-service/src/points.ts";
import { type Forge, startForge } from "../setup/forge.ts";
import { startReal } from "../setup/real-service.ts";
import { clientWith } from "../setup/client.ts";
import { eventually } from "../setup/eventually.ts";

const KILLS = process.env["PROOF"] ? 200 : 20;
const ADMIN = "kill-test-admin";
const PORT = 4790;
const clock = createClock();

let dataDir: string;
let forge: Forge;
let env: Record<string, string>;
let connectionId: string;
let secret: string;
let initiative: { id: string; key: string };

const admin = (): Client => clientWith(`http://127.0.0.1:${PORT}`, { authorization: `Bearer ${ADMIN}` });
const app = async (): Promise<Client> =>
  clientWith(`http://127.0.0.1:${PORT}`, {
    authorization: `Bearer ${await forge.token()}`,
    "x-throughline-as": "dana",
  });

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), "throughline-kill-"));
  chmodSync(dataDir, 0o755); // PostgreSQL does not run as root
  forge = await startForge(() => clock.now());
  env = {
    DATA_DIR: dataDir,
    PORT: String(PORT),
    THROUGHLINE_TOKEN: ADMIN,
    FORGE_APP_IDS: forge.appId,
    FORGE_JWKS_URL: forge.jwksUrl,
  };
  const service = await startReal(env);
  const client = admin();
  const code = await (await app()).listGoals({}).then(
    () => "",
    (error: unknown) => (error instanceof Refusal ? z.object({ code: z.string() }).parse(error.details).code : ""),
  );
  await client.pairConnection({ code });
  const generic = await client.createConnection({ tool: "generic", name: "Killed" });
  connectionId = generic.id;
  secret = generic.secret ?? "";
  const today = clock.dayIn("UTC", clock.now());
  const goal = await client.createGoal({
    title: "Survive",
    start: `${Number(today.slice(0, 4)) - 1}-01-01`,
    due: `${Number(today.slice(0, 4)) + 1}-12-31`,
  });
  initiative = await client.createInitiative({ goalId: goal.id, title: "Work through every kill" });
  await service.stop();
}, 120_000);

afterAll(async () => {
  await forge.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const itemOf = (id: string, linkId: string, at: string, container = "OPS") => ({
  ref: { container, id },
  key: `OPS-${id}`,
  title: `Item ${id}`,
  url: `https://tool.example/${id}`,
  status: { name: "In Progress", category: "doing" as const },
  presence: "live" as const,
  createdAt: at,
  updatedAt: at,
  mark: { v: 1 as const, link: linkId, initiative: initiative.key, at },
});

/** A tool tells, and tells again with the same delivery id until it is heard. */
async function deliver(id: string, body: string): Promise<void> {
  await eventually(async () => {
    const now = clock.now();
    const signature = new Webhook(secret).sign(id, now, body);
    const response = await fetch(`http://127.0.0.1:${PORT}/hooks/${connectionId}`, {
      method: "POST",
      headers: {
        "webhook-id": id,
        "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
        "webhook-signature": signature,
      },
      body,
      signal: AbortSignal.timeout(5000),
    });
    if (response.status !== 202) throw new Error(`the hook answered ${response.status}`);
  }, 30_000);
}

/** One item created through the app, one told by a hook, one by a sweep; whoever asked for a step tries it again. */
async function oneDay(run: number): Promise<void> {
  const linkId = randomUUID();
  const at = clock.now().toISOString();
  const born = itemOf(`app-${run}`, linkId, at);
  await eventually(async () => (await app()).putLink({ linkId, initiativeId: initiative.id }), 30_000);
  await eventually(async () => (await app()).putLinkItem({ linkId, item: born }), 30_000);
  await deliver(`delivery-${run}`, JSON.stringify({ items: [itemOf(`hook-${run}`, randomUUID(), at)] }));
  const container = `SWEPT-${run}`;
  const items = [itemOf(`sweep-${run}`, randomUUID(), at, container)];
  const sweep = { id: randomUUID(), containers: [container], last: true };
  await deliver(`sweep-${run}`, JSON.stringify({ items, sweep }));
}

test(
  `${KILLS} kills at ${POINTS.length} named points: no orphan, no double, nothing lost\n    ${POINTS.join("\n    ")}`,
  async () => {
    let service = await startReal(env);
    for (let run = 0; run < KILLS; run++) {
      const point = POINTS[run % POINTS.length] ?? POINTS[0];
      await service.stopAt(point);
      const day = oneDay(run);
      expect(await service.reached).toBe(point);
      await service.kill();
      service = await startReal(env);
      await day;
      await expectWhole(run);
    }
    expect(await everyItem()).toHaveLength(3 * KILLS);
    await service.stop();
  },
  KILLS * 30_000,
);

/** All that hangs under the initiative, each as often as it is there. */
async function everyItem(): Promise<WorkItem[]> {
  const items: WorkItem[] = [];
  let cursor: string | undefined;
  do {
    const page = await admin().listWorkItems({ initiativeId: initiative.id, limit: 200, cursor });
    items.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return items;
}

async function expectWhole(run: number): Promise<void> {
  const client = admin();
  await eventually(async () => {
    const told = (await everyItem()).filter((item) =>
      [`app-${run}`, `hook-${run}`, `sweep-${run}`].includes(item.ref.id),
    );
    expect(told.map((item) => [item.ref.id, item.link?.origin]).sort()).toEqual([
      [`app-${run}`, "born"],
      [`hook-${run}`, "born"],
      [`sweep-${run}`, "born"],
    ]);
    expect((await client.listDeliveries({ state: "pending" })).items).toEqual([]);
    expect((await client.listDeliveries({ state: "failed" })).items).toEqual([]);
  }, 20_000);
  const mine = (await everyItem()).filter(({ ref }) => ref.id.endsWith(`-${run}`));
  const detail = await Promise.all(mine.map(({ id }) => client.getWorkItem({ id })));
  for (const item of detail) {
    expect(item.history.map((event) => event.change)).toEqual(["seen", "linked"]);
  }
}
