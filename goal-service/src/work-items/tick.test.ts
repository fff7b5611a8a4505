import { expect, test } from "@jest/globals";
import { pulledBy, tenDaysApart } from "../../../test/factories/pull.ts";
import { serviceOfFile } from "../../../test/setup/of-file.ts";
import { aTask, inSection } from "../connectors/asana/little-asana.test-kit.ts";
import { type Rules, stateOf } from "../connectors/asana/state.ts";

const service = await serviceOfFile();
const client = await service.as(service.admin);
const connected = await pulledBy(service, ["P"]);
const { tool, connectionId: id, later, item, settle } = connected;
tenDaysApart(connected);

type Meant = "done" | "cancelled" | "doing";
const RULE = { container: "P", name: "Done", blocked: false };
let statuses: Rules["statuses"] = [];

/** The task as the connector reads it by the rules of now. */
const state = (completed: boolean, section: string) => {
  const task = aTask({ completed, memberships: inSection(section) });
  const {
    id: statusId,
    name,
    category,
    tick,
  } = stateOf(task, { container: "P", waits: false }, { statuses, today: "2026-11-20" });
  return { container: "P", statusId, status: name, category, tick };
};
/** Somebody changes the task, and we hear of it. */
async function change(completed: boolean, section = "Done"): Promise<string | undefined> {
  later(1);
  tool.put("1", state(completed, section));
  await settle();
  return (await item("1"))?.category;
}
/** An admin saves the mapping; in the tool nothing happens, and nobody tells of anything. */
async function save(meant: Meant | null, writeBack?: object): Promise<string | undefined> {
  later(1);
  const rules = meant ? [{ ...RULE, category: meant }] : [];
  const off = { projectField: false, statusUpdate: false, nativeGoal: false };
  await client.setMapping({ id, statuses: rules, ...(writeBack && { writeBack: { ...off, ...writeBack } }) });
  statuses = rules;
  const task = tool.items.get("1");
  if (task) tool.items.set("1", { ...task, ...state(task.tick?.done ?? false, "Done") });
  await settle();
  return (await item("1"))?.category;
}

test("a guess never outranks the tick, an admin's rule does, until somebody unticks after it was saved", async () => {
  expect(await change(false)).toBe("doing");
  expect(await change(true)).toBe("done");
  expect(await change(false)).toBe("doing");
  expect(await save("done")).toBe("done");
  expect(await change(true)).toBe("done");
  expect(await change(false)).toBe("doing");
  const unticked = await item("1");
  // Another change of the task is no word on whether it is over, and neither is what is written back.
  later(60);
  tool.put("1", { title: "Another title" });
  await settle();
  expect(await item("1")).toMatchObject({ title: "Another title", category: "doing", movedAt: unticked?.movedAt });
  expect(await save("done", { projectField: true })).toBe("doing");
  expect(await save("done")).toBe("done");
  expect(await item("1")).toMatchObject({ movedAt: unticked?.movedAt });
  expect(await save("cancelled")).toBe("cancelled");
});

test("a task that was unticked and is moved there again, or ticked, is over", async () => {
  await save("done");
  await change(true);
  expect(await change(false)).toBe("doing");
  expect(await change(false, "In review")).toBe("doing");
  expect(await change(false)).toBe("done");
  await change(true);
  expect(await change(false)).toBe("doing");
  expect(await change(true)).toBe("done");
  expect(await save(null)).toBe("done");
});

test("unticked and moved in one go, it stands where it was put; a rule that is changed counts from then", async () => {
  await save("done");
  await change(true, "In review");
  expect(await change(false)).toBe("doing");
  expect(await save("doing")).toBe("doing");
  expect(await save("done")).toBe("done");
});
