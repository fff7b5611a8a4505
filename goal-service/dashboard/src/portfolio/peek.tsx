import type { PortfolioRow } from "@throughline/shared/portfolio";
import { workWords } from "@throughline/shared/health/words";
import type { ReactNode } from "react";
import { buttonClass } from "../components/button.tsx";
import { Dialog, DialogBody, DialogFoot } from "../components/dialog.tsx";
import { HealthPill } from "../components/health-pill.tsx";
import { InitiativeMark } from "../components/initiative-mark.tsx";
import { ProgressVsPlan } from "../components/progress-vs-plan.tsx";
import { WorkBlocks } from "../components/work-blocks.tsx";
import { day, percent } from "../format.ts";
import { goalPath, initiativePath } from "../paths.ts";
import type { InitiativeRow, Line } from "./lines.ts";
import { MetricValues } from "./metric-values.tsx";

function Facts({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-6 gap-y-2">{children}</dl>;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-fg3">{name}</dt>
      <dd className="num flex items-center gap-2.5">{children}</dd>
    </>
  );
}

function GoalFacts({ goal }: { goal: PortfolioRow }) {
  return (
    <>
      <span>
        <HealthPill health={goal.state} since={goal.since === null ? undefined : `since ${day(goal.since)}`} />
      </span>
      <p className="text-fg2">{goal.because ?? "Metric and work are where the plan says they should be."}</p>
      <Facts>
        <Fact name={goal.metric?.name ?? "Metric"}>
          {goal.metric === null ? "No measure yet" : <MetricValues metric={goal.metric} unread="No reading yet" />}
        </Fact>
        <Fact name="Progress vs plan">
          <ProgressVsPlan health={goal.state} progress={goal.progress} expected={goal.expected} />
          {goal.progress === null ? "" : percent(goal.progress)}
        </Fact>
        <Fact name="Active work">
          <WorkBlocks active={goal.doing} stalled={goal.stalled} />
        </Fact>
        <Fact name="Due">{day(goal.due)}</Fact>
      </Facts>
    </>
  );
}

function InitiativeFacts({ initiative }: { initiative: InitiativeRow }) {
  return (
    <Facts>
      <Fact name="Work">
        <InitiativeMark level={initiative.mark} />
        {workWords(initiative.mark, initiative.doing)}
      </Fact>
      <Fact name="Done">
        {initiative.done} of {initiative.total}
      </Fact>
      <Fact name="Active work">
        <WorkBlocks active={initiative.doing} stalled={initiative.stalled} />
      </Fact>
    </Facts>
  );
}

/** Space on a row: what it is about, without leaving the list. */
export function Peek({ line: { goal, initiative }, onClose }: { line: Line; onClose: () => void }) {
  const about =
    initiative === null
      ? { title: goal.title, note: goal.key, href: goalPath(goal.key, goal.title), open: "Open the goal" }
      : {
          title: initiative.title,
          note: `For ${goal.title}`,
          href: initiativePath(initiative.key),
          open: "Open the initiative",
        };
  return (
    <Dialog title={about.title} about={about.note} onClose={onClose}>
      <DialogBody>
        {initiative === null ? <GoalFacts goal={goal} /> : <InitiativeFacts initiative={initiative} />}
      </DialogBody>
      <DialogFoot>
        <a href={about.href} className={buttonClass("main", "h-8")}>
          {about.open}
        </a>
      </DialogFoot>
    </Dialog>
  );
}
