import * as z from "zod";
import { Day } from "../calendar.ts";
import { SettingOverrides } from "./settings.ts";
import { HealthState, Level } from "./states.ts";

const days = (least: number) =>
  z.int("give a whole number of days").min(least, `give a whole number of days, ${least} or more`);
const weight = z.number().positive("a weight must be above 0: give 1 for an ordinary one");
const Id = z.string().min(1, "an id must not be empty");

export const KeyResultFacts = z.strictObject({
  id: Id.exactOptional(),
  direction: z.enum(["move", "maintain"]).exactOptional(),
  baseline: z.number().exactOptional(),
  target: z.number().exactOptional(),
  lo: z.number().exactOptional(),
  hi: z.number().exactOptional(),
  tolerance: z.number().min(0, "the tolerance must not be below 0").exactOptional(),
  weight: weight.exactOptional(),
  cadence: days(1).exactOptional(),
  lag: days(0).exactOptional(),
  resultLag: days(0).exactOptional(),
  plan: z
    .array(z.tuple([Day, z.number().min(0).max(1, "a plan point is a share of the way, from 0 to 1")]))
    .exactOptional(),
  readings: z.array(z.tuple([Day, z.number()])),
});
export type KeyResultFacts = z.infer<typeof KeyResultFacts>;

export const WorkItemFacts = z.strictObject({
  id: Id,
  status: z.enum(["todo", "doing", "done", "cancelled"]),
  moved: Day,
  owner: z.string().exactOptional(),
  due: Day.exactOptional(),
  size: z.number().exactOptional(),
  blockedSince: Day.exactOptional(),
});
export type WorkItemFacts = z.infer<typeof WorkItemFacts>;

/** Finished work as the service keeps it: counts instead of rows. It says the same as its rows with status done. */
export const FinishedWork = z.strictObject({
  items: z.int().min(0),
  /** how many of them had a size above 0, and the sum of those sizes */
  sized: z.int().min(0),
  size: z.number().min(0),
  /** the last day on which one of them moved */
  last: Day.exactOptional(),
});
export type FinishedWork = z.infer<typeof FinishedWork>;

export const ChildFacts = z.strictObject({
  id: Id.exactOptional(),
  state: HealthState,
  weight: weight.exactOptional(),
});
export type ChildFacts = z.infer<typeof ChildFacts>;

export const CallFacts = z.strictObject({ at: Day, level: Level, reason: z.string().exactOptional() });
export type CallFacts = z.infer<typeof CallFacts>;

/** The shape alone: facts.ts adds what single fields cannot show. */
export const GoalShape = z.strictObject({
  start: Day,
  due: Day,
  state: z.enum(["draft", "active", "paused", "closed"]),
  ambition: z.enum(["committed", "aspirational"]).exactOptional(),
  dropped: z.boolean().exactOptional(),
  keyResults: z.array(KeyResultFacts),
  items: z.array(WorkItemFacts),
  finished: z.array(FinishedWork).exactOptional(),
  children: z.array(ChildFacts).exactOptional(),
  call: CallFacts.exactOptional(),
  holidays: z.array(Day).exactOptional(),
  syncedTo: Day.exactOptional(),
  throughput: z.array(z.int().min(0, "a week's count of finished items must not be below 0")).exactOptional(),
  settings: SettingOverrides.exactOptional(),
});
export type GoalShape = z.infer<typeof GoalShape>;
