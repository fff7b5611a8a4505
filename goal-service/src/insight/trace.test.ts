import { beforeEach, expect, test } from "@jest/globals";
import type { Goal } from "@throughline/shared/goals";
import {
  buildGoal,
  buildInitiative,
  buildKeyResult,
  buildPerson,
  buildPrivateGoal,
  buildWorkspace,
  type Person,
} from "../../../test/factories/graph.ts";
import { refused } from "../../../test/factories/refused.ts";
import { buildConnection, buildItem } from "../../../test/factories/work.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { traceGoal, traceWorkItem } from "./trace.ts";

const ground = await groundOfFile();
let ada: Person;
let connectionId: string;
let company: Goal;
beforeEach(async () => {
  ada = await buildWorkspace(ground);
  connectionId = await buildConnection(ground, ada);
  company = await buildGoal(ground, ada, { title: "Company" });
});

test("an item is traced up to the outcome, through its key result and every goal above", async () => {
  const team = await buildGoal(ground, ada, { title: "Team", parentId: company.id });
  const keyResult = await buildKeyResult(ground, ada, team.id, { name: "NRR" });
  const initiative = await buildInitiative(ground, ada, team.id, { keyResultId: keyResult.id });
  const { id } = await buildItem(ground, ada, { connectionId, initiativeId: initiative.id });
  const up = await traceWorkItem(ground, ada, { id });
  expect(up).toMatchObject({ item: { id }, initiative: { key: initiative.key }, keyResult: { name: "NRR" } });
  expect(up.goals.map(({ title }) => title)).toEqual(["Team", "Company"]);
});

test("a goal is traced down to its work, stalled items first", async () => {
  const team = await buildGoal(ground, ada, { parentId: company.id });
  const initiative = await buildInitiative(ground, ada, company.id);
  const fresh = await buildItem(ground, ada, { connectionId, initiativeId: initiative.id });
  const stalled = await buildItem(ground, ada, {
    connectionId,
    initiativeId: initiative.id,
    createdAt: "2026-11-02T09:00:00Z",
    updatedAt: "2026-11-05T09:00:00Z",
  });
  const down = await traceGoal(ground, ada, { id: company.key });
  expect(down.children.map(({ id }) => id)).toEqual([team.id]);
  expect(down.initiatives[0]?.items.map((item) => [item.id, item.stalled])).toEqual([
    [stalled.id, true],
    [fresh.id, false],
  ]);
});

test("a private goal ends the trace upwards, and is not among the children downwards", async () => {
  const secret = await buildPrivateGoal(ground, ada, { title: "Initech", parentId: company.id });
  const eve = await buildPerson(ground, ada);
  const team = await buildGoal(ground, ada, { title: "Team", parentId: secret.id });
  const initiative = await buildInitiative(ground, ada, team.id);
  const { id } = await buildItem(ground, ada, { connectionId, initiativeId: initiative.id });
  expect((await traceWorkItem(ground, eve, { id })).goals.map(({ title }) => title)).toEqual(["Team"]);
  expect((await traceWorkItem(ground, ada, { id })).goals.map(({ title }) => title)).toEqual([
    "Team",
    "Initech",
    "Company",
  ]);
  expect((await traceGoal(ground, eve, { id: company.id })).children).toEqual([]);
  expect(await refused(traceGoal(ground, eve, { id: secret.id }))).toBe("not_found");
  const hidden = await buildInitiative(ground, ada, secret.id, { title: "Talk" });
  const work = await buildItem(ground, ada, { connectionId, initiativeId: hidden.id });
  const seen = await traceWorkItem(ground, eve, { id: work.id });
  expect(seen).toMatchObject({ initiative: null, keyResult: null, goals: [] });
  expect(JSON.stringify(seen)).not.toContain("Talk");
});
