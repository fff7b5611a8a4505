import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { Made, projects, testWorkspace, type TestWorkspace } from "./fixtures/test-workspace.ts";

let site: TestWorkspace;
let app: string;
beforeAll(async () => {
  site = await testWorkspace();
});
beforeAll(async () => {
  app = await site.token();
});
afterEach(async () => {
  await site.call("DELETE", "/sandbox/faults");
  await site.control("/limits", { perMinute: null, reads: 50, writes: 15 });
});
afterAll(() => site.stop());

const me = () => site.api(app, "GET", "/users/me");

test("150 requests a minute where nobody pays, 1,500 where somebody does; a refused one counts too", async () => {
  app = await site.token();
  await site.control("/app", { paid: false });
  const answers = [];
  for (let n = 0; n < 152; n += 1) answers.push(await me());
  const statuses = answers.map(({ status }) => status);
  expect(statuses.slice(0, 150).every((status) => status === 200)).toBe(true);
  expect(statuses.slice(150)).toEqual([429, 429]);
  expect(Number(answers[150]?.headers.get("retry-after"))).toBeGreaterThan(40);
  await site.control("/app", { paid: true });
  expect((await me()).status).toBe(200);
});

test("more writes at once than Asana takes", async () => {
  await site.control("/limits", { writes: 2 });
  const statuses = await Promise.all(
    Array.from(
      { length: 12 },
      async () => (await site.api(app, "POST", "/tasks", { name: "T", projects: [projects.website] })).status,
    ),
  );
  expect(new Set(statuses)).toEqual(new Set([201, 429]));
});

test.each(["429", "500", "502", "503", "401", "402", "403", "404", "412"])("a wanted %s, once", async (kind) => {
  await site.control("/faults", { kind, path: "/users", retryAfter: 7 });
  const got = await me();
  expect(got.status).toBe(Number(kind));
  if (kind === "429") expect(got.headers.get("retry-after")).toBe("7");
  expect((await me()).status).toBe(200);
});

test("a lost answer leaves the write done", async () => {
  await site.control("/faults", { kind: "lost", method: "POST", path: "/tasks" });
  const external = { gid: "lost-1", data: "" };
  await expect(
    site.api(app, "POST", "/tasks", { name: "Lost", projects: [projects.website], external }),
  ).rejects.toThrow();
  const found = await site.api(app, "GET", "/tasks/external:lost-1?opt_fields=name");
  expect(Made.parse(found.body).data).toMatchObject({ name: "Lost" });
});
