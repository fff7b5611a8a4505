import { describe, expect, test } from "@jest/globals";
import { ItemRead } from "@throughline/shared/page";
import { FIELDS, LINK, rawIssue } from "../testing/fixtures.ts";
import { Issue } from "./issue.ts";
import { categoryOf, momentOf, projectOf, toGone, toItem } from "./read-issue.ts";
import { fieldIds } from "./site.ts";

const site = { url: "https://acme.atlassian.net", ...fieldIds(FIELDS) };
const read = (fields: Record<string, unknown> = {}, rest: Record<string, unknown> = {}) =>
  ItemRead.parse(toItem(Issue.parse(rawIssue(fields, rest)), site));

const done = { name: "Done", statusCategory: { key: "done" } };

describe("an issue becomes a work item", () => {
  test("what the contract asks for is there", () => {
    expect(read()).toMatchObject({
      ref: { container: "10000", id: "10412" },
      key: "CS-12",
      title: "Call the CSM of Orion Freight",
      url: "https://acme.atlassian.net/browse/CS-12",
      type: "Task",
      status: { name: "In Progress", category: "doing" },
      assignees: [{ remoteId: "5b10a2844c20165700ede21g", name: "Dana Okafor" }],
      due: "2026-12-04",
      labels: ["churn"],
      presence: "live",
      restricted: false,
      createdAt: "2026-11-02T09:00:00.000Z",
      updatedAt: "2026-11-06T15:20:00.000Z",
      movedAt: "2026-11-05T08:10:00.123Z",
    });
  });

  test.each([
    ["nobody is assigned", { assignee: null }, { assignees: [] }],
    ["no due date", { duedate: null }, { due: null }],
    ["flagged", { customfield_10021: [{ id: "10019", value: "Impediment" }] }, { blocked: true }],
    ["the flag taken away", { customfield_10021: null }, { blocked: false }],
    ["a security level", { security: { id: "10000", name: "Leads only" } }, { restricted: true }],
    ["points", { customfield_10016: 3 }, { estimate: { value: 3, unit: "points" } }],
    ["an estimate in time", { timeoriginalestimate: 5400 }, { estimate: { value: 90, unit: "minutes" } }],
    ["logged work", { timespent: 3600 }, { spentMinutes: 60 }],
    ["done", { status: done }, { status: { name: "Done", category: "done" } }],
    [
      "a duplicate",
      { status: done, resolution: { name: "Duplicate" } },
      { status: { name: "Done", category: "cancelled" } },
    ],
    ["no type", { issuetype: null }, { key: "CS-12" }],
    ["an epic above", { parent: { id: "10001", key: "CS-1" } }, { parent: { id: "10001" } }],
    ["an epic of another project", { parent: { id: "9", key: "EPIC_2-7" } }, { parent: { id: "9" } }],
    [
      "subtasks",
      {
        subtasks: [
          { id: "1", key: "CS-2", fields: { status: done } },
          { id: "2", key: "CS-3", fields: {} },
        ],
      },
      { subitems: { done: 1, total: 2 } },
    ],
    ["an address hidden by privacy", { assignee: { accountId: "x" } }, { assignees: [{ remoteId: "x" }] }],
    ["a NUL in the summary", { summary: "a\u0000b" }, { title: "ab" }],
    ["a character cut in half", { labels: [`${"x".repeat(254)}🚀`] }, { labels: ["x".repeat(254)] }],
    ["an empty summary", { summary: "" }, { title: "CS-12" }],
  ])("%s", (_, fields, expected) => {
    expect(read(fields)).toMatchObject(expected);
  });

  test("our property is its mark, and anything else in its place is no mark", () => {
    const value = { v: 1, link: LINK, initiative: "INI-1", at: "2026-11-06T15:00:00Z" };
    expect(read({}, { properties: { throughline: value } }).mark).toEqual(value);
    expect(read({}, { properties: { throughline: { link: "x" } } }).mark).toBeNull();
    expect(read({}, { properties: {} }).mark).toBeNull();
  });

  test("a deleted issue is gone, with what its event still says", () => {
    const gone = toGone(Issue.parse(rawIssue({ duedate: undefined })), site, "2026-11-06T16:00:00.000Z");
    expect(ItemRead.parse(gone)).toMatchObject({
      presence: "gone",
      updatedAt: "2026-11-06T16:00:00.000Z",
      key: "CS-12",
    });
  });
});

describe("a status means", () => {
  const status = (key: string, name = "x") => ({ name, statusCategory: { key } });
  test.each([
    ["new", undefined, "todo"],
    ["undefined", undefined, "todo"],
    ["indeterminate", undefined, "doing"],
    ["done", "Done", "done"],
    ["done", "Fixed", "done"],
    ["done", "Won't Do", "cancelled"],
    ["done", "Won't Fix", "cancelled"],
    ["done", "Cannot Reproduce", "cancelled"],
    ["done", "Declined", "cancelled"],
    // A workflow that forgets to clear the resolution does not cancel work that goes on.
    ["indeterminate", "Duplicate", "doing"],
  ])("%s with resolution %s is %s", (key, resolution, category) => {
    expect(categoryOf(status(key), resolution)).toBe(category);
  });

  test("a project without resolutions says it with the status", () => {
    expect(categoryOf(status("done", "Cancelled"), undefined)).toBe("cancelled");
  });
});

test("a moment in Jira's way of writing", () => {
  expect(momentOf("2026-11-06T16:20:00.000+0530")).toBe("2026-11-06T10:50:00.000Z");
  expect(momentOf(null)).toBeUndefined();
  expect(momentOf("soon")).toBeUndefined();
});

test("a key says its project", () => {
  expect(projectOf("CS-12")).toBe("CS");
  expect(projectOf("A_B2-9")).toBe("A_B2");
});

test("the two fields that differ from site to site are found by kind and name", () => {
  expect(fieldIds(FIELDS)).toEqual({ points: ["customfield_10016"], flagged: "customfield_10021" });
  const classic = { id: "customfield_1", name: "Story Points", schema: { type: "number", custom: "x:float" } };
  const impostor = { id: "customfield_2", name: "Flagged", schema: { type: "string", custom: "x:textfield" } };
  expect(fieldIds([classic, impostor])).toEqual({ points: ["customfield_1"], flagged: null });
});
