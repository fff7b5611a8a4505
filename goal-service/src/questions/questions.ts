import type { Question as QuestionWire } from "@throughline/shared/questions";
import type { Caller } from "../accounts/caller.ts";
import type { Question, Wanted } from "../generated/prisma/client.ts";
import { findGoal } from "../goals/goals.ts";
import type { Ground } from "../ground.ts";
import { notFound } from "../refusal.ts";
import { showItemsById } from "../work-items/show.ts";

/** What a page shows of a goal: nobody needs older ones at once. */
const SHOWN = 50;

export async function listQuestions(ground: Ground, caller: Caller, ref: string): Promise<{ items: QuestionWire[] }> {
  const goal = await findGoal(ground, caller, ref);
  const rows = await ground.db.prisma.question.findMany({
    where: { workspaceId: caller.workspaceId, goalId: goal.id },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: SHOWN,
  });
  return { items: await showQuestions(ground, caller, rows) };
}

export async function showQuestion(ground: Ground, caller: Caller, row: Question): Promise<QuestionWire> {
  const [shown] = await showQuestions(ground, caller, [row]);
  if (!shown) throw notFound("question");
  return shown;
}

/** Words are made for the reader: of an item that the tool hides from them nothing is told but that there is one. */
async function showQuestions(ground: Ground, caller: Caller, rows: readonly Question[]): Promise<QuestionWire[]> {
  const { workspaceId } = caller;
  const [items, wanted] = await Promise.all([
    showItemsById(
      ground,
      caller,
      rows.map(({ workItemId }) => workItemId),
    ),
    ground.db.prisma.wanted.findMany({ where: { workspaceId, id: { in: rows.map(({ id }) => id) } } }),
  ]);
  const comments = new Map(wanted.map((wish) => [wish.id, wish]));
  return rows.flatMap((row) => {
    const item = items.get(row.workItemId);
    if (item === undefined) return [];
    const hidden = item.restricted && item.url === null;
    const { key, title, url, tool } = item;
    const over = item.status.category === "done" || item.status.category === "cancelled" || item.presence !== "live";
    const moved = over || Date.parse(item.movedAt) > row.movedAt.getTime();
    return {
      id: row.id,
      workItemId: row.workItemId,
      item: { key, title, url, tool },
      text: hidden ? null : row.text,
      by: row.personId,
      createdAt: row.createdAt.toISOString(),
      ...wayOf(comments.get(row.id)),
      state: row.closedAt !== null ? ("closed" as const) : moved ? ("moved" as const) : ("open" as const),
      answer: hidden ? null : row.answer,
    };
  });
}

/** How far the comment is: what failed for good says why, and what is tried again says it too. */
function wayOf(wish: Wanted | undefined): Pick<QuestionWire, "comment" | "error"> {
  if (wish?.state === "done") return { comment: "written", error: null };
  if (wish?.state === "open") return { comment: "waiting", error: wish.error };
  return { comment: "failed", error: wish?.error ?? null };
}
