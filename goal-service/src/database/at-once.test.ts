import { expect, test } from "@jest/globals";
import type { Client } from "@throughline/shared/client";
import { refused } from "../../../test/factories/refused.ts";
import { freshDatabase } from "../../../test/setup/database.ts";
import { serviceOfFile } from "../../../test/setup/of-file.ts";
import { adminAtStart } from "../accounts/first-workspace.ts";
import { createDb } from "../db.ts";

const service = await serviceOfFile();
const { ground } = service;
const client = await service.as(service.admin);

const TIMES = 12;
const QUARTER = { name: "Q1", start: "2026-01-01", due: "2026-04-01" };

test.each<[string, (client: Client) => Promise<unknown>, string]>([
  ["a team of one name", (ask) => ask.createTeam({ name: "Support" }), "name_taken"],
  ["a period of one name", (ask) => ask.createPeriod(QUARTER), "name_taken"],
  ["a person with one address", (ask) => ask.createPerson({ name: "Bo", email: "bo@example.com" }), "email_taken"],
])("makes %s once when many make it at the same moment, and refuses the others", async (_what, make, code) => {
  const answers = await Promise.all(Array.from({ length: TIMES }, () => refused(make(client))));
  expect(answers.sort()).toEqual(["answered", ...Array.from({ length: TIMES - 1 }, () => code)].sort());
});

const DATES = { start: "2026-10-01", due: "2026-12-31" };

/** `below[n]`: goal n already stands under goal n - 1. Every other one is asked, at once, to go under the one before it. */
async function closeCircle(below: readonly boolean[]): Promise<string[]> {
  const goals = await Promise.all(below.map((_, n) => client.createGoal({ title: `Goal ${n}`, ...DATES })));
  const moves = below.map((_, n) => ({ goal: goals[n], parentId: goals.at(n - 1)?.id ?? "" }));
  const move = ({ goal, parentId }: (typeof moves)[number]) =>
    client.changeGoal({ id: goal?.id ?? "", version: 1, parentId });
  await Promise.all(moves.filter((_, n) => below[n]).map(move));
  return Promise.all(moves.filter((_, n) => !below[n]).map((one) => refused(move(one))));
}

test.each([
  ["A goes under B while B goes under A", [false, false]],
  ["four goals go under each other in a ring", [false, false, false, false]],
  ["two moves touch no goal in common", [false, true, false, true]],
])("no goal stands below itself when %s", async (_what, below) => {
  for (let round = 0; round < 5; round++) {
    const answers = await closeCircle(below);
    expect(answers.filter((answer) => answer !== "answered")).toEqual(["cascade_loop"]);
  }
});

test("changes of one connection's settings at the same moment are all kept", async () => {
  const { id } = await client.createConnection({ tool: "generic", name: "Generic" });
  await Promise.all(Array.from({ length: 5 }, (_, n) => client.setContainers({ id, containers: [`C${n}`] })));
  const versions = await ground.db.prisma.version.findMany({
    where: { kind: "connection", id },
    orderBy: { no: "asc" },
  });
  expect(versions.map(({ no }) => no)).toEqual([1, 2, 3, 4, 5, 6]);
});

test("three processes that start on an empty database make one workspace", async () => {
  const { connection } = await freshDatabase();
  const dbs = Array.from({ length: 3 }, () => createDb(connection));
  const config = { ...ground.config, adminToken: "a token for automation" };
  const admins = await Promise.all(dbs.map((db) => adminAtStart({ ...ground, db, config })));
  expect(new Set(admins.map((admin) => admin?.workspaceId)).size).toBe(1);
  expect(await dbs[0]?.prisma.workspace.count()).toBe(1);
  await Promise.all(dbs.map((db) => db.close()));
});
