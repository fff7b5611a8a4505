import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Client } from "@throughline/shared/client";
import { createClock } from "../../goal-service/src/clock.ts";
import { MIRROR_POINTS } from "../../goal-service/src/points.ts";
import { clientWith } from "../setup/client.ts";
import { eventually } from "../setup/eventually.ts";
import { type GenericTool, genericTool } from "../setup/generic-tool.ts";
import { type RealService, startReal } from "../setup/real-service.ts";

/** Two sides that become one piece of work, killed between each two writes: in the end they are one, noted once. */
const PORT = 4840;
const URL = `http://127.0.0.1:${PORT}`;
const TOKEN = "mirror-kill-admin";
const clock = createClock();

const dataDir = mkdtempSync(path.join(tmpdir(), "throughline-mirror-kill-"));
const env = { DATA_DIR: dataDir, PORT: String(PORT), THROUGHLINE_TOKEN: TOKEN };
const admin: Client = clientWith(URL, { authorization: `Bearer ${TOKEN}` });
let support: GenericTool;
let plan: GenericTool;
let initiative: { id: string; key: string };
let service: RealService;

beforeAll(async () => {
  chmodSync(dataDir, 0o755); // PostgreSQL does not run as root
  service = await startReal(env);
  [support, plan] = [await connect("Support desk"), await connect("Plan")];
  const year = Number(clock.dayIn("UTC", clock.now()).slice(0, 4));
  const goal = await admin.createGoal({ title: "Survive", start: `${year - 1}-01-01`, due: `${year + 1}-12-31` });
  initiative = await admin.createInitiative({ goalId: goal.id, title: "Work through every kill" });
}, 120_000);
afterAll(async () => {
  await service.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function connect(name: string): Promise<GenericTool> {
  const { id, secret = "" } = await admin.createConnection({ tool: "generic", name });
  return genericTool(URL, { id, secret }, () => clock.now());
}

const itemOf = (tool: string, run: number, more: object = {}) => ({
  ref: { container: "OPS", id: String(run) },
  key: `${tool}-${run}`,
  title: `Renewal reminder number ${run} [${initiative.key}]`,
  url: `https://${tool}.example/${run}`,
  status: { name: "In Progress", category: "doing" },
  presence: "live",
  createdAt: clock.now().toISOString(),
  updatedAt: clock.now().toISOString(),
  ...more,
});

/** A tool tells until it is heard. */
async function tell(tool: GenericTool, item: object): Promise<void> {
  await eventually(async () => {
    expect((await tool.tell(item)).status).toBe(202);
  }, 30_000);
}

test.each(MIRROR_POINTS.map((point, run) => [point, run] as const))(
  "killed at “%s” and started again, the two are one piece of work",
  async (point, run) => {
    await service.stopAt(point);
    await tell(support, itemOf("sup", run));
    await tell(plan, itemOf("plan", run, { mirrors: [`https://sup.example/${run}`] }));
    expect(await service.reached).toBe(point);
    await service.kill();
    service = await startReal(env);
    await eventually(async () => {
      const { items } = await admin.listWorkItems({ initiativeId: initiative.id, limit: 200 });
      const sides = items.filter(({ ref }) => ref.id === String(run));
      expect(sides.map(({ sameWork }) => sameWork?.counts).sort()).toEqual([false, true]);
      for (const { id } of sides) {
        const { history } = await admin.getWorkItem({ id });
        expect(history.map(({ change }) => change)).toEqual(["seen", "linked", "mirrored"]);
      }
      expect((await admin.getInitiative({ id: initiative.id })).counts.doing).toBe(run + 1);
    }, 20_000);
  },
  120_000,
);
