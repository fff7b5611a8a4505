import { Lozenge } from "@forge/react";
import { STATE_WORDS } from "@throughline/shared/health/words";
import type { HealthState } from "@throughline/shared/vocabulary";

const LOOKS: Partial<Record<HealthState, "success" | "warning" | "danger">> = {
  green: "success",
  achieved: "success",
  amber: "warning",
  partial: "warning",
  red: "danger",
  missed: "danger",
};

/** A goal's health is always a word; the colour only repeats it. */
export function Health({ state }: { state: HealthState }) {
  return <Lozenge appearance={LOOKS[state] ?? "neutral"}>{STATE_WORDS[state]}</Lozenge>;
}
