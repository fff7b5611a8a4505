import type { HealthState } from "@throughline/shared/vocabulary";
import clsx from "clsx";
import { SOFT_CLASS, toneOf } from "../tone.ts";
import { STATE_WORDS } from "@throughline/shared/health/words";
import { HealthMark } from "./health-mark.tsx";

export function HealthPill({ health, since }: { health: HealthState; since?: string | undefined }) {
  return (
    <span
      className={clsx(
        "inline-flex h-[22px] items-center gap-1.5 rounded-full pr-2.5 pl-1.5 text-xs font-medium whitespace-nowrap",
        SOFT_CLASS[toneOf(health)],
      )}
    >
      <HealthMark health={health} size={12} />
      {STATE_WORDS[health]}
      {since !== undefined && <span className="font-normal">{since}</span>}
    </span>
  );
}
