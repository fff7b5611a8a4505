import { STATE_WORDS } from "@throughline/shared/health/words";
import type { Portfolio } from "@throughline/shared/portfolio";
import type { HealthState } from "@throughline/shared/vocabulary";
import type { ReactNode } from "react";
import { HealthMark } from "../components/health-mark.tsx";
import { day } from "../format.ts";
import { goalPath } from "../paths.ts";

interface GoalLineProps {
  goal: { goalKey: string; title: string };
  state: HealthState;
  children: ReactNode;
}

function GoalLine({ goal, state, children }: GoalLineProps) {
  return (
    <li className="grid grid-cols-[22px_minmax(0,1fr)] gap-x-2.5 py-2 pr-3 pl-3.5">
      <span className="mt-0.5">
        <HealthMark health={state} />
      </span>
      <div className="min-w-0">
        <a href={goalPath(goal.goalKey, goal.title)} data-to className="font-medium hover:underline">
          {goal.title}
        </a>
        <p className="text-fg2">{children}</p>
      </div>
    </li>
  );
}

const LIST = "mt-3 divide-y divide-line rounded-xl border border-line bg-sub";

/** The goals for which somebody has decided: what, who, and when each is asked about again. */
export function Handled({ goals }: { goals: Portfolio["handled"] }) {
  return (
    <ul aria-label="Handled goals" className={LIST}>
      {goals.map(({ decision, ...goal }) => (
        <GoalLine key={goal.goalId} goal={goal} state={goal.state}>
          {STATE_WORDS[goal.state]}. “{decision.what}”, decided {decision.by !== null && `by ${decision.by} `}on{" "}
          {day(decision.recordedAt)}. Back here{" "}
          {decision.until === null
            ? "as soon as something about it changes."
            : `on ${day(decision.until)}, or before if it turns worse.`}
        </GoalLine>
      ))}
    </ul>
  );
}

/** The goals that turned since a week ago. */
export function Turned({ goals }: { goals: Portfolio["changed"]["goals"] }) {
  return (
    <ul aria-label="Goals that turned" className={LIST}>
      {goals.map((goal) => (
        <GoalLine key={goal.goalId} goal={goal} state={goal.to}>
          {STATE_WORDS[goal.from]}, now {STATE_WORDS[goal.to].toLowerCase()}
        </GoalLine>
      ))}
    </ul>
  );
}
