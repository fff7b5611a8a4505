import { z } from "zod";
import { at, Id, list, paging, Prose, Title, Version } from "./basics.ts";
import { Day } from "./calendar.ts";
import { endpoint } from "./endpoint.ts";
import { Amount, Weight } from "./numbers.ts";

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
  weight: Weight.optional(),
  cadence: z.number().int().min(1).max(366).optional(),
  lag: z.number().int().min(0).max(366).optional(),
  resultLag: z.number().int().min(0).max(366).optional(),
  plan: z
    .array(z.tuple([Day, Amount]))
    .max(60)
    .optional(),
};

/** Where the measure stands when it is made: its first reading. */
const FirstReading = z.strictObject({ on: Day, value: Amount, note: Prose.optional() });

/** A measure as it is made, with its first reading where that is known. */
export const NewKeyResult = z.strictObject({ ...KeyResultFields, reading: FirstReading.optional() });
export type NewKeyResult = z.infer<typeof NewKeyResult>;

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

/** A reading as it was recorded, and what came in its place: another value of that day, or none. */
export const RecordedReading = Reading.extend({
  ended: z
    .object({
      how: z.enum(["replaced", "removed"]),
      at: z.string(),
      by: z.string().nullable(),
      reason: z.string().nullable(),
    })
    .nullable(),
});
export type RecordedReading = z.infer<typeof RecordedReading>;

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
    summary: "A measure: from baseline to target, or kept in a band; with its first reading where that is known.",
    input: z.strictObject({ ...id, ...NewKeyResult.shape }),
    reply: KeyResult,
    refusals: ["invalid_measure", "goal_closed", "reading_in_future"],
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
  removeKeyResult: endpoint({
    method: "DELETE",
    path: "/key-results/:id",
    summary:
      "The goal is measured by it no more; its readings stay in the history, its initiatives serve the goal as a whole.",
    input: z.strictObject({ ...id, version: Version, reason: Prose }),
    reply: KeyResult,
    refusals: ["goal_closed"],
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
  listReadingHistory: endpoint({
    method: "GET",
    path: "/key-results/:id/readings/history",
    summary: "Every value as it was recorded, newest first, with what was corrected and taken back.",
    input: z.strictObject({ ...id, ...at, ...paging }),
    reply: list(RecordedReading),
  }),
  correctReading: endpoint({
    method: "PATCH",
    path: "/readings/:id",
    summary: "Another value, day or note in place of a reading; both stay in history.",
    input: z.strictObject({ ...id, on: Day.optional(), value: Amount.optional(), note: Prose.nullable().optional() }),
    reply: Reading,
    refusals: ["reading_in_future"],
  }),
  removeReading: endpoint({
    method: "DELETE",
    path: "/readings/:id",
    summary: "Take a reading back; it stays in history.",
    input: z.strictObject({ ...id, reason: Prose.optional() }),
    reply: Reading,
  }),
} as const;
