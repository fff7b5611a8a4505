import type { Choice } from "@throughline/shared/panel";
import { cut, LINE } from "./limits.ts";
import type { Attached } from "./shapes.ts";

/**
 * What the task at hand shows of its initiative. Whoever may open the task reads it, so one of a private goal is not named
 * there (product.md, rule 10): the task's own page in Throughline says to each reader what they may know.
 */
export function attachedFor({ key, title, goal }: Choice, dashboard: string, task: string): Attached {
  if (key === null || goal?.private !== false)
    return { resource_name: "Linked in Throughline", resource_url: `${dashboard}/go/asana/${task}` };
  return { resource_name: cut(`${key} ${title}`, LINE), resource_url: `${dashboard}/initiatives/${key}` };
}
