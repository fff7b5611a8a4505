import { z } from "zod";
import { at, Id, list, paging, Prose, Title, Version } from "./basics.ts";
import { Day } from "./calendar.ts";
import { endpoint } from "./endpoint.ts";
import { Amount } from "./numbers.ts";

const id = { id: Id };

const KeyResultFields = {
  name: Title,
  direction: z.enum(["move", "maintain"]).optional(),
  baseline: Amount.optional(),
  target: Amount.optional(),
  lo: Amount.optional(),
  hi: Amount.optional(),
  tolerance: Amount.positive().optional(),
  unit: z.string().max(20).optional(),
  weight: z.number().positive().max(1000).optional(),
  cadence: z.number().int().min(1).max(366).optional(),
  lag: z.number().int().min(0).max(366).optional(),
  resultLag: z.number().int().min(0).max(366).optional(),
  plan: z
    .array(z.tuple([Day, Amount]))
    .max(60)
    .optional(),
};

export const KeyResult = z.object({
  id: z.string(),
  goalId: z.string(),
  name: z.string(),
  direction: z.enum(["move", "maintain"]),
  baseline: z.number().nullable(),
  target: z.number().nullable(),
  lo: z.number().nullable(),
  hi: z.number().nullable(),
  tolerance: z.number().nullable(),
  unit: z.string(),
  weight: z.number(),
  cadence: z.number(),
  lag: z.number(),
  resultLag: z.number(),
  plan: z.array(z.tuple([z.string(), z.number()])),
  latest: z.object({ on: z.string(), value: z.number() }).nullable(),
  version: z.number(),
});
export type KeyResult = z.infer<typeof KeyResult>;

export const Reading = z.object({
  id: z.string(),
  on: z.string(),
  value: z.number(),
  note: z.string().nullable(),
  by: z.string().nullable(),
  recordedAt: z.string(),
});
export type Reading = z.infer<typeof Reading>;

export const keyResultEndpoints = {
  listKeyResults: endpoint({
    method: "GET",
    path: "/goals/:id/key-results",
    summary: "The goal's measures.",
    input: z.strictObject({ ...id, ...at, ...paging }),
    reply: list(KeyResult),
  }),
  createKeyResult: endpoint({
    method: "POST",
    path: "/goals/:id/key-results",
    summary: "A measure: from baseline to target, or kept in a band.",
    input: z.strictObject({ ...id, ...KeyResultFields }),
    reply: KeyResult,
    refusals: ["invalid_measure", "goal_closed"],
  }),
  changeKeyResult: endpoint({
    method: "PATCH",
    path: "/key-results/:id",
    summary: "Change a measure; baseline, target and band want a reason.",
    input: z.strictObject({
      ...id,
      ...z.strictObject(KeyResultFields).partial().shape,
      version: Version,
      reason: Prose.optional(),
    }),
    reply: KeyResult,
    refusals: ["invalid_measure", "reason_missing", "goal_closed"],
  }),
  listReadings: endpoint({
    method: "GET",
    path: "/key-results/:id/readings",
    summary: "Dated values, oldest first.",
    input: z.strictObject({ ...id, ...at, ...paging }),
    reply: list(Reading),
  }),
  createReading: endpoint({
    method: "POST",
    path: "/key-results/:id/readings",
    summary: "One dated value; the same day again replaces it, both stay in history.",
    input: z.strictObject({ ...id, on: Day, value: Amount, note: Prose.optional() }),
    reply: Reading,
    refusals: ["reading_in_future"],
  }),
} as const;
