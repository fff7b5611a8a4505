import type { GoalReport } from "@throughline/shared/goal-report";
import { Check, ChevronRight } from "lucide-react";
import { passedWords } from "./evidence-detail.ts";

/** Rules that were checked and are fine: silence is evidence too. */
export function Checked({ report }: { report: GoalReport }) {
  if (report.passed.length === 0) return null;
  return (
    <details className="group">
      <summary className="flex cursor-default list-none items-center gap-1.5 rounded-sm font-semibold [&::-webkit-details-marker]:hidden">
        Checked and fine
        <span className="num font-normal text-fg3">{report.passed.length}</span>
        <ChevronRight
          size={13}
          aria-hidden
          className="text-fg3 transition-transform duration-120 group-open:rotate-90"
        />
      </summary>
      <ul className="mt-2 flex flex-col gap-1.5 text-fg2">
        {report.passed.map((rule) => (
          <li key={rule} className="flex items-center gap-2">
            <Check size={13} aria-hidden className="flex-none text-onmark" />
            {passedWords(rule)}
          </li>
        ))}
      </ul>
    </details>
  );
}
