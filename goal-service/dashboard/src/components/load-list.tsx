import type { HealthState } from "@throughline/shared/vocabulary";
import { STATE_WORDS } from "@throughline/shared/health/words";
import { HealthMark } from "./health-mark.tsx";

export interface LoadEntry {
  id: string;
  title: string;
  health: HealthState | null;
  count: number;
  here: boolean;
}

/** What a person has in progress, by goal: one block each, those of this goal marked. */
export function LoadList({ entries }: { entries: readonly LoadEntry[] }) {
  return (
    <ul className="mt-2.5 flex flex-col gap-1">
      {entries.map((entry) => (
        <li key={entry.id} className="flex items-center gap-2 text-fg2">
          <HealthMark health={entry.health ?? "outdated"} size={11} />
          {entry.health !== null && <span className="sr-only">{STATE_WORDS[entry.health]}: </span>}
          <span className="truncate">{entry.title}</span>
          <svg width={entry.count * 7 - 2} height="10" aria-hidden className="ml-auto flex-none">
            {Array.from({ length: entry.count }, (_, index) => (
              <rect
                key={index}
                x={index * 7}
                width="5"
                height="10"
                rx="1.5"
                fill={entry.here ? "var(--risk-mark)" : "var(--block)"}
              />
            ))}
          </svg>
          <span className="num w-3 flex-none text-right">{entry.count}</span>
        </li>
      ))}
    </ul>
  );
}
