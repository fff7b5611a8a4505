import { z } from "zod";
import { at, Id, Prose, text } from "./basics.ts";
import { endpoint } from "./endpoint.ts";

/** What was asked of an item's owner, as a comment in the item's tool. Who may not see the item reads no words of it. */
export const Question = z.object({
  id: z.string(),
  workItemId: z.string(),
  item: z.object({ key: z.string().nullable(), title: z.string(), url: z.string().nullable(), tool: z.string() }),
  text: z.string().nullable(),
  by: z.string().nullable(),
  createdAt: z.string(),
  /** The comment's way into the tool. */
  comment: z.enum(["waiting", "written", "failed"]),
  error: z.string().nullable(),
  /** Waiting for an answer; `moved`: the item moved since, or is over; `closed`: a person said so. */
  state: z.enum(["open", "moved", "closed"]),
  answer: z.string().nullable(),
});
export type Question = z.infer<typeof Question>;

const QUESTION_MAX = 2000;
const id = { id: Id };

export const questionEndpoints = {
  listQuestions: endpoint({
    method: "GET",
    path: "/goals/:id/questions",
    summary: "What was asked of the owners of a goal's work, newest first, and which of it waits for an answer.",
    input: z.strictObject({ ...id, ...at }),
    reply: z.object({ items: z.array(Question) }),
  }),
  draftQuestion: endpoint({
    method: "GET",
    path: "/goals/:id/questions/draft",
    summary: "What could be asked about an item, and whether it may be written into its tool.",
    input: z.strictObject({ ...id, ...at, workItemId: Id }),
    reply: z.object({
      text: z.string(),
      /** What is added to it: who asks, and through what. */
      signature: z.string(),
      connection: z.object({ id: z.string(), name: z.string(), tool: z.string() }),
      /** null: it may be written; else what would be needed. */
      needs: z.string().nullable(),
    }),
    refusals: ["not_behind", "item_hidden"],
  }),
  askQuestion: endpoint({
    method: "POST",
    path: "/goals/:id/questions",
    summary: "Write a question into an item's tool as a comment of ours. The same questionId: the same question, once.",
    input: z.strictObject({ ...id, questionId: z.uuid(), workItemId: Id, text: text(QUESTION_MAX) }),
    reply: Question,
    refusals: ["not_behind", "item_hidden", "comments_off", "names_hidden", "question_taken"],
  }),
  closeQuestion: endpoint({
    method: "POST",
    path: "/goals/:id/questions/:questionId/close",
    status: 200,
    summary: "Say that a question is answered, or that nobody needs the answer any more.",
    input: z.strictObject({ ...id, questionId: Id, answer: Prose.optional() }),
    reply: Question,
  }),
} as const;
