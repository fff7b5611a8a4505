// Replays the ten weeks through the product: the clock goes back, the company is entered, and then day after day people
// do what they did. Nothing is inserted: each row of the workspace comes of a call, a delivery or a reading.
import { dayOf } from "@throughline/shared/calendar";
import { setTimeout as sleep } from "node:timers/promises";
import { actsByDay } from "./acts.ts";
import { type Days, daysFrom } from "./calendar.ts";
import { doActs, type Site } from "./do-acts.ts";
import { goals } from "./goals.ts";
import type { Jira } from "./jira.ts";
import { pairJira } from "./pair.ts";
import type { Service } from "./service.ts";
import { makeCompany, makeGoal } from "./set-up.ts";
import { LAST_DAY } from "./shapes.ts";
import { tellReadings, tellStory } from "./tell.ts";

/** `before`: how many days before today the sample ends; 0 but for tests of other days of the week. */
export async function play(service: Service, jira: Jira, say: (line: string) => void, before = 0): Promise<void> {
  const { client } = service;
  const shift = (day: number) => day - LAST_DAY - before;
  await service.setDays(shift(0));
  await jira.reachDay(shift(0));
  const days = daysFrom(dayOf(await service.today()));
  const known = await makeCompany(client, days);
  const connectionId = await pairJira(jira, client);
  const site: Site = { jira, known, days, keys: new Map() };
  const acts = actsByDay(days);
  for (let day = 0; day <= LAST_DAY; day++) {
    if (day % 7 === 0 && day < LAST_DAY) say(`Sample: week ${day / 7 + 1} of ${LAST_DAY / 7}`);
    if (day > 0) await service.passDay();
    for (const plan of goals.filter((goal) => madeOn(goal.start, days) === day)) {
      await makeGoal(client, known, plan, days);
    }
    await doActs(site, acts.get(day) ?? []);
    await tellReadings(client, known, days, day);
    await tellStory(client, known, days, day);
    if (acts.has(day)) await settle(service, jira, connectionId, shift(day));
  }
  await jira.handOver();
}

/** A goal whose period began before the sample's first day is entered on that day. */
const madeOn = (start: number, days: Days): number => days.workday(Math.max(0, start));

/** The day ends when Jira's app has told everything and the service has understood it. */
async function settle({ client, setDays }: Service, jira: Jira, connectionId: string, today: number): Promise<void> {
  await jira.heard();
  for (;;) {
    await setDays(today);
    const { items } = await client.listConnections({});
    const backlog = items.find(({ id }) => id === connectionId)?.backlog;
    if (backlog?.pending === 0) return;
    await sleep(20);
  }
}
