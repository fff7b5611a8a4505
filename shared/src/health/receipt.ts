import * as z from "zod";
import { Day } from "../calendar.ts";
import { GoalFacts } from "./facts.ts";
import { HealthReport } from "./report.ts";

const heading = {
  kind: z.literal("throughline.receipt", 'a receipt says kind "throughline.receipt"'),
  version: z.literal(1, "only receipts of version 1 are known"),
  name: z.string(),
  asOf: Day,
  facts: GoalFacts,
};

/** What reproduces one colour on any machine: the day, the facts as the evaluator read them, and the report it made. */
export const Receipt = z.strictObject({ ...heading, report: HealthReport });
export type Receipt = z.infer<typeof Receipt>;

/** A receipt as somebody hands it in: what was changed in its report is a difference to name, not a file to refuse. */
export const ClaimedReceipt = z.strictObject({
  ...heading,
  report: z.record(z.string(), z.unknown(), "a receipt holds the report that it stands for"),
});
export type ClaimedReceipt = z.infer<typeof ClaimedReceipt>;
