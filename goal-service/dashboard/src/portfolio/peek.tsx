import { Dialog, DialogBody, DialogFoot } from "../components/dialog.tsx";
import { buttonClass } from "../components/button.tsx";
import { HealthPill } from "../components/health-pill.tsx";
import { InitiativeMark } from "../components/initiative-mark.tsx";
import { ProgressVsPlan } from "../components/progress-vs-plan.tsx";
import { WorkBlocks } from "../components/work-blocks.tsx";
import { day, percent, value } from "../format.ts";
import { goalPath, initiativePath } from "../paths.ts";
import { MARK_WORDS } from "@throughline/shared/health/words";
import type { Line } from "./lines.ts";

/** Space on a row: what it is about, without leaving the list. */
export function Peek({ line: { goal, initiative }, onClose }: { line: Line; onClose: () => void }) {
  const href = initiative === null ? goalPath(goal.key, goal.title) : initiativePath(initiative.key);
  return (
    <Dialog title={initiative?.title ?? goal.title} about={initiative === null ? goal.key : `For ${goal.title}`} onClose={onClose}>
      <DialogBody>
        {initiative === null ? (
          <>
            <span>
              <HealthPill health={goal.state} since={goal.since === null ? undefined : `since ${day(goal.since)}`} />
            </span>
            <p className="text-fg2">{goal.because ?? "Metric and work are where the plan says they should be."}</p>
            <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-6 gap-y-2">
              <dt className="text-fg3">{goal.metric?.name ?? "Metric"}</dt>
              <dd className="num">
                {goal.metric?.now == null ? "No reading yet" : value(goal.metric.now, goal.metric.unit)}
                {goal.metric?.target != null && (
                  <span className="text-fg3"> / {value(goal.metric.target, goal.metric.unit)}</span>
                )}
              </dd>
              <dt className="text-fg3">Progress vs plan</dt>
              <dd className="num flex items-center gap-2.5">
                <ProgressVsPlan health={goal.state} progress={goal.progress} expected={goal.expected} />
                {goal.progress === null ? "" : percent(goal.progress)}
              </dd>
              <dt className="text-fg3">Active work</dt>
              <dd>
                <WorkBlocks active={goal.doing} stalled={goal.stalled} />
              </dd>
              <dt className="text-fg3">Due</dt>
              <dd>{day(goal.due)}</dd>
            </dl>
          </>
        ) : (
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-6 gap-y-2">
            <dt className="text-fg3">Work</dt>
            <dd className="flex items-center gap-2">
              <InitiativeMark level={initiative.mark} />
              {MARK_WORDS[initiative.mark]}
            </dd>
            <dt className="text-fg3">Done</dt>
            <dd className="num">
              {initiative.done} of {initiative.total}
            </dd>
            <dt className="text-fg3">Active work</dt>
            <dd>
              <WorkBlocks active={initiative.doing} stalled={initiative.stalled} />
            </dd>
          </dl>
        )}
      </DialogBody>
      <DialogFoot>
        <a href={href} className={buttonClass("main")}>
          {initiative === null ? "Open the goal" : "Open the initiative"}
        </a>
      </DialogFoot>
    </Dialog>
  );
}
