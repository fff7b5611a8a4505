import { addDays, mondayOf } from "@throughline/shared/calendar";
import type { HealthWeek } from "@throughline/shared/goal-report";
import type { Goal } from "@throughline/shared/goals";
import { STATE_WORDS } from "@throughline/shared/health/words";
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { HealthMark } from "../components/health-mark.tsx";
import { day, monthName } from "../format.ts";
import { keyOf } from "../paths.ts";
import { healthWeeksQuery } from "../queries.ts";
import { SOFT_CLASS, toneOf } from "../tone.ts";
import { useAt } from "../write-block.ts";

const stateWords = ({ state }: HealthWeek) => (state === null ? "No report yet" : STATE_WORDS[state]);

/** The Mondays of the weeks that are still to come, up to the one of the due day. */
function weeksAhead(last: string, due: string): string[] {
  const ahead: string[] = [];
  for (let monday = addDays(last, 7); monday <= due; monday = addDays(monday, 7)) ahead.push(monday);
  return ahead;
}

/** The month's name above the first of its weeks. */
const monthAbove = (monday: string, index: number): string =>
  index === 0 || monday.slice(5, 7) !== addDays(monday, -7).slice(5, 7) ? monthName(monday) : "";

const STEPS: Record<string, (index: number, last: number) => number> = {
  ArrowRight: (index, last) => Math.min(last, index + 1),
  ArrowLeft: (index) => Math.max(0, index - 1),
  Home: () => 0,
  End: (_, last) => last,
};

function Month({ name }: { name: string }) {
  return (
    <span aria-hidden className="block h-3.5 overflow-visible text-2xs whitespace-nowrap text-fg3">
      {name}
    </span>
  );
}

interface CellProps {
  week: HealthWeek;
  month: string;
  id: string;
  chosen: boolean;
  onChoose: () => void;
}

function Cell({ week, month, id, chosen, onChoose }: CellProps) {
  const { state } = week;
  return (
    <div
      role="option"
      id={id}
      aria-selected={chosen}
      aria-label={`Week of ${day(week.monday)}: ${stateWords(week)}`}
      tabIndex={chosen ? 0 : -1}
      data-tip={`${stateWords(week)}, week of ${day(week.monday)}`}
      className="group outline-none"
      onClick={onChoose}
      onFocus={onChoose}
    >
      <Month name={month} />
      <span
        className={clsx(
          "grid h-6 place-items-center rounded-sm group-focus-visible:outline-2 group-focus-visible:outline-accent",
          state === null ? "border border-dashed border-line2" : SOFT_CLASS[toneOf(state)],
          chosen && "ring-1 ring-current",
        )}
      >
        {state !== null && <HealthMark health={state} size={12} />}
      </span>
    </div>
  );
}

/** The goal's health at the end of each week of its period; arrow keys read the weeks. */
export function HealthStrip({ goal, today }: { goal: Goal; today: string }) {
  const weeks = useQuery(healthWeeksQuery(keyOf(goal.key), useAt())).data ?? [];
  const base = useId();
  const list = useRef<HTMLDivElement>(null);
  const [choice, setChoice] = useState<string | null>(null);
  const last = weeks.at(-1);
  const chosen = weeks.find(({ monday }) => monday === choice) ?? last;
  if (chosen === undefined || last === undefined || weeks.every(({ state }) => state === null)) return null;
  const onKeyDown = (event: KeyboardEvent) => {
    const week = weeks[STEPS[event.key]?.(weeks.indexOf(chosen), weeks.length - 1) ?? -1];
    if (week === undefined) return;
    event.preventDefault();
    list.current?.querySelector<HTMLElement>(`[id="${base}${week.monday}"]`)?.focus();
  };
  return (
    <section aria-labelledby="by-week" className="mt-6">
      <h2 id="by-week" className="text-xs text-fg3">
        Health by week
      </h2>
      <div
        ref={list}
        role="listbox"
        aria-labelledby="by-week"
        aria-orientation="horizontal"
        onKeyDown={onKeyDown}
        // Under the chart's own plot, so that a turn stands below the part of the curve it belongs to.
        className="mt-1 grid grid-cols-[repeat(auto-fit,minmax(22px,1fr))] gap-x-0.5 gap-y-1 @min-[560px]:mr-[132px] @min-[560px]:ml-[46px]"
      >
        {weeks.map((week, index) => (
          <Cell
            key={week.monday}
            id={base + week.monday}
            week={week}
            month={monthAbove(week.monday, index)}
            chosen={week === chosen}
            onChoose={() => {
              setChoice(week.monday);
            }}
          />
        ))}
        {weeksAhead(last.monday, mondayOf(goal.due)).map((monday) => (
          <div key={monday} aria-hidden>
            <Month name={monthAbove(monday, weeks.length)} />
            <span className="block h-6 rounded-sm bg-hover" />
          </div>
        ))}
      </div>
      <p aria-live="polite" className="mt-1.5 text-xs text-fg2">
        <span className="font-medium">
          {chosen.monday === mondayOf(today) ? "This week" : `Week of ${day(chosen.monday)}`}:{" "}
          {stateWords(chosen).toLowerCase()}
        </span>
        {chosen.because !== null && `. ${chosen.because}`}
      </p>
    </section>
  );
}
