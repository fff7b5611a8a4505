import * as z from "zod";
import { Day } from "../calendar.ts";
import { Amount, LARGEST } from "../numbers.ts";
import { SettingOverrides } from "./settings.ts";
import { HealthState, Level } from "./states.ts";

const most = (limit: number) => `this number is too large: give ${limit} or less`;
const days = (least: number) =>
  z
    .int("give a whole number of days")
    .min(least, `give a whole number of days, ${least} or more`)
    .max(LARGEST, most(LARGEST));
const count = (message: string) => z.int(message).min(0, message).max(LARGEST, most(LARGEST));
const WHOLE = "give a whole number, 0 or more";
const SHARE = "a plan point is a share of the way: give a number from 0 to 1";
/** Smaller ones would be lost beside the others, and in the end to zero. */
const weight = Amount.min(1e-9, "a weight must be above 0, at least 1e-9: give 1 for an ordinary one");
const Id = z.string().min(1, "an id must not be empty");

export const KeyResultFacts = z.strictObject({
  id: Id.exactOptional(),
  direction: z.enum(["move", "maintain"]).exactOptional(),
  baseline: Amount.exactOptional(),
  target: Amount.exactOptional(),
  lo: Amount.exactOptional(),
  hi: Amount.exactOptional(),
  tolerance: Amount.min(0, "the tolerance must not be below 0").exactOptional(),
  weight: weight.exactOptional(),
  cadence: days(1).exactOptional(),
  lag: days(0).exactOptional(),
  resultLag: days(0).exactOptional(),
  plan: z.array(z.tuple([Day, z.number().min(0, SHARE).max(1, SHARE)])).exactOptional(),
  readings: z.array(z.tuple([Day, Amount])),
});
export type KeyResultFacts = z.infer<typeof KeyResultFacts>;

export const WorkItemFacts = z.strictObject({
  id: Id,
  status: z.enum(["todo", "doing", "done", "cancelled"]),
  moved: Day,
  owner: z.string().exactOptional(),
  due: Day.exactOptional(),
  size: Amount.exactOptional(),
  blockedSince: Day.exactOptional(),
});
export type WorkItemFacts = z.infer<typeof WorkItemFacts>;

/** Finished work as the service keeps it: counts instead of rows. It says the same as its rows with status done. */
export const FinishedWork = z.strictObject({
  items: count(WHOLE),
  /** how many of them had a size above 0, and the sum of those sizes */
  sized: count(WHOLE),
  size: Amount.min(0),
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
  throughput: z.array(count("a week's count of finished items is a whole number: give 0 or more")).exactOptional(),
  settings: SettingOverrides.exactOptional(),
});
export type GoalShape = z.infer<typeof GoalShape>;
