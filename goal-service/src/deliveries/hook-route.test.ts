import { expect, test } from "@jest/globals";
import type { Refusal } from "@throughline/shared/client";
import { refused } from "../../../test/factories/refused.ts";
import { serviceOfFile } from "../../../test/setup/of-file.ts";
import { openApiDocument } from "../openapi.ts";

const service = await serviceOfFile();
const client = await service.as(service.admin);

const post = async (body: object | string) =>
  fetch(`${service.url}/hooks/jira`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${await service.forge.token({ issuedAt: service.ground.clock.now() })}`,
      "content-type": "application/json",
    },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

async function pair(): Promise<void> {
  const refused = (await (await post({ items: [] })).json()) as { error: Refusal };
  await client.pairConnection({ code: (refused.error.details as { code: string }).code });
}

test("an app that has nothing to tell says so in the same words every time, and each time counts", async () => {
  await pair();
  const documented = Object.keys(openApiDocument().paths?.["/hooks/jira"]?.post?.responses ?? {});
  for (let time = 0; time < 2; time++) {
    const { status } = await post({ items: [] });
    expect([status, documented.includes(String(status))]).toEqual([202, true]);
  }
  await service.worker.drain();
  expect((await client.listDeliveries({ state: "done" })).items).toHaveLength(2);
});

test("a page with items that comes twice is one delivery", async () => {
  const before = (await client.listDeliveries({})).items.length;
  for (let time = 0; time < 2; time++) expect((await post({ items: [{ ref: "none" }, item] })).status).toBe(202);
  expect((await client.listDeliveries({})).items).toHaveLength(before + 1);
});

const item = {
  ref: { container: "OPS", id: "1" },
  title: "Item 1",
  url: "https://tool.example/1",
  status: { name: "To Do", category: "todo" },
  presence: "live",
  createdAt: "2026-11-20T11:59:00Z",
  updatedAt: "2026-11-20T11:59:00Z",
};

const moved = (second: number) => ({ updatedAt: `2026-11-20T11:59:${second}Z` });

test("an unusable value costs itself; an unreadable item is kept, listed and asked for again; the rest arrives", async () => {
  const odd = { ...item, ref: { container: "OPS", id: "2" }, due: "26-11-29", labels: ["a", null] };
  const unread = { ...item, ref: { container: "OPS", id: "3" }, status: "In Progress" };
  const answer = (await (await post({ items: [unread, null, odd, item] })).json()) as Record<string, unknown>;
  await service.worker.drain();

  expect(answer).toMatchObject({
    rejected: [{ index: 0 }, { index: 1 }],
    dropped: [
      { index: 2, path: "labels.1", value: null },
      { index: 2, path: "due", value: "26-11-29" },
    ],
  });
  const shown = (await client.listWorkItems({})).items.map(({ ref }) => ref.id);
  expect(shown.sort()).toEqual(["1", "2"]);
  const [failure, ...others] = (await client.listFailures({})).items;
  expect(others).toEqual([]);
  expect(failure).toMatchObject({ kind: "item", id: "3", error: expect.stringContaining("status") });
  expect((await client.listConnections({})).items[0]?.backlog.failed).toBe(1);
  expect(await (await fetch(`${service.url}/metrics`)).text()).toMatch(/^throughline_items_unread 1$/m);

  await client.retryFailure({ connectionId: failure?.connectionId ?? "", kind: "item", id: "3" });
  expect(await (await post({ items: [] })).json()).toMatchObject({ wanted: [{ kind: "lookup", ref: "3" }] });
  await post({ items: [{ ...unread, ...moved(10) }] });
  await service.worker.drain();
  expect((await client.listFailures({})).items).toHaveLength(1);
  await post({ items: [{ ...unread, status: { name: "To Do", category: "todo" }, ...moved(20) }] });
  await service.worker.drain();
  expect((await client.listFailures({})).items).toEqual([]);
});

test("nothing that a page holds can keep its good items from being applied once it is answered 202", async () => {
  const named = (id: string, over: object = {}) => ({ ...item, ref: { container: "OPS", id }, ...over });
  const pages = ["\u0000", "\ud800"].flatMap((odd, at): object[] => [
    { items: [named(`a${odd}b`)] },
    { items: [named(`w${at}`, { title: 5, ref: { container: "C1", id: `w${at}`, [`k${odd}`]: 1 } })] },
    { items: [named(`x${at}`, { presence: "x", [`a${odd}`]: 1 })] },
    { unread: [{ id: `y${at}`, why: odd }, { id: `a${odd}`, why: "no" }, { id: `z${at}` }, null] },
    {
      done: [
        { id: `a${odd}`, ok: true },
        { id: "none", ok: false, error: odd },
      ],
    },
  ]);
  const answers: number[] = [];
  for (const [at, page] of pages.entries()) {
    const items = [...("items" in page ? (page.items as object[]) : []), named(`good-${at}`)];
    answers.push((await post({ ...page, items })).status);
  }
  await service.worker.drain();
  expect(answers).toEqual(pages.map(() => 202));
  const shown = (await client.listWorkItems({})).items.map(({ ref }) => ref.id);
  expect(shown).toEqual(expect.arrayContaining(pages.map((_, at) => `good-${at}`)));
  expect((await client.listDeliveries({ state: "pending" })).items).toEqual([]);
  expect((await client.listDeliveries({ state: "failed" })).items).toEqual([]);
  const listed = (await client.listFailures({})).items.map(({ id }) => id).sort();
  expect(listed).toEqual(["w0", "w1", "x0", "x1", "y0", "y1"]);
  for (const id of listed) await post({ items: [named(id)] });
  await service.worker.drain();
});

test("a body that begins with a byte order mark is read like any other", async () => {
  const response = await post(
    `\ufeff${JSON.stringify({ items: [{ ...item, ref: { container: "OPS", id: "bom" } }] })}`,
  );
  await service.worker.drain();
  expect(response.status).toBe(202);
  expect((await client.listWorkItems({ id: "bom" })).items).toHaveLength(1);
});

test("a name that can't be stored is refused with its place, and nothing is kept", async () => {
  const before = (await client.listDeliveries({})).items.length;
  const sweep = { id: "11111111-1111-4111-8111-111111111111", containers: ["OPS", "a\u0000"], last: true };
  for (const [page, path] of [
    [{ sweep }, "sweep.containers.1"],
    [{ hidden: ["\ud800"] }, "hidden.0"],
    [{ cursor: { "a\u0000": "2026-11-20T11:59:00Z" } }, "cursor"],
  ] as const) {
    const response = await post({ items: [item], ...page });
    const { error } = (await response.json()) as { error: Refusal };
    expect([response.status, JSON.stringify(error)]).toEqual([400, expect.stringContaining(`"path":"${path}`)]);
  }
  expect((await client.listDeliveries({})).items).toHaveLength(before);
});

