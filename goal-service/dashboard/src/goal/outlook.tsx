import type { GoalReport } from "@throughline/shared/goal-report";
import { CalendarClock, Check, Wrench } from "lucide-react";
import type { ReactNode } from "react";
import { clearsWords, fixWords, nextChangeWords } from "./outlook-words.ts";

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex gap-2.5 text-fg2">
      <span aria-hidden className="mt-0.5 flex-none">
        {icon}
      </span>
      <span>{children}</span>
    </li>
  );
}

/** What happens if nothing happens, the least that helps, and what lifts the colour. */
export function Outlook({ report }: { report: GoalReport }) {
  const next = nextChangeWords(report);
  const fix = fixWords(report);
  const clears = clearsWords(report);
  if (next === null && fix === null && clears.length === 0) return null;
  return (
    <section aria-labelledby="outlook">
      <h2 id="outlook" className="font-semibold">
        What comes next
      </h2>
      <ul className="mt-2 flex flex-col gap-2">
        {next !== null && <Line icon={<CalendarClock size={13} className="text-fg3" />}>{next}</Line>}
        {fix !== null && <Line icon={<Wrench size={13} className="text-fg3" />}>{fix}</Line>}
        {clears.map((sentence) => (
          <Line key={sentence} icon={<Check size={13} className="text-onmark" />}>
            {sentence}
          </Line>
        ))}
      </ul>
    </section>
  );
}
