import { expect, test } from "@jest/globals";
import { Unreadable } from "../connector.ts";
import { touches } from "./touches.ts";

const task = (gid: string) => ({ gid, resource_type: "task", resource_subtype: "default_task" });
const event = (resource: object, more: object = {}) => ({
  user: null,
  created_at: "2026-11-20T10:00:00.000Z",
  action: "changed",
  resource,
  parent: null,
  ...more,
});
const delivered = (...events: unknown[]) => touches(JSON.stringify({ events }));

test("a delivery names each task once, in the order told", () => {
  expect(delivered(event(task("2")), event(task("1")), event(task("2")))).toEqual(["2", "1"]);
});

test("what was added, removed, deleted or brought back is looked at too", () => {
  const project = { gid: "P", resource_type: "project" };
  const section = { gid: "S", resource_type: "section" };
  expect(
    delivered(
      event(task("1"), { action: "added", parent: project }),
      event(task("2"), { action: "removed", parent: section }),
      event(task("3"), { action: "deleted" }),
      event(task("4"), { action: "undeleted" }),
    ),
  ).toEqual(["1", "2", "3", "4"]);
});

test("what happens to a subtask happens to its parent", () => {
  expect(delivered(event(task("5"), { parent: task("1") }))).toEqual(["5", "1"]);
});

test("comments, projects and what we don't know are let go, and the rest is not", () => {
  const story = { gid: "9", resource_type: "story", resource_subtype: "comment_added" };
  expect(
    delivered(
      event(story, { parent: task("1") }),
      event({ gid: "P", resource_type: "project" }),
      7,
      {},
      event(task("2")),
    ),
  ).toEqual(["2"]);
});

test("a parent in an unknown form costs itself, not the task", () => {
  for (const parent of [{}, "1", { gid: null, resource_type: "task" }, [task("1")]])
    expect(delivered(event(task("5"), { parent }))).toEqual(["5"]);
});

test("a sign of life names nothing", () => {
  expect(delivered()).toEqual([]);
  expect(touches("{}")).toEqual([]);
  expect(touches('{"events":null}')).toEqual([]);
});

test("what is no delivery at all is said to be unreadable", () => {
  for (const body of ["", "no", "[]", '{"events":{}}', "null"]) expect(() => touches(body)).toThrow(Unreadable);
});
