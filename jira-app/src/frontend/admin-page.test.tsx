import { expect, test } from "@jest/globals";
import { find, has, host, named, page, press, settle, show, type } from "../testing/fake-host.ts";

const { AdminPage } = await import("./components/admin-page.tsx");

const connection = {
  id: "con-1",
  tool: "jira",
  name: "acme.atlassian.net",
  state: "active",
  containers: ["CS"],
  containerLabels: [],
  lastEventAt: "2026-11-06T15:58:00Z",
  lastSyncAt: null,
  behindSince: null,
  backlog: { pending: 1, failed: 0, wanted: 2 },
  problem: null,
  version: 1,
};
const projects = [
  { id: "1", key: "CS", name: "Customer Success" },
  { id: "2", key: "OPS", name: "Operations" },
];
const paired = { paired: true, code: null, connection, dashboard: "https://goals.example.com", projects };

const answers = (more: Record<string, (payload: unknown) => unknown> = {}) => ({
  adminStatus: () => ({ ok: true, value: paired }),
  __permission__remoteGet: () => ({
    results: [{ key: "goal-service", configured: { endpoint: "https://goals.example.com" } }],
  }),
  __permission__remoteSet: () => undefined,
  ...more,
});
const sent = (name: string) => host.invoked.filter((each) => each.name === name).map(({ payload }) => payload);

test("not connected: the code, what to do with it, and that nothing is read", async () => {
  const value = { ...paired, paired: false, code: "K7-PQ", connection: null };
  await show(<AdminPage />, answers({ adminStatus: () => ({ ok: true, value }) }));
  expect(page()).toContain("K7-PQ");
  expect(page()).toContain("nothing is read from Jira");
  expect(has("Select")).toBe(false);
  await press("Check again");
  expect(sent("adminStatus")).toHaveLength(2);
});

test("connected: state, freshness, what waits", async () => {
  await show(<AdminPage />, answers());
  expect(page()).toContain("Connected");
  expect(page()).toContain("Last event: 6 Nov 2026, 15:58 UTC. Last full read: never.");
  expect(page()).toContain("Waiting: 1 delivery, 2 changes to make in Jira. Failed: 0.");
});

test("the address of the service is set through Jira's own consent", async () => {
  await show(<AdminPage />, answers());
  await type("address", "ftp://x");
  await press("Save address");
  expect(page()).toContain("Give the https address");
  await type("address", "https://new.example.com/");
  await press("Save address");
  expect(host.commands.at(-1)).toEqual({
    name: "__permission__remoteSet",
    data: { remotes: [{ key: "goal-service", configured: { endpoint: "https://new.example.com" } }] },
  });
  expect(page()).not.toContain("Give the https address");
});

test("an admin who doesn't agree has changed nothing", async () => {
  const refuse = () => {
    throw new Error("declined");
  };
  await show(<AdminPage />, answers({ __permission__remoteSet: refuse }));
  await type("address", "https://new.example.com");
  await press("Save address");
  expect(page()).toContain("Jira did not save the address");
});

test("projects to read", async () => {
  const set = () => ({ ok: true, value: paired });
  await show(
    <AdminPage />,
    answers({ adminSetProjects: set, adminRepair: () => ({ ok: true, value: { items: 3, done: true } }) }),
  );
  const select = find("Select", named("projects"));
  expect(select.props["value"]).toEqual([{ label: "Customer Success (CS)", value: "1" }]);
  (select.props["onChange"] as (picked: unknown) => void)([{ label: "Operations (OPS)", value: "2" }]);
  await settle();
  await press("Save projects");
  expect(sent("adminSetProjects")).toEqual([{ projects: ["2"] }]);
  expect(sent("adminRepair")).toHaveLength(1);
  expect(page()).toContain("Saved.");
});

test("a chosen project that Jira no longer shows stands there by its name, until it is left out", async () => {
  const label = { id: "77", key: "OLD", name: "Old plans" };
  const value = { ...paired, connection: { ...connection, containers: ["1", "77", "78"], containerLabels: [label] } };
  await show(<AdminPage />, answers({ adminStatus: () => ({ ok: true, value }) }));
  const labels = () =>
    (find("Select", named("projects")).props["value"] as { label: string }[]).map((one) => one.label);
  expect(labels()).toEqual(["Customer Success (CS)", "Old plans (OLD)", "78"]);
  (find("Select", named("projects")).props["onChange"] as (picked: unknown) => void)([{ label: "x", value: "1" }]);
  await settle();
  expect(labels()).toEqual(["Customer Success (CS)"]);
});

test("Repair now goes on until it is done", async () => {
  const replies = [
    { items: 100, done: false },
    { items: 20, done: true },
  ];
  await show(<AdminPage />, answers({ adminRepair: () => ({ ok: true, value: replies.shift() }) }));
  await press("Repair now");
  await settle();
  expect(sent("adminRepair")).toHaveLength(2);
  expect(page()).toContain("120 work items read again.");
});

test("no administrator", async () => {
  const denied = { ok: false, problem: { kind: "denied", message: "Only a Jira administrator can change this." } };
  await show(<AdminPage />, answers({ adminStatus: () => denied }));
  expect(page()).toContain("Only a Jira administrator can change this.");
});
