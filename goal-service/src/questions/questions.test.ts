import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "@jest/globals";
import {
  buildGoal,
  buildInitiative,
  buildKeyResult,
  buildPerson,
  buildPrivateGoal,
  buildWorkspace,
} from "../../../test/factories/graph.ts";
import { pulled, tenDaysApart } from "../../../test/factories/pull.ts";
import { refused } from "../../../test/factories/refused.ts";
import { buildAccount } from "../../../test/factories/work.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { setComments } from "../connections/comments.ts";
import { nextWanted, takeDone } from "../connections/outbox.ts";
import { ToolError } from "../connectors/connector.ts";
import { transaction } from "../database/transaction.ts";
import { listDecisions } from "../decisions/decisions.ts";
import { newId } from "../ids.ts";
import { linkItem } from "../work-items/acts.ts";
import { askQuestion, closeQuestion } from "./ask.ts";
import { draftQuestion } from "./draft.ts";
import { listQuestions } from "./questions.ts";

const ground = await groundOfFile();
const ada = await buildWorkspace(ground);
const connected = await pulled(ground, ada);
const { tool, scope, settle, item } = connected;
tenDaysApart(connected);
const goal = await buildGoal(ground, ada);
const initiative = await buildInitiative(ground, ada, goal.id);

let ref = 100;
let workItemId: string;
const allow = (allowed: boolean) => setComments(ground, ada, { id: scope.connectionId, allowed });
const ask = (give: Partial<Parameters<typeof askQuestion>[2]> = {}) =>
  askQuestion(ground, ada, {
    id: goal.id,
    questionId: randomUUID(),
    workItemId,
    text: "What does this need?",
    ...give,
  });
const shown = async (caller = ada, id = goal.id) => (await listQuestions(ground, caller, id)).items[0];

async function behind(initiativeId: string, change: object = {}): Promise<string> {
  ref += 1;
  tool.put(String(ref), change);
  await settle();
  const row = await item(String(ref));
  await linkItem(ground, ada, { id: row?.id ?? "", initiativeId, kind: "primary" });
  await settle();
  return row?.id ?? "";
}
beforeEach(async () => {
  await ground.db.prisma.question.deleteMany({});
  await ground.db.prisma.wanted.deleteMany({});
  workItemId = await behind(initiative.id);
  await allow(true);
});
const comments = () => tool.items.get(String(ref))?.comments;

describe("a question", () => {
  test("is written into the tool as ours, signed, kept as a decision, and waits for its answer", async () => {
    const asked = await ask();
    expect(asked).toMatchObject({ comment: "waiting", state: "open", text: "What does this need?" });
    expect((await listDecisions(ground, ada, { id: goal.id, limit: 10 })).items[0]).toMatchObject({
      kind: "ask",
      workItemId,
      reason: null,
    });
    await settle();
    expect(comments()).toEqual(["What does this need?\n\nAsked by Ada Admin through Throughline."]);
    expect(await shown()).toMatchObject({ id: asked.id, comment: "written", state: "open" });
  });

  test("asked again under its id is the same question and one comment; under another item's id it is refused", async () => {
    const questionId = randomUUID();
    await Promise.all([ask({ questionId }), ask({ questionId })]);
    await settle();
    expect((await ask({ questionId })).id).toBe(questionId);
    await settle();
    expect(comments()).toHaveLength(1);
    expect(await ground.db.prisma.decision.count({ where: { workItemId, kind: "ask" } })).toBe(1);
    workItemId = await behind(initiative.id);
    expect(await refused(ask({ questionId }))).toBe("question_taken");
  });

  test("is answered when the item moves, or when somebody says so, once", async () => {
    await ask();
    await settle();
    const live = () => ground.db.prisma.liveEvent.count({ where: { kind: "goal", ref: goal.id } });
    tool.put(String(ref), { status: "Doing", category: "doing" });
    await settle();
    expect(await shown()).toMatchObject({ state: "moved" });
    const { id: questionId } = await ask();
    const before = await live();
    expect(await closeQuestion(ground, ada, { id: goal.id, questionId, answer: "Next week." })).toMatchObject({
      state: "closed",
      answer: "Next week.",
    });
    await closeQuestion(ground, ada, { id: goal.id, questionId, answer: "Twice" });
    expect(await shown()).toMatchObject({ state: "closed", answer: "Next week." });
    expect(await live()).toBe(before + 1);
  });

  test("that the tool refuses says so, and whoever has the goal open hears of it", async () => {
    const live = () => ground.db.prisma.liveEvent.count({ where: { kind: "goal", ref: goal.id } });
    tool.refuse("comment", new ToolError("refused", "Comments are closed."));
    await ask();
    const before = await live();
    await settle();
    expect(await shown()).toMatchObject({ comment: "failed", error: "Comments are closed.", state: "open" });
    expect(await live()).toBe(before + 1);
  });

  test("in a tool that we can't call waits in its outbox, and its arrival is heard", async () => {
    const { workspaceId } = ada;
    const now = ground.clock.now();
    const jira = {
      workspaceId,
      id: newId(),
      tool: "jira",
      name: "Acme Jira",
      createdAt: now,
      settings: { comments: true },
    };
    await ground.db.prisma.connection.create({ data: jira });
    await ground.db.prisma.workItem.update({
      where: { workspaceId_id: { workspaceId, id: workItemId } },
      data: { connectionId: jira.id },
    });
    const { id } = await ask();
    expect(await nextWanted(ground, workspaceId, jira.id)).toMatchObject([{ id, kind: "comment", ref: String(ref) }]);
    const live = () => ground.db.prisma.liveEvent.count({ where: { kind: "goal", ref: goal.id } });
    const before = await live();
    await transaction(ground.db, (tx) => takeDone(tx, { workspaceId, connection: jira }, [{ id, ok: true }], now));
    expect(await shown()).toMatchObject({ comment: "written" });
    expect(await live()).toBe(before + 1);
  });
});

