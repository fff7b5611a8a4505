import clsx from "clsx";
import type { ReactNode } from "react";
import { SOFT_CLASS, type Tone } from "../tone.ts";

/** A state in a word. */
export function Pill({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span
      className={clsx(
        "inline-flex h-[22px] flex-none items-center rounded-full px-2.5 text-xs font-medium",
        SOFT_CLASS[tone],
      )}
    >
      {children}
    </span>
  );
}