test("an item of a sender that nobody can ask is mended there", async () => {
  const { id } = await client.createConnection({ tool: "generic", name: "Ours" });
  const { workspaceId } = service.admin;
  const at = service.ground.clock.now();
  await service.ground.db.prisma.touch.create({
    data: { workspaceId, connectionId: id, ref: "9", attempts: 8, since: at, dueAt: at },
  });
  expect(await refused(client.retryFailure({ connectionId: id, kind: "item", id: "9" }))).toBe("not_pulled");
});

test("a moment of the future is taken as the moment of receipt and said so, and the truth that follows counts", async () => {
  const ahead = { ...item, ref: { container: "OPS", id: "future" }, updatedAt: "2099-01-01T00:00:00Z" };
  const answer = (await (await post({ items: [null, ahead] })).json()) as Record<string, unknown>;
  expect(answer["dropped"]).toEqual([{ index: 1, path: "updatedAt", value: "2099-01-01T00:00:00Z" }]);
  await service.worker.drain();
  const title = async () => {
    await service.worker.drain();
    return (await client.listWorkItems({ id: "future" })).items[0]?.title;
  };
  expect(await title()).toBe("Item 1");
  service.ground.setNow("2026-11-20T13:00:00Z");
  await post({ items: [{ ...ahead, title: "The truth", updatedAt: "2026-11-20T12:30:00Z" }] });
  expect(await title()).toBe("The truth");

  await service.ground.db.pool.query(
    `UPDATE work_item SET tool_updated = '2099-01-01', reads = jsonb_set(reads, '{-1,t}', '4070908800000') WHERE remote_id = 'future'`,
  );
  service.ground.setNow("2026-11-20T14:00:00Z");
  const moved = { status: { name: "Done", category: "done" }, updatedAt: "2026-11-20T13:30:00Z" };
  await post({ items: [{ ...ahead, title: "A row from before", ...moved }] });
  expect(await title()).toBe("A row from before");
  expect((await client.listWorkItems({ id: "future" })).items[0]?.movedAt).toBe("2026-11-20T13:30:00.000Z");
});
