import * as z from "zod";
import { Day } from "../calendar.ts";
import { GoalFacts, parseFacts, StoredFacts } from "./facts.ts";
import { HealthReport } from "./report.ts";

const heading = {
  kind: z.literal("throughline.receipt", 'a receipt says kind "throughline.receipt"'),
  version: z.literal(1, "only receipts of version 1 are known"),
  name: z.string(),
  asOf: Day,
};

/** What reproduces one colour on any machine: the day, the facts as the evaluator read them, and the report it made. */
export const Receipt = z.strictObject({ ...heading, facts: z.union([GoalFacts, StoredFacts]), report: HealthReport });
export type Receipt = z.infer<typeof Receipt>;

const Claimed = z.strictObject({
  ...heading,
  facts: StoredFacts,
  report: z.record(z.string(), z.unknown(), "a receipt holds the report that it stands for"),
});

/**
 * A receipt as somebody hands it in: what was changed in its report is a difference to name, not a file to refuse. Facts
 * that can't be evaluated are refused unless the report says so itself.
 */
export const ClaimedReceipt = Claimed.superRefine(({ facts, report }, context) => {
  const parsed = parseFacts(facts);
  const said = report["evidence"];
  if (parsed.ok || (Array.isArray(said) && said.some((part: unknown) => Facts.safeParse(part).success))) return;
  for (const { path, message } of parsed.issues) {
    context.addIssue({ code: "custom", path: ["facts", ...path.split(".")], message });
  }
});
const Facts = z.looseObject({ kind: z.literal("facts") });
export type ClaimedReceipt = z.infer<typeof ClaimedReceipt>;
