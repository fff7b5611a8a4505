import type { GoalReport } from "@throughline/shared/goal-report";
import { Check, ChevronRight } from "lucide-react";

const PASSED: Record<string, string> = {
  pace: "The metric keeps pace with the plan",
  trend: "The trend reaches the target",
  reading: "Readings are fresh",
  stalled: "No item stands still",
  blocked: "Nothing is blocked for long",
  overdue: "No work is past due",
  quiet: "Work has moved in the last days",
  forecast: "The open work fits the time left",
  child: "Goals below are fine",
  "false-positive": "The metric moves with the work",
};

/** Rules that were checked and are fine: silence is evidence too. */
export function Checked({ report }: { report: GoalReport }) {
  if (report.passed.length === 0) return null;
  return (
    <details className="group">
      <summary className="flex cursor-default list-none items-center gap-1.5 rounded-sm font-semibold [&::-webkit-details-marker]:hidden">
        Checked and fine
        <span className="num font-normal text-fg3">{report.passed.length}</span>
        <ChevronRight size={13} aria-hidden className="text-fg3 transition-transform duration-120 group-open:rotate-90" />
      </summary>
      <ul className="mt-2 flex flex-col gap-1.5 text-fg2">
        {report.passed.map((rule) => (
          <li key={rule} className="flex items-center gap-2">
            <Check size={13} aria-hidden className="flex-none text-onmark" />
            {PASSED[rule] ?? rule}
          </li>
        ))}
      </ul>
    </details>
  );
}
