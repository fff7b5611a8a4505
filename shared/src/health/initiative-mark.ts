import { type Day, dayNumber, holidaysOf } from "../calendar.ts";
import type { FinishedWork, WorkItemFacts } from "./fact-shapes.ts";
import { type SettingOverrides, settingsOf } from "./settings.ts";
import type { WorkLevel } from "./states.ts";
import { judgeWork, readyWork, workDayOf } from "./work.ts";

export interface InitiativeFacts {
  items: readonly WorkItemFacts[];
  finished?: readonly FinishedWork[];
  holidays?: readonly Day[];
  syncedTo?: Day;
  settings?: SettingOverrides;
}

/** An initiative has no health: its mark is the work level (F13) of its own items. */
export function initiativeMark(facts: InitiativeFacts, asOf: Day): WorkLevel {
  const settings = settingsOf(facts.settings);
  const work = readyWork(facts, holidaysOf(facts.holidays), settings);
  return judgeWork(work, dayNumber(workDayOf(asOf, facts.syncedTo)), null, settings).level;
}
