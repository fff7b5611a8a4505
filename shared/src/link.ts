import { z } from "zod";
import { LinkId, Moment } from "./basics.ts";
import { WorkClass } from "./vocabulary.ts";

/** Where a work item carries its link: Jira issue property and Asana data key (architecture.md, Names on the wire). */
export const MARK_KEY = "throughline";

/** JQL aliases of the indexed paths. */
export const JQL_LINK = "throughlineLink";
export const JQL_INITIATIVE = "throughline";

/**
 * What a tool's item carries from birth. `initiative` is the key (INI-12), so that `throughline = "INI-12"` reads well
 * in JQL. No title, no goal: whoever sees the issue may read this; of a private goal not even the key, but "". `at` is when
 * the mark was made, in the create call itself: it tells an original from a copy, which is younger (docs/decisions/009).
 */
export const Mark = z
  .object({
    v: z.literal(1).optional(),
    link: LinkId,
    initiative: z.string().max(40).optional(),
    class: WorkClass.optional(),
    at: Moment,
  })
  .refine((mark) => (mark.initiative === undefined) !== (mark.class === undefined), {
    message: "A mark names an initiative or a class, one of the two.",
  });
export type Mark = z.infer<typeof Mark>;

/** The initiative's key in running text, for example "[INI-12] Audit accounts"; null where there is none. */
export function keyInText(value: string): string | null {
  return /\[(INI-\d{1,9})\]/i.exec(value)?.[1]?.toUpperCase() ?? null;
}
