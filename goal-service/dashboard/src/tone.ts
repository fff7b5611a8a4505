import type { HealthState, WorkLevel } from "@throughline/shared/vocabulary";

/** The six colours of health. Components take a health or a tone, never a colour. */
export type Tone = "on" | "risk" | "off" | "none" | "done";

const STATE_TONES: Record<HealthState, Tone> = {
  green: "on",
  amber: "risk",
  red: "off",
  outdated: "none",
  unmeasured: "none",
  warming: "on",
  draft: "none",
  paused: "none",
  achieved: "done",
  partial: "done",
  missed: "off",
  dropped: "none",
};

const LEVEL_TONES: Record<WorkLevel, Tone> = {
  green: "on",
  amber: "risk",
  red: "off",
  uncovered: "none",
  finished: "done",
};

export const toneOf = (health: HealthState): Tone => STATE_TONES[health];
export const toneOfLevel = (level: WorkLevel): Tone => LEVEL_TONES[level];

export const MARK_CLASS: Record<Tone, string> = {
  on: "text-onmark",
  risk: "text-riskmark",
  off: "text-offmark",
  none: "text-nonemark",
  done: "text-donemark",
};
export const TEXT_CLASS: Record<Tone, string> = {
  on: "text-on",
  risk: "text-risk",
  off: "text-off",
  none: "text-none",
  done: "text-done",
};
export const SOFT_CLASS: Record<Tone, string> = {
  on: "bg-onbg text-on",
  risk: "bg-riskbg text-risk",
  off: "bg-offbg text-off",
  none: "bg-nonebg text-none",
  done: "bg-donebg text-done",
};
