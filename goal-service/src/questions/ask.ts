import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import type { Question } from "@throughline/shared/questions";
import { type Caller, signed } from "../accounts/caller.ts";
import { prismaTransaction, transaction } from "../database/transaction.ts";
import { writeDecision } from "../decisions/write-decision.ts";
import { findGoal } from "../goals/goals.ts";
import { announceGoal } from "../goals/touch.ts";
import { asUuid } from "../goals/visibility.ts";
import type { Ground } from "../ground.ts";
import { record } from "../history.ts";
import { newId } from "../ids.ts";
import { notFound, Refused } from "../refusal.ts";
import { signatureOf } from "./draft.ts";
import { hiddenNameIn } from "./hidden-names.ts";
import { itemToAsk } from "./item-to-ask.ts";
import { showQuestion } from "./questions.ts";

type Ask = ParsedInputOf<typeof endpoints.askQuestion>;
type Close = ParsedInputOf<typeof endpoints.closeQuestion>;

/**
 * Asks once: question, comment to be written and decision are one statement's worth, under the id that the form made when
 * it opened. The comment carries the same id into the tool, where it is looked for before it is written again.
 */
export async function askQuestion(ground: Ground, caller: Caller, input: Ask): Promise<Question> {
  const { goal, item, needs } = await itemToAsk(ground, caller, input);
  const known = await findQuestion(ground, caller, input.questionId);
  if (known === null) {
    if (needs !== null) throw new Refused("comments_off", needs);
    const hidden = await hiddenNameIn(ground, caller, input.text, { id: item.id, goalId: goal.id });
    if (hidden !== null)
      throw new Refused(
        "names_hidden",
        `“${hidden}” is not known to everybody who reads this item in its tool: leave it out.`,
      );
    await transaction(ground.db, async (tx) => {
      const { rows } = await tx.query<{ id: string }>(ASKED, [
        caller.workspaceId,
        input.questionId,
        goal.id,
        item.id,
        input.text,
        caller.person?.id ?? null,
        ground.clock.now(),
        item.movedAt,
        item.connectionId,
        item.ref.id,
        JSON.stringify(`${input.text}\n\n${signatureOf(caller)}`),
        JSON.stringify(signed(caller)),
        newId(),
      ]);
      if (rows.length === 0) return;
      const said = { kind: "ask" as const, what: "Ask what it needs", workItemId: item.id };
      await writeDecision(tx, ground, caller, goal, said);
    });
  }
  const asked = known ?? (await findQuestion(ground, caller, input.questionId));
  if (asked?.goalId !== goal.id || asked.workItemId !== item.id)
    throw new Refused("question_taken", "This questionId belongs to another question: make a new one.");
  return showQuestion(ground, caller, asked);
}

const findQuestion = (ground: Ground, { workspaceId }: Caller, id: string) =>
  ground.db.prisma.question.findUnique({ where: { workspaceId_id: { workspaceId, id: asUuid(id) } } });

const ASKED = `
WITH asked AS (
  INSERT INTO question (workspace_id, id, goal_id, work_item_id, text, person_id, created_at, moved_at)
  VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5, $6::uuid, $7::timestamptz, $8::timestamptz)
  ON CONFLICT DO NOTHING RETURNING *),
wish AS (
  INSERT INTO wanted (workspace_id, id, connection_id, kind, ref, value, created_at, due_at)
  SELECT workspace_id, id, $9::uuid, 'comment', $10, $11::jsonb, created_at, created_at FROM asked),
history AS (
  INSERT INTO version (workspace_id, kind, id, no, recorded_at, by, body)
  SELECT workspace_id, 'question', id::text, 1, created_at, $12::jsonb, to_jsonb(asked) FROM asked),
audited AS (
  INSERT INTO audit (workspace_id, id, at, by, action, kind, ref, detail)
  SELECT workspace_id, $13::uuid, created_at, $12::jsonb, 'create', 'question', id::text, '{}' FROM asked)
SELECT id FROM asked`;

/** Somebody answered, or nobody needs the answer any more; said twice is the same as once. */
export async function closeQuestion(ground: Ground, caller: Caller, input: Close): Promise<Question> {
  const goal = await findGoal(ground, caller, input.id);
  const now = ground.clock.now();
  const row = await prismaTransaction(ground.db, async (tx) => {
    const where = { workspaceId_id: { workspaceId: caller.workspaceId, id: asUuid(input.questionId) } };
    const found = await tx.question.findUnique({ where });
    if (found?.goalId !== goal.id) throw notFound("question");
    const closing = { closedAt: now, closedBy: caller.person?.id ?? null, answer: input.answer ?? null };
    const { count } = await tx.question.updateMany({
      where: { workspaceId: caller.workspaceId, id: found.id, closedAt: null },
      data: closing,
    });
    if (count > 0) {
      const body = { ...found, ...closing };
      await record(tx, ground, caller, { action: "close", kind: "question", id: found.id, no: 2, body });
      await announceGoal(tx, ground, goal);
    }
    return tx.question.findUniqueOrThrow({ where });
  });
  return showQuestion(ground, caller, row);
}
