import type { HealthState } from "@throughline/shared/vocabulary";
import { Link } from "@tanstack/react-router";
import clsx from "clsx";
import { day } from "../format.ts";
import { MARK_CLASS, toneOf } from "../tone.ts";
import { STATE_WORDS } from "@throughline/shared/health/words";
import { HealthMark } from "./health-mark.tsx";

const PATTERN: Record<HealthState, string> = {
  red: "bg-current",
  amber: "bg-current",
  outdated: "hollow",
  unmeasured: "hollow",
  paused: "hatched",
  warming: "hollow",
  green: "bg-current",
  draft: "hollow",
  achieved: "bg-current",
  partial: "bg-current",
  missed: "hatched",
  dropped: "hatched",
};

interface HealthBarProps {
  /** `before`: how many there were at the end of the day `since`. */
  counts: readonly { state: HealthState; count: number; before: number }[];
  since: string;
  chosen: readonly HealthState[];
}

/** How many more or fewer than before; nothing where it is the same. */
function Change({ count, before }: { count: number; before: number }) {
  const by = count - before;
  if (by === 0) return null;
  return (
    <span className="num text-fg3">
      <span aria-hidden>{by > 0 ? `+${by}` : `−${-by}`}</span>
      <span className="sr-only">
        , {Math.abs(by)} {by > 0 ? "more" : "fewer"} than a week ago
      </span>
    </span>
  );
}

/** The whole portfolio as one bar; each count is a link that filters, and takes the filter away again. */
export function HealthBar({ counts, since, chosen }: HealthBarProps) {
  const without = (state: HealthState) => chosen.filter((other) => other !== state);
  return (
    <div>
      <div className="flex h-2 gap-[2px]" aria-hidden>
        {counts.map(({ state, count: size }) => (
          <span
            key={state}
            className={clsx(
              "min-w-1 rounded-[2px]",
              MARK_CLASS[toneOf(state)],
              PATTERN[state],
              chosen.length > 0 && !chosen.includes(state) && "opacity-25",
            )}
            style={{ flexGrow: size }}
          />
        ))}
      </div>
      <ul aria-label="Filter by health" className="mt-1.5 -ml-1.5 flex flex-wrap gap-x-0.5">
        {counts.map(({ state, count: size, before }) => {
          const on = chosen.includes(state);
          const next = (on ? without(state) : [...chosen, state]).join(",");
          return (
            <li key={state}>
              <Link
                to="/"
                search={(search) => ({ ...search, health: next === "" ? undefined : next })}
                resetScroll={false}
                {...(size === before ? {} : { "data-tip": `${before} on ${day(since)}` })}
                className={clsx(
                  "inline-flex h-6 items-center gap-1.5 rounded-md px-1.5 text-xs text-fg2 hover:bg-hover pointer-coarse:h-11",
                  on && "bg-sel text-fg",
                )}
              >
                <HealthMark health={state} size={11} />
                <span className="num font-medium text-fg">{size}</span>
                {STATE_WORDS[state]}
                <Change count={size} before={before} />
                {on && <span className="sr-only">, filter is on</span>}
              </Link>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
