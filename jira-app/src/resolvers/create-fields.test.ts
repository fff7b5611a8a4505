import { beforeEach, expect, test } from "@jest/globals";
import { forgetSite } from "../jira/site.ts";
import { memory } from "../sync/memory.ts";
import { call } from "../testing/call.ts";
import { CREATE, META, STATE, wish } from "../testing/create-wish.ts";
import { FakeForge, ok } from "../testing/fake-forge.ts";
import { CREATE_FIELDS, everythingWorks, metaField } from "../testing/fixtures.ts";
import { forgetCreated } from "./create-issue.ts";

let forge: FakeForge;
beforeEach(() => {
  forge = everythingWorks(new FakeForge());
  forgetSite();
  forgetCreated();
  memory.forget();
});

const posted = () => forge.calls(CREATE).map(({ body }) => body as { fields: object });

test("fields that the create screen doesn't have are left out", async () => {
  forge.on(
    META,
    ok({ fields: CREATE_FIELDS.filter(({ fieldId }) => fieldId !== "duedate" && fieldId !== "assignee") }),
  );
  await call("createIssue", wish());
  expect(posted()[0]?.fields).toEqual({
    project: { key: "CS" },
    issuetype: { id: "10001" },
    summary: expect.any(String),
  });
});

test.each([
  ["3,5", 3.5],
  ["1.234,56", 1234.56],
  ["−3", -3],
  ["0x10", null],
  ["1e3", null],
])("a required number typed as %j goes to Jira as %j", async (typed, expected) => {
  forge.on(META, ok({ fields: [...CREATE_FIELDS, metaField("customfield_2", "Cost", "number", true)] }));
  await call("createIssue", wish({ values: { customfield_2: typed } }));
  expect(posted()[0]?.fields).toMatchObject({ customfield_2: expected });
});

test("required fields that the form can show are filled in their own kinds", async () => {
  const options = { allowedValues: [{ id: "7", value: "EMEA" }] };
  forge.on(
    META,
    ok({
      fields: [
        ...CREATE_FIELDS,
        metaField("customfield_1", "Region", "option", true, options),
        metaField("customfield_2", "Cost", "number", true),
        metaField("description", "Description", "string", true),
      ],
    }),
  );
  await call(
    "createIssue",
    wish({ values: { customfield_1: "7", customfield_2: "12.5", description: "Why", other: "x" } }),
  );
  expect(posted()[0]?.fields).toMatchObject({
    customfield_1: { id: "7" },
    customfield_2: 12.5,
    description: {
      type: "doc",
      version: 1,
      content: [{ type: "paragraph", content: [{ type: "text", text: "Why" }] }],
    },
  });
  expect(posted()[0]?.fields).not.toHaveProperty("other");
});

test("a required field that only Jira's form can show: its address, filled in, and nothing created", async () => {
  forge
    .on(
      META,
      ok({
        fields: [
          ...CREATE_FIELDS,
          metaField("customfield_9", "Approvers", "array", true, { schema: { type: "array", items: "user" } }),
        ],
      }),
    )
    .on(
      "GET /rest/api/3/project/search",
      ok({ values: [{ id: "10000", key: "CS", name: "Customer Success" }], isLast: true }),
    );
  const reply = await call("createIssue", wish());
  expect(reply).toMatchObject({ state: "own_form", fields: ["Approvers"] });
  const url = new URL(reply.state === "own_form" ? reply.url : "", "https://acme.atlassian.net");
  expect(url.pathname).toBe("/secure/CreateIssueDetails!init.jspa");
  expect(Object.fromEntries(url.searchParams)).toEqual({
    pid: "10000",
    issuetype: "10001",
    summary: "Call the CSM of Orion Freight",
  });
  expect(forge.calls(CREATE)).toEqual([]);
  expect(forge.calls(STATE)).toEqual([]);
});
