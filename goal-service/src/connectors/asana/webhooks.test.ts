import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { type LittleAsana, littleAsana, reachTo, type Reply } from "./little-asana.test-kit.ts";
import { subscribe, subscriptions, unsubscribe } from "./webhooks.ts";

const target = "https://goals.example.com/hooks/c1/key";
let asana: LittleAsana;
let answer: Reply;
beforeAll(async () => {
  asana = await littleAsana(() => answer);
});
afterAll(() => asana.stop());
beforeEach(() => {
  asana.asked.length = 0;
});
const reach = () => reachTo(asana.api);

test("a subscription hears of tasks, and not of comments", async () => {
  answer = { status: 201, body: { data: { gid: "H" }, "X-Hook-Secret": "s3cret" } };
  expect(await subscribe(reach(), "P", target)).toEqual({ remoteId: "H", secret: "s3cret" });
  const { data } = asana.asked[0]?.body as {
    data: { resource: string; target: string; filters: Record<string, unknown>[] };
  };
  expect(data).toMatchObject({ resource: "P", target });
  expect(data.filters.map(({ resource_type, action }) => `${String(resource_type)} ${String(action)}`)).toEqual([
    "task changed",
    "task added",
    "task removed",
    "task deleted",
    "task undeleted",
  ]);
  expect(data.filters[0]?.["fields"]).toEqual(
    expect.arrayContaining([
      "completed",
      "assignee",
      "due_on",
      "due_at",
      "start_on",
      "name",
      "approval_status",
      "memberships",
      "custom_fields",
    ]),
  );
});

test("without the secret there is no telling who calls: as good as no answer", async () => {
  answer = { status: 201, body: { data: { gid: "H" } } };
  await expect(subscribe(reach(), "P", target)).rejects.toMatchObject({ kind: "unknown" });
});

test("what keeps a webhook from delivering is said in words", async () => {
  const hook = (gid: string, more: object) => ({ gid, target, active: true, ...more });
  const [early, late, end] = ["2026-11-20T08:00:00.000Z", "2026-11-20T09:00:00.000Z", "2026-11-21T09:00:00.000Z"];
  answer = {
    body: {
      data: [
        hook("1", {}),
        hook("2", { last_failure_at: early, last_success_at: late }),
        hook("3", { last_failure_at: late, last_success_at: early, last_failure_content: "502 Bad Gateway" }),
        hook("4", { last_failure_at: late, failure_deletion_timestamp: end }),
        hook("5", { active: false }),
      ],
    },
  };
  expect((await subscriptions(reach())).map(({ remoteId, problem }) => [remoteId, problem])).toEqual([
    ["1", null],
    ["2", null],
    ["3", `Asana could not deliver at ${late}: 502 Bad Gateway`],
    ["4", `Asana could not deliver at ${late}. It gives up at ${end}.`],
    ["5", "Asana has switched it off."],
  ]);
  expect(asana.asked[0]?.query).toMatchObject({ workspace: "W", limit: "100" });
});

test("a webhook that is gone already is what we want", async () => {
  answer = { status: 404 };
  await unsubscribe(reach(), "H");
  answer = { status: 403 };
  await expect(unsubscribe(reach(), "H")).rejects.toMatchObject({ kind: "not_allowed" });
  expect(asana.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "DELETE /webhooks/H",
    "DELETE /webhooks/H",
  ]);
});
