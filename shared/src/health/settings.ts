import * as z from "zod";

/** Every threshold of the model: its default, and the bounds within which a workspace may set it. */
const THRESHOLDS = {
  aspirationalTarget: [0.7, 0.1, 1],
  paceGap: [0.05, 0, 1],
  paceRatio: [0.9, 0, 1],
  redPaceRatio: [0.7, 0, 1],
  redPaceGap: [0.15, 0, 1],
  trendReadings: [4, 2, 50],
  trendWindowDays: [42, 7, 365],
  trendSpanDays: [21, 1, 365],
  trendGreen: [0.9, 0, 1],
  trendAmber: [0.7, 0, 1],
  earlyShare: [0.15, 0, 0.9],
  maintainAmber: [0.7, 0, 1],
  worseThanBaseline: [0.05, 0, 1],
  readingGraceDays: [3, 0, 90],
  outdatedCadences: [2, 1, 10],
  flatDays: [21, 1, 365],
  flatRange: [0.02, 0, 1],
  voteRed: [0.5, 0.01, 1],
  voteAmber: [0.2, 0.01, 1],
  voteKnown: [0.5, 0, 1],
  sizedShare: [0.8, 0.01, 1],
  stallDays: [10, 1, 120],
  blockedDays: [5, 1, 120],
  longIdleDays: [20, 1, 240],
  quietDays: [10, 1, 120],
  quietWeekDays: [5, 1, 120],
  stalledRedShare: [0.6, 0.01, 1],
  stalledAmberShare: [0.2, 0.01, 1],
  overdueRedShare: [0.5, 0.01, 1],
  overdueAmberShare: [0.2, 0.01, 1],
  forecastGreen: [0.85, 0.01, 1],
  forecastAmber: [0.5, 0.01, 1],
  forecastWeeks: [6, 1, 52],
  forecastFinished: [5, 1, 1000],
  partialShare: [0.7, 0, 1],
  doneShare: [0.8, 0.01, 1],
  falsePositiveElapsed: [0.3, 0, 1],
  falsePositiveGap: [0.15, 0, 1],
  falsePositiveFlatGap: [0.05, 0, 1],
  unexplainedProgress: [0.1, 0, 1],
  callDays: [14, 1, 90],
} as const satisfies Record<string, readonly [value: number, min: number, max: number]>;

export type SettingName = keyof typeof THRESHOLDS;
export type Settings = Readonly<Record<SettingName, number>>;

const NAMES = Object.keys(THRESHOLDS) as [SettingName, ...SettingName[]];
const WHOLE = /(Days|Weeks|Readings|Finished|Cadences)$/;
/** The first may not lie above the second: an amber limit beyond its red one would turn the scale around. */
const ORDERED: readonly (readonly [SettingName, SettingName])[] = [
  ["paceGap", "redPaceGap"],
  ["redPaceRatio", "paceRatio"],
  ["trendAmber", "trendGreen"],
  ["trendSpanDays", "trendWindowDays"],
  ["voteAmber", "voteRed"],
  ["stalledAmberShare", "stalledRedShare"],
  ["overdueAmberShare", "overdueRedShare"],
  ["forecastAmber", "forecastGreen"],
  ["stallDays", "longIdleDays"],
  ["quietWeekDays", "quietDays"],
  ["falsePositiveFlatGap", "falsePositiveGap"],
];

export const DEFAULT_SETTINGS = Object.fromEntries(NAMES.map((name) => [name, THRESHOLDS[name][0]])) as Settings;

function complaint(name: SettingName, value: number): string | undefined {
  const [, min, max] = THRESHOLDS[name];
  const whole = WHOLE.test(name);
  if (value >= min && value <= max && (!whole || Number.isInteger(value))) return undefined;
  return `${name} is ${value}: give ${whole ? "a whole number" : "a number"} from ${min} to ${max}`;
}

/** Thresholds that a workspace sets for itself; the others keep their default. */
export const SettingOverrides = z.partialRecord(z.enum(NAMES), z.number()).superRefine((overrides, context) => {
  for (const name of NAMES) {
    const value = overrides[name];
    const message = value === undefined ? undefined : complaint(name, value);
    if (message !== undefined) context.addIssue({ code: "custom", path: [name], message });
  }
  const settings = { ...DEFAULT_SETTINGS, ...overrides };
  for (const [low, high] of ORDERED) {
    if (settings[low] <= settings[high]) continue;
    const message = `${low} is ${settings[low]}, above ${high} at ${settings[high]}: give ${low} at most ${settings[high]}`;
    context.addIssue({ code: "custom", path: [low], message });
  }
});
export type SettingOverrides = z.infer<typeof SettingOverrides>;

export function settingsOf(overrides: SettingOverrides | undefined): Settings {
  return overrides === undefined ? DEFAULT_SETTINGS : { ...DEFAULT_SETTINGS, ...overrides };
}

/** The thresholds that differ from the defaults, by name, or undefined where none does. */
export function changedSettings(settings: Settings): Record<string, number> | undefined {
  const changed = NAMES.filter((name) => settings[name] !== DEFAULT_SETTINGS[name]);
  if (changed.length === 0) return undefined;
  return Object.fromEntries(changed.map((name) => [name, settings[name]]));
}
