import { beforeEach, describe, expect, test } from "@jest/globals";
import { call, ME } from "../testing/call.ts";
import { META } from "../testing/create-wish.ts";
import { type FakeForge, down, ok } from "../testing/fake-forge.ts";
import { CREATE_FIELDS, metaField } from "../testing/fixtures.ts";
import { APP, app, connection, PROJECTS, panelWorld } from "../testing/panel-world.ts";

let forge: FakeForge;
beforeEach(() => {
  forge = panelWorld();
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
        project: "1",
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
    expect(forge.calls(PROJECTS)[0]?.query.getAll("id")).toEqual(["1", "2"]);
  });

  test("required fields by their kind, and those that only Jira's form can show", async () => {
    forge.on(
      META,
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
    forge.on(APP, app({ connection: connection({ containers: ["2"] }) }));
    forge.on(PROJECTS, ok({ isLast: true, values: [{ id: "2", key: "OPS", name: "Operations" }] }));
    expect(await call("createMeta", {})).toMatchObject({ value: { unread: "CS", project: "2" } });
  });

  test("without the service the issue's own project still works", async () => {
    forge.on(APP, down());
    expect(await call("createMeta", {})).toMatchObject({ ok: true, value: { project: "1", unread: null } });
    expect(forge.calls(PROJECTS)[0]?.query.getAll("id")).toEqual(["1"]);
  });

  test("nowhere to create", async () => {
    forge.on(PROJECTS, ok({ isLast: true, values: [] }));
    expect(await call("createMeta", {})).toMatchObject({ ok: true, value: { project: null, types: [] } });
  });
});
