// What the page can ask of the app, each as the page names it.
import { z } from "zod";

const Values = z.record(z.string(), z.unknown());
const onTask = { task: z.string() };
const onProject = { project: z.string(), rule: z.string().optional() };
const url = z.url({ protocol: /^https?$/ });

export const Ask = z.discriminatedUnion("call", [
  z.strictObject({ call: z.literal("form"), ...onTask }),
  z.strictObject({ call: z.literal("change"), ...onTask, url, changed_field: z.string(), values: Values }),
  z.strictObject({ call: z.literal("submit"), ...onTask, url, values: Values }),
  z.strictObject({ call: z.literal("search"), ...onTask, url, text: z.string() }),
  z.strictObject({ call: z.literal("lookup"), ...onTask, text: z.string() }),
  z.strictObject({ call: z.literal("attach"), ...onTask, query: z.string() }),
  z.strictObject({ call: z.literal("widget"), ...onTask, attachment: z.string() }),
  z.strictObject({ call: z.literal("rule_form"), ...onProject }),
  z.strictObject({ call: z.literal("rule_change"), ...onProject, url, changed_field: z.string(), values: Values }),
  z.strictObject({ call: z.literal("rule_submit"), ...onProject, url, values: Values, rule_name: z.string() }),
  z.strictObject({ call: z.literal("rule_search"), ...onProject, url, text: z.string() }),
]);
export type Ask = z.infer<typeof Ask>;
