import { limitText, metricText } from "@throughline/shared/health/metric-scale";
import { shortDay } from "@throughline/shared/health/quantity";
import { STATE_WORDS } from "@throughline/shared/health/words";
import type { PanelItem } from "@throughline/shared/panel";
import type { HealthState, WorkClass } from "@throughline/shared/vocabulary";
import type { CardField } from "./shapes.ts";

export const stateWord = (state: HealthState): string => STATE_WORDS[state];

/** Asana has no amber. Red and green stand for what they are everywhere; everything undecided is grey. */
export const PILL: Record<HealthState, Extract<CardField, { type: "pill" }>["color"]> = {
  green: "green",
  amber: "yellow",
  red: "red",
  outdated: "cool-gray",
  unmeasured: "cool-gray",
  warming: "aqua",
  draft: "cool-gray",
  paused: "cool-gray",
  achieved: "indigo",
  partial: "indigo",
  missed: "cool-gray",
  dropped: "cool-gray",
};

const CLASSES: Record<WorkClass, { name: string; about: string }> = {
  maintenance: { name: "Maintenance", about: "Keeps what we have running" },
  emergency: { name: "Emergency", about: "Can't wait; ends on a date" },
  opportunity: { name: "Opportunity", about: "Worth a look; decided within 14 days" },
  debt: { name: "Technical debt", about: "Pays back what was left open" },
};

export const className = (id: WorkClass): string => CLASSES[id].name;
export const classAbout = (id: WorkClass): string => CLASSES[id].about;

/** "106.9% of 110%, plan 108.2%". */
export function metricWords(line: NonNullable<PanelItem["keyResult"]>): string {
  const { now, target, expected } = line;
  const at = now === null ? "No reading yet" : metricText(now, line);
  const end = target === null ? "" : metricText(target, line);
  const to = end === "" ? "" : now === null ? `, target ${end}` : ` of ${end}`;
  return `${at}${to}${expected === null ? "" : `, plan ${limitText(expected, now, line)}`}`;
}

/** "1 of 5 done, 3 active". */
export const workWords = ({ done, total, doing }: NonNullable<PanelItem["initiative"]>): string =>
  total === 0 ? "No work yet" : `${done} of ${total} done, ${doing} active`;

export const dayWords = (day: string, today: string): string => shortDay(day, today);
