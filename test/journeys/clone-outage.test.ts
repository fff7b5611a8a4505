import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { z } from "zod";
import { clockAlone, wakeIn } from "../setup/clock-alone.ts";
import { type Connected, startConnected } from "../setup/connected.ts";
import { eventually } from "../setup/eventually.ts";
import { DANA } from "../setup/jira-site.ts";
import { issuesOf, itemsOf, marks } from "../setup/jira-truth.ts";

/**
 * While the service is down an issue is made under an initiative, cloned a day later, and moved to another project. The
 * reconcile reads project by project and meets the clone first: the link that both show belongs to the original all the same.
 */
const PORT = 4740;
const LAG = 200;
jest.setTimeout(120_000);

let on: Connected;
const linkId = randomUUID();
const Made = z.object({ key: z.string() });
const None = z.unknown();

beforeAll(async () => {
  on = await startConnected({ port: PORT, jqlLagMs: LAG, projects: ["CS", "ONB"] });
  await on.site.beat("every-hour");
});
afterAll(async () => {
  await on.stop();
});

const wish = () => ({
  linkId,
  target: on.initiative,
  project: "CS",
  type: "10011",
  summary: "Call the CSM of Orion Freight",
  owner: DANA,
  due: null,
  values: {},
});

const told = async () => {
  const items = await itemsOf(on.admin, on.connectionId);
  return {
    original: items.find(({ title }) => title === wish().summary),
    clone: items.find(({ title }) => title === `CLONE - ${wish().summary}`),
  };
};

test("an original and its clone, both made while the service is down", async () => {
  await on.service.kill();
  const down = await clockAlone(PORT, 0);
  await on.site.post("/sandbox/events", { mode: "drop" }, None);
  const later = z.object({ key: z.string(), state: z.literal("created"), linked: z.literal("later") });
  const { key } = await on.site.inApp("createIssue", wish(), later);
  down.days = 1;
  await new Promise((resolve) => setTimeout(resolve, 1100)); // the sandbox asks for the day once a second
  await on.site.post(`/site/issue/${key}/clone`, {}, Made);
  await on.site.post(`/site/issue/${key}/move`, { project: "ONB" }, Made);
  await down.stop();
});

test("the original is born and has the link, the clone is attached under a link of its own, once each", async () => {
  wakeIn(on.dataDir, 1);
  await on.startService();
  await new Promise((resolve) => setTimeout(resolve, LAG));
  await on.site.beat("every-hour");
  await eventually(async () => {
    const { original, clone } = await told();
    const initiativeId = on.initiative.id;
    expect(original?.link).toMatchObject({ id: linkId, initiativeId, origin: "born" });
    expect(clone?.link).toMatchObject({ initiativeId, origin: "attached" });
    expect(clone?.link?.id).not.toBe(linkId);
  });
  for (const item of Object.values(await told())) {
    const { history } = await on.admin.getWorkItem({ id: item?.id ?? "" });
    expect(history.filter(({ change }) => change === "linked")).toHaveLength(1);
  }
});

test("the next beats write the clone's own mark and change nothing else", async () => {
  await eventually(async () => {
    await on.site.beat("every-five-minutes");
    const shown = marks([...(await issuesOf(on.site, "CS")), ...(await issuesOf(on.site, "ONB"))]);
    const { original, clone } = await told();
    for (const item of [original, clone]) {
      expect(shown.get(item?.ref.id ?? "")).toMatchObject({ link: item?.link?.id, initiative: on.initiative.key });
    }
  });
  await on.site.beat("every-week");
  const { original, clone } = await told();
  expect(original?.link).toMatchObject({ id: linkId, origin: "born" });
  expect(clone?.link?.origin).toBe("attached");
});
