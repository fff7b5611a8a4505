import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { task, testSite, type TestSite } from "./fixtures/test-site.ts";

let site: TestSite;
beforeAll(async () => {
  site = await testSite();
  await site.call("POST", "/rest/api/3/issue", task());
});
afterAll(() => site.stop());
beforeEach(async () => {
  await site.call("DELETE", "/sandbox/faults");
});

const mark = (n: number) => site.call("PUT", "/rest/api/3/issue/CS-1/properties/k", n);
const reason = (got: Awaited<ReturnType<typeof mark>>) => [
  got.status,
  got.headers.get("ratelimit-reason"),
  Number(got.headers.get("retry-after")),
];

test("the 21st write to one item within two seconds waits", async () => {
  const answers = [];
  for (let n = 0; n < 21; n += 1) answers.push(reason(await mark(n)));
  expect(answers.slice(0, 20).every(([status]) => status === 201 || status === 200)).toBe(true);
  expect(answers[20]).toEqual([429, "jira-per-issue-on-write", 2]);
});

test("more calls in a second than an endpoint takes", async () => {
  await site.call("POST", "/sandbox/limits", { burst: 0.02 });
  const answers = await Promise.all(Array.from({ length: 6 }, () => site.call("GET", "/rest/api/3/myself")));
  expect(answers.filter((got) => got.status === 429).map(reason)[0]).toEqual([429, "jira-burst-based", 1]);
  await site.call("POST", "/sandbox/limits", { burst: 1 });
});

test("the hour's points are spent", async () => {
  await site.call("POST", "/sandbox/limits", { quota: 1 });
  const got = await site.call("GET", "/rest/api/3/field");
  expect(got.status).toBe(429);
  expect(got.headers.get("ratelimit-reason")).toBe("jira-quota-global-based");
  expect(Number(got.headers.get("retry-after"))).toBeGreaterThan(3000);
  await site.call("POST", "/sandbox/limits", { quota: 65_000 });
});

test.each(["429", "500", "503", "401", "403", "404"])("a wanted %s", async (kind) => {
  await site.call("POST", "/sandbox/faults", {
    kind,
    path: "/field",
    reason: "jira-quota-tenant-based",
    retryAfter: 7,
  });
  const got = await site.call("GET", "/rest/api/3/field");
  expect(got.status).toBe(Number(kind));
  if (kind === "429") expect(reason(got)).toEqual([429, "jira-quota-tenant-based", 7]);
  expect((await site.call("GET", "/rest/api/3/field")).status).toBe(200);
});

test("a lost answer leaves the write done", async () => {
  await site.call("POST", "/sandbox/faults", { kind: "lost", method: "POST", path: "/issue" });
  const before = site.running.site.issues().length;
  await expect(site.call("POST", "/rest/api/3/issue", task({ summary: "Lost" }))).rejects.toThrow();
  expect(site.running.site.issues()).toHaveLength(before + 1);
});
