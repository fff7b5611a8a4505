import type { HealthState } from "@throughline/shared/vocabulary";
import clsx from "clsx";
import { memo, type ReactNode } from "react";
import { MARK_CLASS, toneOf } from "../tone.ts";

/* Health is shape, colour and word. The shape alone must be enough in black and white (ui.md 5.2). */

const disc = <circle cx="7" cy="7" r="5.5" fill="currentColor" />;
const tick = (
  <path
    d="m4.4 7.2 1.8 1.8 3.4-3.8"
    fill="none"
    stroke="var(--bg)"
    strokeWidth="1.6"
    strokeLinecap="round"
    strokeLinejoin="round"
  />
);
const ring = (dash?: string, width = 1.5) => (
  <circle cx="7" cy="7" r="4.8" fill="none" stroke="currentColor" strokeWidth={width} strokeDasharray={dash} />
);
const inside = (d: string) => (
  <path d={d} fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" strokeLinejoin="round" />
);

const SHAPES: Record<HealthState, ReactNode> = {
  green: disc,
  amber: (
    <>
      <path d="M6.13 1.9a1 1 0 0 1 1.74 0l5.2 9.1a1 1 0 0 1-.87 1.5H1.8a1 1 0 0 1-.87-1.5Z" fill="currentColor" />
      <path d="M7 5v3M7 9.9v.2" stroke="var(--bg)" strokeWidth="1.3" strokeLinecap="round" />
    </>
  ),
  red: (
    <>
      <path
        d="M6.3.9a1 1 0 0 1 1.4 0l5.4 5.4a1 1 0 0 1 0 1.4l-5.4 5.4a1 1 0 0 1-1.4 0L.9 7.7a1 1 0 0 1 0-1.4Z"
        fill="currentColor"
      />
      <path d="M5.1 7h3.8" stroke="var(--bg)" strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
  outdated: ring("2.4 1.8", 1.6),
  unmeasured: (
    <>
      {ring("2.4 1.8", 1.3)}
      {inside("M5.9 5.9a1.1 1.1 0 1 1 1.6 1c-.3.2-.5.4-.5.8M7 9.1v.05")}
    </>
  ),
  warming: ring(),
  draft: ring("0.1 2.41", 1.7),
  paused: (
    <>
      {ring(undefined, 1.3)}
      {inside("M5.8 5.2v3.6M8.2 5.2v3.6")}
    </>
  ),
  achieved: (
    <>
      {disc}
      {tick}
    </>
  ),
  partial: (
    <>
      <path d="M7 1.5a5.5 5.5 0 0 1 0 11Z" fill="currentColor" />
      {ring(undefined, 1.3)}
      <path
        d="m4.3 7.1 1.7 1.7L9.5 5"
        fill="none"
        stroke="var(--bg)"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      {inside("m4.3 7.1 1.7 1.7L9.5 5")}
    </>
  ),
  missed: (
    <>
      {ring(undefined, 1.3)}
      {inside("m5.3 5.3 3.4 3.4M8.7 5.3 5.3 8.7")}
    </>
  ),
  dropped: (
    <>
      {ring(undefined, 1.3)}
      {inside("M5 9l4-4")}
    </>
  ),
};

interface HealthMarkProps {
  health: HealthState;
  size?: number;
  className?: string | undefined;
}

export const HealthMark = memo(function HealthMark({ health, size = 14, className }: HealthMarkProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 14 14"
      aria-hidden
      strokeLinecap={health === "draft" ? "round" : undefined}
      className={clsx("flex-none", MARK_CLASS[toneOf(health)], className)}
    >
      {SHAPES[health]}
    </svg>
  );
});
