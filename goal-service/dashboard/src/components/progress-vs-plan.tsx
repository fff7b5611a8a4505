import type { HealthState } from "@throughline/shared/vocabulary";
import { percent } from "../format.ts";
import { MARK_CLASS, toneOf } from "../tone.ts";

interface ProgressVsPlanProps {
  health: HealthState;
  progress: number | null;
  expected: number | null;
  width?: number;
}

/** How far the goal is, with a tick where it should be today. */
export function ProgressVsPlan({ health, progress, expected, width = 88 }: ProgressVsPlanProps) {
  const done = progress === null ? null : Math.min(1, Math.max(0, progress));
  const plan = expected === null ? null : Math.min(1, Math.max(0, expected));
  const label = [
    done === null ? "Not measured yet" : `${percent(done)} of the way`,
    plan === null ? "" : `, ${percent(plan)} expected by today`,
  ].join("");
  return (
    <svg width={width} height={14} role="img" aria-label={label} className={`flex-none ${MARK_CLASS[toneOf(health)]}`}>
      <rect x="0" y="5" width={width} height="4" rx="2" fill="var(--line)" />
      {done !== null && <rect x="0" y="5" width={Math.max(3, width * done)} height="4" rx="2" fill="currentColor" />}
      {plan !== null && (
        <rect x={Math.min(width - 1.5, width * plan)} y="1" width="1.5" height="12" rx=".75" fill="var(--fg)" />
      )}
    </svg>
  );
}
