import { beforeEach, describe, expect, test } from "@jest/globals";
import type { Goal } from "@throughline/shared/goals";
import type { Initiative } from "@throughline/shared/initiatives";
import {
  buildGoal,
  buildInitiative,
  buildPerson,
  buildPrivateGoal,
  buildWorkspace,
} from "../../../test/factories/graph.ts";
import { buildConnection, buildItem } from "../../../test/factories/work.ts";
import { evaluateDirty } from "../health/evaluate.ts";
import { serviceOfFile } from "../../../test/setup/of-file.ts";

const service = await serviceOfFile();
const { ground } = service;
const ada = await buildWorkspace(ground);
const admin = await service.as(ada);
const connectionId = await buildConnection(ground, ada);
let goal: Goal;
let from: Initiative;
let to: Initiative;
let ids: string[];
beforeEach(async () => {
  goal = await buildGoal(ground, ada);
  from = await buildInitiative(ground, ada, goal.id);
  to = await buildInitiative(ground, ada, (await buildGoal(ground, ada)).id);
  ids = [];
  for (let count = 0; count < 3; count++) {
    ids.push((await buildItem(ground, ada, { connectionId, initiativeId: from.id })).id);
  }
});
const settleHealth = async () => {
  while (await evaluateDirty(ground));
};
const linkOf = async (id = "") => (await admin.getWorkItem({ id })).link?.initiativeId ?? null;
const decisions = async () => (await admin.listDecisions({ id: goal.id })).items;

describe("keep, move or stop", () => {
  test("does what it says, each a decision with its evidence, and writes no status", async () => {
    const [keep = "", move = "", stop = ""] = ids;
    const before = await admin.getWorkItem({ id: stop });
    const reply = await admin.decideWork({
      id: goal.id,
      work: [
        { id: keep, do: "keep" },
        { id: move, do: "move", initiativeId: to.id, note: "It serves the other better." },
        { id: stop, do: "stop" },
      ],
    });
    expect(reply).toEqual({ done: [keep, move, stop], refused: [] });
    expect([await linkOf(keep), await linkOf(move), await linkOf(stop)]).toEqual([from.id, to.id, null]);
    expect((await decisions()).map(({ kind, workItemId, what, reason }) => [kind, workItemId, what, reason])).toEqual([
      ["stop", stop, "Stop it", null],
      ["move", move, `Move it to ${to.key}`, "It serves the other better."],
      ["keep", keep, "Keep it", null],
    ]);
    expect((await decisions())[0]?.item).toMatchObject({ category: "doing", goalId: null });
    const after = await admin.getWorkItem({ id: stop });
    expect(after.status).toEqual(before.status);
    expect(after.history.at(-1)).toMatchObject({ change: "unlinked", before: { initiative: from.id } });
    for (const kind of ["version", "audit"] as const) {
      const where = { workspaceId: ada.workspaceId, kind: "decision" };
      const count =
        kind === "version"
          ? await ground.db.prisma.version.count({ where })
          : await ground.db.prisma.audit.count({ where });
      expect(count).toBe(3);
    }
  });

  test("what can't be done is named, leaves no decision, and keeps nothing else from it", async () => {
    const [first = "", second = "", third = ""] = ids;
    const reply = await admin.decideWork({
      id: goal.id,
      work: [
        { id: first, do: "move" },
        { id: second, do: "move", initiativeId: from.id },
        { id: "nothing", do: "stop" },
        { id: third, do: "stop" },
      ],
    });
    expect(reply.done).toEqual([third]);
    expect(reply.refused.map(({ id, code }) => [id, code])).toEqual([
      [first, "invalid_input"],
      [second, "same_initiative"],
      ["nothing", "not_behind"],
    ]);
    expect(await decisions()).toHaveLength(1);
    const again = await admin.decideWork({ id: goal.id, work: [{ id: third, do: "stop" }] });
    expect(again.refused).toMatchObject([{ code: "not_behind" }]);
  });

  test("of many who move or stop one item at the same moment, each is done with its decision or refused", async () => {
    const [id = ""] = ids;
    const acts = Array.from({ length: 10 }, (_, turn) =>
      admin.decideWork({
        id: goal.id,
        work: [turn % 2 === 0 ? { id, do: "move", initiativeId: to.id, note: `Note ${turn}` } : { id, do: "stop" }],
      }),
    );
    const replies = await Promise.all(acts);
    const done = replies.filter((reply) => reply.done.length > 0).length;
    expect([done, (await decisions()).length]).toEqual([1, 1]);
    expect(replies.flatMap(({ refused }) => refused)).toHaveLength(9);
  });

  test("an initiative is named to whom its goal exists for when they read, not when it was decided", async () => {
    await admin.decideWork({ id: goal.id, work: [{ id: ids[0] ?? "", do: "move", initiativeId: to.id }] });
    const eve = await service.as(await buildPerson(ground, ada));
    const told = async () => {
      const [decision] = (await eve.listDecisions({ id: goal.id })).items;
      const { handled } = await eve.getPortfolio({});
      return [decision?.what, handled.find(({ goalId }) => goalId === goal.id)?.decision.what];
    };
    await settleHealth();
    const named = `Move it to ${to.key}`;
    expect(await told()).toEqual([named, named]);
    await admin.changeGoal({ id: to.goalId, version: 1, viewers: [] });
    const hidden = "Move it to another initiative";
    expect(await told()).toEqual([hidden, hidden]);
    expect((await decisions())[0]?.what).toBe(named);
  });

  test("a move to a private goal's initiative names it to nobody who reads this goal", async () => {
    const secret = await buildInitiative(ground, ada, (await buildPrivateGoal(ground, ada)).id, { title: "Initech" });
    await admin.decideWork({ id: goal.id, work: [{ id: ids[0] ?? "", do: "move", initiativeId: secret.id }] });
    expect(await linkOf(ids[0])).toBe(secret.id);
    const asEve = await service.as(await buildPerson(ground, ada));
    const told = JSON.stringify((await asEve.listDecisions({ id: goal.id })).items);
    for (const word of ["Initech", secret.key, secret.id]) expect(told).not.toContain(word);
  });
});
