import type { Day } from "@throughline/shared/calendar";
import { plural, shortDay } from "@throughline/shared/health/quantity";
import type { Warning } from "@throughline/shared/panel";
import { counted } from "./behind.ts";

/** The words of each warning: `long` for Jira, `short` for Asana, whose labels end at 50 characters (ui.md 6.4). */

/** What the words depend on beside the facts: which day it is, and what the reader's tool calls its items. */
export interface Reader {
  today: Day;
  tool: string | undefined;
}

const on = (day: Day | null, { today }: Reader) => (day === null ? "" : ` on ${shortDay(day, today)}`);

const RESULTS: Record<string, string> = {
  achieved: "achieved",
  partial: "partly achieved",
  missed: "missed",
  dropped: "dropped",
};

export function goalClosed(result: string | null, since: Day | null, reader: Reader): Warning {
  const known = RESULTS[result ?? ""];
  const word = known ?? "closed";
  const when = known ? on(since, reader) : "";
  return {
    code: "closed",
    long: `This goal was ${word}${when}. Choose another, or reopen it.`,
    short: `Goal ${word}: choose another`,
    tone: "error",
    blocks: true,
  };
}

export const initiativeClosed = (state: string): Warning => ({
  code: "closed",
  long: `This initiative is ${state}. Choose another, or make it active again.`,
  short: `Initiative is ${state}: choose another`,
  tone: "error",
  blocks: true,
});

export const paused = (since: Day | null, reader: Reader): Warning => ({
  code: "paused",
  long: `This goal was paused${on(since, reader)}. Is this work still wanted?`,
  short: `Goal paused${on(since, reader)}`,
  tone: "warning",
  blocks: false,
});

export function stuck(
  { doing, stalled, longest }: { doing: number; stalled: number; longest: number },
  { tool }: Reader,
): Warning {
  const unmoved =
    longest === 0 ? "" : `, ${stalled === 1 ? "unmoved" : "one unmoved"} for ${plural(longest, "working day")}`;
  return {
    code: "stuck",
    long: `${counted(doing, tool)} ${doing === 1 ? "is" : "are"} in progress for this goal and ${stalled} ${stalled === 1 ? "is" : "are"} stalled${unmoved}. Help ${stalled === 1 ? "that one" : "those"} first?`,
    short: `On this goal: ${doing} in progress, ${stalled} stalled`,
    tone: "info",
    blocks: false,
  };
}

export const enough = (doing: number, other: { title: string; samePriority: boolean }, { tool }: Reader): Warning => ({
  code: "enough",
  long: `This goal has ${counted(doing, tool)} in progress, the most of any. “${other.title}” has ${other.samePriority ? "the same" : "a higher"} priority and none.`,
  short: `Goal already has ${doing} in progress`,
  tone: "info",
  blocks: false,
});

export const dueAfterGoal = (due: Day, reader: Reader): Warning => ({
  code: "due_after_goal",
  long: `Due after the goal ends${on(due, reader)}.`,
  short: `Due after the goal ends, ${shortDay(due, reader.today)}`,
  tone: "info",
  blocks: false,
});

export const firstItem = (): Warning => ({
  code: "first_item",
  long: "Nothing is open under this initiative yet. This would be the first.",
  short: "First one under this initiative",
  tone: "good",
  blocks: false,
});

const firstName = (name: string) => (name.split(" ")[0] ?? name).slice(0, 20);

interface Carrying {
  name: string;
  doing: number;
  limit: number;
}

/** `room`: somebody on the same goal who carries less, named only to those who may see load. */
export function overload(owner: Carrying, room: Carrying | null): Warning {
  const who = firstName(owner.name);
  return {
    code: "overloaded",
    long: `${who} has ${owner.doing} in progress, the limit is ${owner.limit}.${room ? ` ${firstName(room.name)} has ${room.doing}.` : ""}`,
    short: `${who} has ${owner.doing} in progress, limit ${owner.limit}`,
    tone: "warning",
    blocks: false,
  };
}

/** The same for somebody who may not see how much a person carries. */
export function manyOpen(name: string): Warning {
  const words = `${firstName(name)} has a lot in progress`;
  return {
    code: "overloaded",
    long: `${words}. Ask before you add to it.`,
    short: words,
    tone: "warning",
    blocks: false,
  };
}
