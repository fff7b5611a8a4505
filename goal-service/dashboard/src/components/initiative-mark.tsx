import type { WorkLevel } from "@throughline/shared/vocabulary";
import clsx from "clsx";
import { memo, type ReactNode } from "react";
import { MARK_CLASS, toneOfLevel } from "../tone.ts";

/* The work level of an initiative: bars of movement, never a goal's shape (health.md, F13). */

const bars = (heights: readonly [number, number, number]) =>
  heights.map((height, index) => (
    <rect key={index} x={1.5 + index * 4} y={12 - height} width="3" height={height} rx="1" fill="currentColor" />
  ));
const hollowBars = [0, 1, 2].map((index) => (
  <rect
    key={index}
    x={2 + index * 4}
    y="6.5"
    width="2"
    height="5"
    rx=".6"
    fill="none"
    stroke="currentColor"
    strokeWidth="1"
    strokeDasharray="1.4 1.2"
  />
));

const SHAPES: Record<WorkLevel, ReactNode> = {
  green: bars([4, 7, 10]),
  amber: bars([10, 7, 4]),
  red: (
    <>
      {bars([2.5, 2.5, 2.5])}
      <path d="M2 5h10" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
    </>
  ),
  uncovered: hollowBars,
  finished: (
    <path
      d="m2 7.6 3.2 3.2L12 3.8"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  ),
};

interface InitiativeMarkProps {
  level: WorkLevel;
  size?: number;
  className?: string | undefined;
}

export const InitiativeMark = memo(function InitiativeMark({ level, size = 14, className }: InitiativeMarkProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 14 14"
      aria-hidden
      className={clsx("flex-none", MARK_CLASS[toneOfLevel(level)], className)}
    >
      {SHAPES[level]}
    </svg>
  );
});
