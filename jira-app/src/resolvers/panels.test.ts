import { beforeEach, describe, expect, test } from "@jest/globals";
import { forgetSite } from "../jira/site.ts";
import { memory } from "../sync/memory.ts";
import { call, ME } from "../testing/call.ts";
import { down, FakeForge, ok, refusal } from "../testing/fake-forge.ts";
import {
  CHOICES,
  CREATE_FIELDS,
  everythingWorks,
  LINK,
  metaField,
  pageAnswer,
  panelItem,
  rawIssue,
  workItem,
} from "../testing/fixtures.ts";
import { healthLozenge } from "./health-lozenge.ts";

const PANEL = "service GET /api/v1/panel/item";
const APP = "service GET /api/v1/app/connection";
const PROJECTS = "GET /rest/api/3/project/search";
const TYPES = "GET /rest/api/3/issue/createmeta/*/issuetypes";
const mark = { v: 1, link: LINK, initiative: "INI-1", at: "2026-11-06T15:00:00Z" };

const connection = (more: Record<string, unknown> = {}) => ({
  id: "con-1",
  tool: "jira",
  name: "acme.atlassian.net",
  state: "active",
  containers: ["CS", "OPS"],
  lastEventAt: null,
  lastSyncAt: null,
  behindSince: null,
  backlog: { pending: 0, failed: 0, wanted: 0 },
  problem: null,
  version: 1,
  ...more,
});
const app = (more: Record<string, unknown> = {}) =>
  ok({
    paired: true,
    code: null,
    connection: connection(),
    dashboard: "https://goals.example.com",
    now: "2026-11-06T16:00:00Z",
    ...more,
  });

let forge: FakeForge;
beforeEach(() => {
  forge = everythingWorks(new FakeForge());
  forge
    .on(APP, app())
    .on(
      PROJECTS,
      ok({
        isLast: true,
        values: [
          { id: "1", key: "CS", name: "Customer Success" },
          { id: "2", key: "OPS", name: "Operations" },
        ],
      }),
    )
    .on(
      TYPES,
      ok({
        issueTypes: [
          { id: "10000", name: "Epic", hierarchyLevel: 1 },
          { id: "10001", name: "Task" },
          { id: "10002", name: "Bug" },
          { id: "5", name: "Sub-task", subtask: true },
        ],
      }),
    )
    .on("GET /rest/api/3/mypermissions", ok({ permissions: { ADMINISTER: { havePermission: true } } }));
  forgetSite();
  memory.forget();
});

describe("the goal line", () => {
  test("what the service says of this issue, and its mark", async () => {
    forge.on("GET /rest/api/3/issue/*", ok(rawIssue({}, { properties: { throughline: mark } })));
    expect(await call("showItem", {})).toMatchObject({
      ok: true,
      value: {
        issue: { key: "CS-12", project: "CS", type: "10001" },
        panel: { initiative: { key: "INI-1" } },
        mark,
        trouble: null,
      },
    });
    expect(forge.calls(PANEL)[0]?.query.get("id")).toBe("10412");
  });

  test("an issue that the service hasn't seen is no trouble", async () => {
    forge.on(PANEL, refusal(404, "not_mirrored"));
    expect(await call("showItem", {})).toMatchObject({ ok: true, value: { panel: null, trouble: null } });
  });

  test.each([
    ["down", down(), { kind: "service_down" }],
    ["not paired", refusal(403, "not_paired", "x", { code: "K7-PQ" }), { kind: "not_paired", code: "K7-PQ" }],
    ["without an address", { status: 400, headers: { "forge-proxy-error": "INVALID_REMOTE" } }, { kind: "no_address" }],
  ])("the service %s: said, with what the issue itself knows", async (_, answer, trouble) => {
    forge.on(PANEL, answer).on("GET /rest/api/3/issue/*", ok(rawIssue({}, { properties: { throughline: mark } })));
    expect(await call("showItem", {})).toMatchObject({ ok: true, value: { panel: null, mark, trouble } });
  });

  test("no issue at hand", async () => {
    expect(await call("showItem", {}, {})).toEqual({ ok: false, problem: { kind: "not_found" } });
  });
});

