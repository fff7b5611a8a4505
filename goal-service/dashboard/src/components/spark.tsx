import type { HealthState } from "@throughline/shared/vocabulary";
import { memo } from "react";
import { MARK_CLASS, toneOf } from "../tone.ts";

interface SparkProps {
  health: HealthState;
  trend: readonly (number | null)[];
  plan: readonly number[];
  /** Whether a lower value is the better one: the line then falls as its metric does. */
  down: boolean;
  label: string;
  width?: number;
  height?: number;
}

interface Point {
  index: number;
  share: number;
}

function pathOf(points: readonly Point[], x: (index: number) => number, y: (share: number) => number): string {
  return points
    .map(({ index, share }, at) => `${at === 0 ? "M" : "L"}${x(index).toFixed(1)} ${y(share).toFixed(1)}`)
    .join("");
}

/** Twelve weeks of the way travelled, in the direction of the metric's values, with the plan as a dotted line. */
export const Spark = memo(function Spark({ health, trend, plan, down, label, width = 84, height = 24 }: SparkProps) {
  const actual = trend.flatMap((share, index) => (share === null ? [] : [{ index, share }]));
  const planned = plan.map((share, index) => ({ index, share }));
  const shares = [...actual, ...planned].map((point) => point.share);
  const low = Math.min(...shares);
  const span = Math.max(...shares) - low || 1;
  const weeks = Math.max(trend.length, plan.length, 2);
  const x = (index: number) => 2 + (index * (width - 6)) / (weeks - 1);
  const y = (share: number) => {
    const part = (share - low) / span;
    return height - 4 - (down ? 1 - part : part) * (height - 8);
  };
  const last = actual.at(-1);
  return (
    <svg width={width} height={height} role="img" aria-label={label} className={MARK_CLASS[toneOf(health)]}>
      {shares.length > 0 && (
        <path
          d={pathOf(planned, x, y)}
          fill="none"
          stroke="var(--fg-3)"
          strokeDasharray="2 2.5"
          strokeWidth="1"
          opacity=".75"
        />
      )}
      <path
        d={pathOf(actual, x, y)}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      {last !== undefined && <circle cx={x(last.index)} cy={y(last.share)} r="2.3" fill="currentColor" />}
    </svg>
  );
});