describe("where nothing may be written", () => {
  test("the draft says what would be needed, and nothing is asked", async () => {
    await allow(false);
    const draft = await draftQuestion(ground, ada, { id: goal.id, workItemId });
    expect(draft.needs).toBe(
      "An admin has to allow it first: Settings, Connections, Fake, “Write questions as comments”.",
    );
    expect(draft.text).toMatch(/^Who takes this on\? It has not moved since \d+ \w+\.$/);
    expect(await refused(ask())).toBe("comments_off");
    await settle();
    expect(comments()).toEqual([]);
    expect(await ground.db.prisma.decision.count({ where: { workItemId } })).toBe(0);
  });

  test("an item that serves another goal is not asked about from here", async () => {
    const other = await buildInitiative(ground, ada, (await buildGoal(ground, ada)).id);
    workItemId = await behind(other.id);
    expect(await refused(ask())).toBe("not_behind");
    expect(await refused(ask({ workItemId: "nothing" }))).toBe("not_behind");
  });
});

describe("what must not be told in a tool", () => {
  test("a private goal or its initiative, by title or key; its draft names nothing", async () => {
    const secret = await buildPrivateGoal(ground, ada, { title: "Buy Initech" });
    const bet = await buildInitiative(ground, ada, secret.id, { title: "Talk to Initech" });
    workItemId = await behind(bet.id);
    const from = { id: secret.id };
    for (const text of [
      `For ${secret.key}?`,
      "This is for BUY INITECH.",
      `Part of ${bet.key.toLowerCase()}`,
      "Talk to Initech?",
    ])
      expect(await refused(ask({ ...from, text }))).toBe("names_hidden");
    const { text } = await draftQuestion(ground, ada, { ...from, workItemId });
    await ask({ ...from, text });
    await settle();
    for (const word of ["Initech", secret.key, bet.key]) expect(JSON.stringify(comments())).not.toContain(word);
    const eve = await buildPerson(ground, ada);
    expect(await refused(listQuestions(ground, eve, secret.id))).toBe("not_found");
  });

  test("nor a key result; whole words count, of what people type and not of our own", async () => {
    const secret = await buildPrivateGoal(ground, ada, { title: "Need" });
    await buildKeyResult(ground, ada, secret.id, { name: "Layoffs in Berlin" });
    await buildInitiative(ground, ada, secret.id, { title: "Not moved since" });
    await buildInitiative(ground, ada, secret.id, { title: "人員削減" });
    await ask({ text: (await draftQuestion(ground, ada, { id: goal.id, workItemId })).text });
    await ask({ text: "Dana, what does this need to move on? It has not moved since 5 Nov. Is it needed?" });
    for (const text of ["Is this for layoffs in   Berlin?", "Is it about NEED?", "これは人員削減のためですか"])
      expect(await refused(ask({ text }))).toBe("names_hidden");
    await ground.db.prisma.goal.update({
      where: { workspaceId_id: { workspaceId: ada.workspaceId, id: secret.id } },
      data: { private: false },
    });
  });

  test("another restricted item; and of a question about one others read that there is one, and no word", async () => {
    await buildAccount(ground, ada, scope.connectionId);
    await ground.db.prisma.goal.updateMany({ where: { id: goal.id }, data: { ownerId: ada.person.id } });
    const other = await behind(initiative.id);
    const hide = (key: string) => ({
      where: { workspaceId_id: { workspaceId: ada.workspaceId, id: workItemId } },
      data: { restricted: true, key, title: "Merger" },
    });
    await ground.db.prisma.workItem.update(hide("SEC-7"));
    await ask({ text: "Is the merger done?" });
    const eve = await buildPerson(ground, ada);
    expect(await shown()).toMatchObject({ text: "Is the merger done?", item: { key: "SEC-7" } });
    expect(await shown(eve)).toMatchObject({ text: null, item: { key: null, title: "1 restricted item", url: null } });
    const asEve = { id: goal.id, questionId: randomUUID(), workItemId, text: "And?" };
    expect(await refused(askQuestion(ground, eve, asEve))).toBe("item_hidden");
    workItemId = other;
    expect(await refused(ask({ text: "After sec-7?" }))).toBe("names_hidden");
    expect(await refused(ask({ text: "After the Merger?" }))).toBe("names_hidden");
  });
});
