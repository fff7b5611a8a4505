import type { InitiativeWork } from "../initiatives/work.ts";

/** What a tool calls its items, as its own users read it. */
export const NOUN: Record<string, [one: string, many: string]> = {
  jira: ["work item", "work items"],
  asana: ["task", "tasks"],
};

export const counted = (count: number, tool: string | undefined): string => {
  const [one, many] = NOUN[tool ?? ""] ?? ["item", "items"];
  return `${count} ${count === 1 ? one : many}`;
};

/** Whether the goal has enough behind it, in words. */
export function behindInWords(work: readonly InitiativeWork[], tool: string | undefined): string {
  const sum = (count: (each: InitiativeWork) => number) => work.reduce((total, each) => total + count(each), 0);
  const doing = sum(({ counts }) => counts.doing);
  const todo = sum(({ counts }) => counts.todo);
  const done = sum(({ counts }) => counts.done);
  const stalled = sum(({ counts }) => counts.stalled);
  if (doing > 0) return `${counted(doing, tool)} in progress${stalled > 0 ? `, ${stalled} stalled` : ""}`;
  if (todo > 0) return `Nothing in progress, ${counted(todo, tool)} to do`;
  return done > 0 ? `Nothing open, ${counted(done, tool)} done` : "Nothing behind it yet";
}
