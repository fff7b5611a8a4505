// What people tell Throughline itself: the readings of a day, check-ins, decisions, and changes of a goal.
import type { Client } from "@throughline/shared/client";
import type { Days } from "./calendar.ts";
import { goals } from "./goals.ts";
import { found, type Known } from "./set-up.ts";
import type { KeyResultPlan } from "./shapes.ts";
import { type Event, story } from "./story.ts";

/** The readings that fall on this working day, with the day they are about: always the day itself. */
export async function tellReadings(client: Client, known: Known, days: Days, day: number): Promise<void> {
  const due = goals
    .flatMap(({ keyResults }) => keyResults)
    .flatMap((plan) => readingsOn(plan, days, day).map((value) => ({ id: found(known.keyResults, plan), value })));
  await Promise.all(due.map((reading) => client.createReading({ ...reading, on: days.on(day) })));
}

const readingsOn = ({ first = 0, every, readings }: KeyResultPlan, days: Days, day: number): number[] =>
  readings.filter((_, index) => days.workday(first + index * every) === day);

export async function tellStory(client: Client, known: Known, days: Days, day: number): Promise<void> {
  for (const event of story.filter((each) => days.workday(each.day) === day)) await tell(client, known, days, event);
}

async function tell(client: Client, known: Known, days: Days, event: Event): Promise<void> {
  const { id } = found(known.goals, event.goal);
  switch (event.kind) {
    case "check-in":
      await client.createCheckIn({ id, note: event.note, confidence: event.confidence });
      return;
    case "decision": {
      const { what, reason, until } = event;
      await client.createDecision({ id, what, reason, ...(until !== undefined && { until: days.on(until) }) });
      return;
    }
    case "priority":
    case "pause": {
      const { version } = await client.getGoal({ id });
      const change = event.kind === "pause" ? { state: "paused" as const } : { priority: event.to };
      await client.changeGoal({ id, version, reason: event.reason, ...change });
      return;
    }
    case "close":
      await client.closeGoal({ id, reason: event.reason });
      await endInitiatives(client, id);
  }
}

async function endInitiatives(client: Client, goalId: string): Promise<void> {
  for (const { id, version } of (await client.listInitiatives({ goalId })).items) {
    await client.changeInitiative({ id, version, state: "done" });
  }
}
