import { WorkClass } from "@throughline/shared/vocabulary";
import type { Choice } from "@throughline/shared/panel";
import { cut, LINE } from "./limits.ts";
import type { Attached } from "./shapes.ts";

/**
 * An attachment on the task at hand opens the task's own page in Throughline, where it is linked and unlinked: a card has
 * no buttons, and Asana offers no way in beside it (decision 020). Its address also says what was created from the task.
 */
const pageOf = (dashboard: string, task: string): string => `${dashboard}/go/asana/${task}`;

/** Whoever may open the task reads the name, so one of a private goal is not named there (product.md, rule 10). */
const isNamed = (choice: Choice): boolean => choice.key !== null && choice.goal?.private === false;

/** The task at hand itself was linked, or said to serve no goal. */
export function attachedFor(choice: Choice, dashboard: string, task: string): Attached {
  const resource_url = pageOf(dashboard, task);
  if (choice.class !== null) return { resource_name: `Not for a goal: ${choice.title}`, resource_url };
  if (!isNamed(choice)) return { resource_name: "Linked in Throughline", resource_url };
  return { resource_name: cut(`${choice.key ?? ""} ${choice.title}`, LINE), resource_url };
}

/** What was created from a task. `under`: an initiative's key or a class. */
export interface Created {
  count: number;
  under: string | null;
}

export const createdWords = ({ count }: Pick<Created, "count">): string =>
  `${count} ${count === 1 ? "task" : "tasks"} created`;

/** Other tasks were created from the one at hand, which is no more linked than it was. */
export function createdFrom(choice: Choice, count: number, dashboard: string, task: string): Attached {
  const said = createdWords({ count });
  const made = new URLSearchParams({ created: String(count) });
  const under = choice.class ?? (isNamed(choice) ? choice.key : null);
  if (under !== null) made.set("under", under);
  const words =
    choice.class !== null
      ? `${said}, not for a goal: ${choice.title}`
      : under === null
        ? `${said} in Throughline`
        : `${said} under ${under} ${choice.title}`;
  return { resource_name: cut(words, LINE), resource_url: `${pageOf(dashboard, task)}?${made.toString()}` };
}

/** What an attachment's address says was created from its task; null where it says nothing of that. */
export function createdIn(resourceUrl: string): Created | null {
  const found = /\/go\/asana\/\d+\?created=(\d{1,3})(?:&under=(INI-\d+|[a-z]+))?$/.exec(resourceUrl);
  if (found === null) return null;
  const [, count, under = null] = found;
  const known = under === null || under.startsWith("INI-") || WorkClass.safeParse(under).success;
  return { count: Number(count), under: known ? under : null };
}
