import type { GoalReport } from "@throughline/shared/goal-report";
import { Evidence } from "../components/evidence.tsx";
import { FlagList } from "./flag-list.tsx";
import { STATE_WORDS } from "@throughline/shared/health/words";

interface WhyProps {
  report: GoalReport;
  zone: string;
}

/** What stands when nothing speaks against it: said, because silence alone would prove nothing. */
const QUIET: Partial<Record<GoalReport["state"], string>> = {
  green: "The metric is where the plan says it should be, and the work behind it moves.",
  warming: "It is too early to judge the metric; the work behind it moves.",
  unmeasured:
    "Without a measure nobody can say whether this goal is on track. Add a key result with a number now and a target.",
  paused: "It is paused and counts nowhere until it is resumed.",
  draft: "It is a draft and counts nowhere until it is made active.",
  achieved: "It was closed with its target reached.",
  partial: "It was closed with most of the way travelled.",
  missed: "It was closed before its target was reached.",
  dropped: "It was dropped: closed without a result.",
};

export function Why({ report, zone }: WhyProps) {
  return (
    <section aria-labelledby="why">
      <h2 id="why" className="font-semibold">
        Why {STATE_WORDS[report.state].toLowerCase()}
      </h2>
      {report.evidence.length === 0 ? (
        <p className="mt-2 text-fg2">{QUIET[report.state] ?? report.because}</p>
      ) : (
        <ol className="mt-2.5 flex flex-col">
          {report.evidence.map((evidence, index) => (
            <Evidence
              key={index}
              evidence={evidence}
              report={report}
              zone={zone}
              last={index === report.evidence.length - 1}
            />
          ))}
        </ol>
      )}
      <FlagList flags={report.flags} />
    </section>
  );
}