describe("the picker and its warnings", () => {
  test("the search goes to the service, as the person", async () => {
    forge.on("service GET /api/v1/panel/choices", ok(CHOICES));
    expect(await call("listChoices", { project: "CS", q: " chu " })).toMatchObject({ ok: true, value: CHOICES });
    const [asked] = forge.calls("service GET /api/v1/panel/choices");
    expect(Object.fromEntries(asked?.query ?? [])).toEqual({ container: "CS", q: "chu" });
    expect(asked?.headers["X-Throughline-As"]).toBe(ME);
  });

  test("a warning", async () => {
    const warnings = [
      { code: "enough", long: "This goal has 14 active items.", short: "14 active", tone: "info", blocks: false },
    ];
    forge.on("service POST /api/v1/panel/check", ok({ warnings }));
    expect(await call("check", { target: { id: "ini-1", key: "INI-1" }, owner: ME, due: "2026-12-04" })).toEqual({
      ok: true,
      value: warnings,
    });
    expect(forge.calls("service POST /api/v1/panel/check")[0]?.body).toEqual({
      initiativeId: "ini-1",
      ownerId: ME,
      due: "2026-12-04",
    });
  });

  test("an owner whom the service doesn't know: the rest is still said", async () => {
    forge.on("service POST /api/v1/panel/check", refusal(422, "unknown_person"), ok({ warnings: [] }));
    expect(await call("check", { target: { class: "debt" }, owner: ME, due: null })).toEqual({ ok: true, value: [] });
    expect(forge.calls("service POST /api/v1/panel/check").map(({ body }) => body)).toEqual([
      { class: "debt", ownerId: ME },
      { class: "debt" },
    ]);
  });
});

describe("what the form needs to know", () => {
  test("chosen projects, types without subtasks, the place of the issue filled in", async () => {
    expect(await call("createMeta", {})).toEqual({
      ok: true,
      value: {
        projects: [
          { id: "1", key: "CS", name: "Customer Success" },
          { id: "2", key: "OPS", name: "Operations" },
        ],
        project: "CS",
        types: [
          { id: "10001", name: "Task" },
          { id: "10002", name: "Bug" },
          { id: "10000", name: "Epic" },
        ],
        type: "10001",
        extra: [],
        beyondUs: [],
        canOwn: true,
        canDue: true,
        me: ME,
        unread: null,
      },
    });
    expect(forge.calls(PROJECTS)[0]).toMatchObject({ as: "user" });
    expect(forge.calls(PROJECTS)[0]?.query.getAll("keys")).toEqual(["CS", "OPS"]);
  });

  test("required fields by their kind, and those that only Jira's form can show", async () => {
    forge.on(
      `${TYPES}/*`,
      ok({
        fields: [
          ...CREATE_FIELDS,
          metaField("customfield_1", "Region", "option", true, { allowedValues: [{ id: "7", value: "EMEA" }] }),
          metaField("customfield_2", "Go live", "date", true),
          metaField("customfield_3", "Approver", "user", true),
          metaField("customfield_4", "With default", "string", true, { hasDefaultValue: true }),
          metaField("customfield_5", "No values", "option", true),
        ],
      }),
    );
    expect(await call("createMeta", {})).toMatchObject({
      value: {
        extra: [
          { id: "customfield_1", name: "Region", kind: "choice", choices: [{ id: "7", name: "EMEA" }] },
          { id: "customfield_2", name: "Go live", kind: "date", choices: [] },
        ],
        beyondUs: ["Approver", "No values"],
      },
    });
  });

  test("an issue in a project that nobody chose: said, and another project offered", async () => {
    forge.on(APP, app({ connection: connection({ containers: ["OPS"] }) }));
    forge.on(PROJECTS, ok({ isLast: true, values: [{ id: "2", key: "OPS", name: "Operations" }] }));
    expect(await call("createMeta", {})).toMatchObject({ value: { unread: "CS", project: "OPS" } });
  });

  test("without the service the issue's own project still works", async () => {
    forge.on(APP, down());
    expect(await call("createMeta", {})).toMatchObject({ ok: true, value: { project: "CS", unread: null } });
    expect(forge.calls(PROJECTS)[0]?.query.getAll("keys")).toEqual(["CS"]);
  });

  test("nowhere to create", async () => {
    forge.on(PROJECTS, ok({ isLast: true, values: [] }));
    expect(await call("createMeta", {})).toMatchObject({ ok: true, value: { project: null, types: [] } });
  });
});

