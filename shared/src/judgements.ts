import { z } from "zod";
import { at, Id, list, paging, Prose, Title } from "./basics.ts";
import { Day } from "./calendar.ts";
import { endpoint } from "./endpoint.ts";
import { Category } from "./vocabulary.ts";

/** What people say of a goal beside its facts: calls, check-ins, decisions. All three are appended, none is changed. */

export const Call = z.object({
  id: z.string(),
  at: z.string(),
  level: z.enum(["green", "amber", "red"]),
  reason: z.string().nullable(),
  by: z.string().nullable(),
  recordedAt: z.string(),
  /** The last day on which it counts, unless a newer one takes its place. */
  until: z.string(),
  /** Whether it is the one that counts today. */
  stands: z.boolean(),
});
export type Call = z.infer<typeof Call>;
export const CheckIn = z.object({
  id: z.string(),
  on: z.string(),
  note: z.string(),
  confidence: z.number().nullable(),
  by: z.string().nullable(),
  recordedAt: z.string(),
});
/** What was decided of the work item that a decision names: it goes on, serves another bet, is to end, or was asked about. */
export const DecisionKind = z.enum(["keep", "move", "stop", "ask", "other"]);

export const Decision = z.object({
  id: z.string(),
  kind: DecisionKind,
  what: z.string(),
  reason: z.string().nullable(),
  until: z.string().nullable(),
  workItemId: z.string().nullable(),
  /** That item as this reader may call it, and where it stands now. */
  item: z
    .object({
      key: z.string().nullable(),
      title: z.string(),
      url: z.string().nullable(),
      category: Category,
      goalId: z.string().nullable(),
    })
    .nullable(),
  by: z.string().nullable(),
  recordedAt: z.string(),
  /** The stored report as it stood when the decision was made. */
  evidence: z.unknown(),
});

const id = { id: Id };

export const judgementEndpoints = {
  listCalls: endpoint({
    method: "GET",
    path: "/goals/:id/calls",
    summary: "A person's differing judgements.",
    input: z.strictObject({ ...id, ...at, ...paging }),
    reply: list(Call),
  }),
  createCall: endpoint({
    method: "POST",
    path: "/goals/:id/calls",
    summary: "Call the health differently, for 14 days at most.",
    input: z.strictObject({ ...id, level: z.enum(["green", "amber", "red"]), reason: Prose.optional() }),
    reply: Call,
    refusals: ["goal_closed", "reason_missing"],
  }),
  listCheckIns: endpoint({
    method: "GET",
    path: "/goals/:id/check-ins",
    summary: "Dated notes.",
    input: z.strictObject({ ...id, ...at, ...paging }),
    reply: list(CheckIn),
  }),
  createCheckIn: endpoint({
    method: "POST",
    path: "/goals/:id/check-ins",
    summary: "A dated note on the goal.",
    input: z.strictObject({ ...id, note: Prose, on: Day.optional(), confidence: z.number().min(0).max(1).optional() }),
    reply: CheckIn,
    refusals: ["in_future"],
  }),
  listDecisions: endpoint({
    method: "GET",
    path: "/goals/:id/decisions",
    summary: "What was decided, on which evidence.",
    input: z.strictObject({ ...id, ...at, ...paging }),
    reply: list(Decision),
  }),
  createDecision: endpoint({
    method: "POST",
    path: "/goals/:id/decisions",
    summary: "A decision; the evidence of this moment is kept with it.",
    input: z.strictObject({
      ...id,
      what: Title,
      reason: Prose.optional(),
      until: Day.optional(),
      workItemId: Id.optional(),
    }),
    reply: Decision,
    refusals: ["until_passed"],
  }),
  decideWork: endpoint({
    method: "POST",
    path: "/goals/:id/work",
    status: 200,
    summary:
      "Keep, move or stop items behind a goal; each is a decision. Stop ends the link and asks for no more: no status is ever written.",
    input: z.strictObject({
      ...id,
      work: z
        .array(
          z.strictObject({
            id: Id,
            do: z.enum(["keep", "move", "stop"]),
            initiativeId: Id.optional(),
            note: Prose.optional(),
          }),
        )
        .min(1)
        .max(100),
    }),
    reply: z.object({
      done: z.array(z.string()),
      refused: z.array(z.object({ id: z.string(), code: z.string(), message: z.string() })),
    }),
  }),
} as const;
