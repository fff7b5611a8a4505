// Replays the ten weeks through the product: the clock goes back, the company is entered, and then day after day people
// do what they did. Nothing is inserted: each row of the workspace comes of a call, a delivery or a reading.
import { dayOf } from "@throughline/shared/calendar";
import { setTimeout as sleep } from "node:timers/promises";
import { actsByDay } from "./acts.ts";
import { type Days, daysFrom } from "./calendar.ts";
import { doActs, type Site } from "./do-acts.ts";
import { goals } from "./goals.ts";
import type { Asana } from "./asana.ts";
import { connectAsana } from "./connect-asana.ts";
import type { Jira } from "./jira.ts";
import { pairJira } from "./pair.ts";
import type { Service } from "./service.ts";
import { makeCompany, makeGoal } from "./set-up.ts";
import { LAST_DAY } from "./shapes.ts";
import { tellReadings, tellStory } from "./tell.ts";

export interface Tools {
  jira: Jira;
  jiraUrl: string;
  asana: Asana;
}

export async function play(service: Service, tools: Tools, say: (line: string) => void): Promise<void> {
  const { client } = service;
  const { jira, jiraUrl, asana } = tools;
  const shift = (day: number) => day - LAST_DAY;
  await service.setDays(shift(0));
  await Promise.all([jira.reachDay(shift(0)), asana.reachDay(shift(0))]);
  const days = daysFrom(dayOf(await service.today()));
  const known = await makeCompany(client, days);
  await pairJira(jira, client);
  await connectAsana(asana, service);
  const site: Site = { jira, jiraUrl, asana, known, days, keys: new Map() };
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
    if (acts.has(day)) await settle(service, tools, shift(day));
  }
  await Promise.all([jira.handOver(), asana.handOver()]);
}

/** A goal whose period began before the sample's first day is entered on that day. */
const madeOn = (start: number, days: Days): number => days.workday(Math.max(0, start));

/** The day ends when the tools have told everything and the service has understood it. */
async function settle({ client, setDays }: Service, { jira, asana }: Tools, today: number): Promise<void> {
  await Promise.all([jira.heard(), asana.heard()]);
  for (;;) {
    await setDays(today);
    const { items } = await client.listConnections({});
    if (items.every(({ backlog }) => backlog.pending === 0)) return;
    await sleep(20);
  }
}