describe("the admin page", () => {
  const somebody = () =>
    forge.on("GET /rest/api/3/mypermissions", ok({ permissions: { ADMINISTER: { havePermission: false } } }));

  test("connected", async () => {
    expect(await call("adminStatus", {}, {})).toMatchObject({
      ok: true,
      value: { paired: true, connection: { id: "con-1" } },
    });
  });

  test("not connected: the code, made by the first call if need be", async () => {
    forge.on(APP, app({ paired: false, connection: null }));
    forge.on("service POST /hooks/jira", refusal(403, "not_paired", "x", { code: "K7-PQ" }));
    expect(await call("adminStatus", {}, {})).toMatchObject({ ok: true, value: { paired: false, code: "K7-PQ" } });
  });

  test("projects are set on the connection of this site", async () => {
    forge.on("service PUT /api/v1/connections/con-1/containers", ok(connection({ containers: ["OPS"] })));
    expect(await call("adminSetProjects", { projects: ["OPS"] }, {})).toMatchObject({ ok: true });
    expect(forge.calls("service PUT /api/v1/connections/con-1/containers")[0]).toMatchObject({
      body: { containers: ["OPS"] },
      headers: { "X-Throughline-As": ME },
    });
  });

  test("Repair now", async () => {
    expect(await call("adminRepair", {}, {})).toEqual({ ok: true, value: { items: 0, done: true } });
  });

  test.each(["adminStatus", "adminRepair"] as const)(
    "%s from any other page by somebody else is denied",
    async (name) => {
      somebody();
      expect(await call(name, {})).toMatchObject({ ok: false, problem: { kind: "denied" } });
      expect(forge.calls("service POST /hooks/jira")).toEqual([]);
    },
  );

  test("so is setting the projects", async () => {
    somebody();
    expect(await call("adminSetProjects", { projects: [] })).toMatchObject({ ok: false, problem: { kind: "denied" } });
  });
});

describe("the lozenge on the closed section", () => {
  const payload = {
    cloudId: "c1",
    extension: { type: "jira:issueContext", issue: { id: "10412", key: "CS-12" }, project: { key: "CS" } },
  };
  const shown = async () => (await healthLozenge(payload, { principal: { accountId: ME } })).status.value;

  test.each([
    ["amber", { label: "At risk", type: "moved" }],
    ["red", { label: "Off track", type: "removed" }],
    ["green", { label: "On track", type: "success" }],
    ["outdated", { label: "No signal", type: "default" }],
  ])("%s in words", async (state, value) => {
    forge.on(PANEL, ok(panelItem({ goal: { ...panelItem().goal, state } })));
    expect(await shown()).toEqual(value);
    expect(forge.calls(PANEL)[0]?.headers["X-Throughline-As"]).toBe(ME);
  });

  test.each([
    ["Not linked", refusal(404, "not_mirrored")],
    ["No answer", down()],
    [
      "Not for a goal",
      ok(panelItem({ goal: null, item: workItem({ link: null, class: { class: "debt", until: null } }) })),
    ],
    ["Linked", ok(panelItem({ goal: null, initiative: null }))],
  ])("%s", async (label, answer) => {
    forge.on(PANEL, answer);
    expect((await shown()).label).toBe(label);
  });
});

test("the first word after an installation makes the pending connection; a service that is away is tried again", async () => {
  const { onLifecycle } = await import("../triggers/lifecycle.ts");
  forge.on("service POST /hooks/jira", refusal(403, "not_paired", "x", { code: "K7-PQ" }));
  expect(await onLifecycle()).toBeUndefined();
  forge.on("service POST /hooks/jira", down());
  expect(await onLifecycle()).toMatchObject({ _retry: true });
  forge.on("service POST /hooks/jira", ok(pageAnswer()));
  expect(await onLifecycle()).toBeUndefined();
  expect(forge.sent.every(({ to }) => to === "service")).toBe(true);
});
