import { expect, test } from "@jest/globals";
import { buildGoal, buildInitiative } from "../../../test/factories/graph.ts";
import { buildItem } from "../../../test/factories/work.ts";
import { clientWith } from "../../../test/setup/client.ts";
import { eventually } from "../../../test/setup/eventually.ts";
import type { TokenClaims } from "../../../test/setup/forge.ts";
import { serviceOfFile } from "../../../test/setup/of-file.ts";

const service = await serviceOfFile();
const { ground } = service;
const admin = await service.as(service.admin);

async function page(claims: TokenClaims, body: object): Promise<{ status: number; code?: string }> {
  const answer = await fetch(`${service.url}/hooks/jira`, {
    method: "POST",
    headers: { authorization: `Bearer ${await service.forge.token(claims)}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const said = (await answer.json()) as { error?: { code: string } };
  return { status: answer.status, ...(said.error && { code: said.error.code }) };
}

/** The code that the app's admin page shows. */
async function codeOf(claims: TokenClaims): Promise<string> {
  const app = clientWith(service.url, { authorization: `Bearer ${await service.forge.token(claims)}` });
  const refused = await app.getAppHealth({}).catch((error: unknown) => error);
  return (refused as { details: { code: string } }).details.code;
}

/** A goal with work on a site that was last read a day ago. */
async function servedFrom(cloudId: string): Promise<{ id: string; goalId: string; first: TokenClaims }> {
  const first = { cloudId, installationId: `${cloudId}: first` };
  const { id } = await admin.pairConnection({ code: await codeOf(first), name: cloudId });
  const goal = await buildGoal(ground, service.admin);
  const initiative = await buildInitiative(ground, service.admin, goal.id);
  await buildItem(ground, service.admin, { connectionId: id, initiativeId: initiative.id });
  await synced(id, first);
  const lastSyncAt = new Date(ground.clock.now().getTime() - 86_400_000);
  await ground.db.prisma.connection.updateMany({ where: { id }, data: { lastSyncAt } });
  return { id, goalId: goal.id, first };
}

/** The app's reconcile comes through to its end. */
async function synced(id: string, claims: TokenClaims): Promise<void> {
  expect(await page(claims, { items: [], cursor: { CS: ground.clock.now().toISOString() } })).toMatchObject({
    status: 202,
  });
  await eventually(async () => {
    expect(await shown(id)).toMatchObject({ lastSyncAt: ground.clock.now().toISOString(), behindSince: null });
  });
}

const shown = async (id: string) => (await admin.listConnections({})).items.find((one) => one.id === id);
const source = async (id: string) => (await admin.getPortfolio({})).freshness.find((one) => one.connectionId === id);
const isBehind = (goalId: string, behind: boolean) =>
  eventually(async () => {
    expect((await admin.getGoalHealth({ id: goalId })).flags.includes("SOURCE_BEHIND")).toBe(behind);
  });

test("the app's last word ends its connection at once: it says why, its goals say that they are old, history stays", async () => {
  const { id, goalId, first } = await servedFrom("uninstalled");
  await isBehind(goalId, false);
  expect(await page(first, { uninstalled: true })).toEqual({ status: 202 });
  expect(await shown(id)).toMatchObject({
    state: "ended",
    problem: expect.stringContaining("uninstalled"),
    behindSince: "2026-11-19T12:00:00.000Z",
  });
  expect(await source(id)).toMatchObject({ state: "ended" });
  await isBehind(goalId, true);
  expect((await admin.listWorkItems({ goalId })).items).toHaveLength(1);
  expect(await page(first, { uninstalled: true })).toEqual({ status: 202 });
});

test("installed again it is taken on by one click, and trusted only after its first reconcile", async () => {
  const { id, goalId, first } = await servedFrom("reinstalled");
  const second = { ...first, installationId: "reinstalled: second" };
  await page(first, { uninstalled: true });
  expect(await page(second, { items: [] })).toMatchObject({ status: 403, code: "not_paired" });
  expect((await admin.listConnections({})).pending).toMatchObject([{ reinstallOf: id }]);
  expect(await admin.pairConnection({ connectionId: id })).toMatchObject({
    id,
    state: "active",
    problem: null,
    behindSince: expect.any(String),
  });
  await isBehind(goalId, true);
  expect(await page(first, { uninstalled: true })).toEqual({ status: 202 });
  expect(await shown(id)).toMatchObject({ state: "active" });
  await synced(id, second);
  expect(await shown(id)).toMatchObject({ state: "active", behindSince: null });
  await isBehind(goalId, false);
});

test("an installation that nobody approved takes its code with it, and nothing is asked of anybody", async () => {
  const { id, first } = await servedFrom("tried");
  const second = { ...first, installationId: "tried: second" };
  const code = await codeOf(second);
  expect(await page(second, { uninstalled: true })).toEqual({ status: 202 });
  await expect(admin.pairConnection({ code })).rejects.toMatchObject({ code: "unknown_code" });
  expect(await shown(id)).toMatchObject({ state: "active" });
});

test("an admin who disconnects it is told of it no longer, and another workspace may have the site", async () => {
  const { id, first } = await servedFrom("given up");
  await page(first, { uninstalled: true });
  expect(await admin.endConnection({ id })).toMatchObject({ state: "ended", problem: null });
  expect(await source(id)).toBeUndefined();
});

test("a forged word changes nothing", async () => {
  const { id, first } = await servedFrom("kept");
  expect(await page({ ...first, forged: true }, { uninstalled: true })).toMatchObject({ status: 401 });
  expect(await shown(id)).toMatchObject({ state: "active", problem: null });
});
