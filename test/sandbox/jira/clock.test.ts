import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { z } from "zod";
import { START, task, testSite, type TestSite } from "./fixtures/test-site.ts";

const DAY = 86_400_000;
let site: TestSite;
beforeAll(async () => {
  site = await testSite();
});
afterAll(() => site.stop());

test("every answer is dated by the site's own time, which days may have moved: the app has no other clock", async () => {
  site.clock.set(START + 3 * DAY);
  const made = await site.call("POST", "/rest/api/3/issue", task());
  const refused = await site.call("GET", "/rest/api/3/issue/CS-99");
  expect([made.status, refused.status]).toEqual([201, 404]);
  for (const { headers } of [made, refused]) expect(Date.parse(headers.get("date") ?? "")).toBe(START + 3 * DAY);
});

test("what was written a moment before a restart is searched for as late as without one", async () => {
  const LAG = 300;
  const slow = await testSite({ jqlLag: LAG });
  await slow.call("POST", "/rest/api/3/issue", task());
  await slow.restart();
  const search = async () => {
    const { body } = await slow.call("POST", "/rest/api/3/search/jql", { jql: "project = CS" });
    return z.object({ issues: z.array(z.unknown()) }).parse(body).issues.length;
  };
  expect(await search()).toBe(0);
  slow.clock.set(START + LAG);
  expect(await search()).toBe(1);
  await slow.stop();
});
