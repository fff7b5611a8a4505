import type { GoalReport } from "@throughline/shared/goal-report";
import type { Goal } from "@throughline/shared/goals";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { isMissing } from "../api.ts";
import { ErrorBox } from "../components/error-box.tsx";
import { Skeleton, SkeletonRows } from "../components/skeleton.tsx";
import { NotHere } from "../not-here/not-here.tsx";
import { keyOf } from "../paths.ts";
import { goalQuery, healthQuery, meQuery } from "../queries.ts";
import { useAt } from "../write-block.ts";
import { Calls } from "./calls.tsx";
import { Checked } from "./checked.tsx";
import { Decide } from "./decide.tsx";
import { GoalDialogs } from "./goal-dialogs.tsx";
import { GoalHeader } from "./goal-header.tsx";
import { GoalInitiatives } from "./goal-initiatives.tsx";
import { HealthStrip } from "./health-strip.tsx";
import { History } from "./history.tsx";
import { Measures } from "./measures.tsx";
import { Outlook } from "./outlook.tsx";
import { Why } from "./why.tsx";

function Loading() {
  return (
    <div className="mt-2" role="status" aria-label="Loading the goal">
      <Skeleton className="h-3 w-32" />
      <Skeleton className="mt-5 h-6 w-[min(560px,80%)]" />
      <Skeleton className="mt-4 h-3 w-80" />
      <Skeleton className="mt-10 h-8 w-40" />
      <Skeleton className="mt-4 mb-8 h-56 w-full max-w-[760px]" />
      <SkeletonRows rows={4} height={36} label="Loading its work" />
    </div>
  );
}

interface ContentProps {
  goal: Goal;
  today: string;
  zone: string;
}

/** The right column's head: why, what to decide, what comes next. On small screens it stands above the chart. */
function Evidence({
  goal,
  today,
  zone,
  report,
  failed,
}: ContentProps & { report: GoalReport | undefined; failed: ReactNode }) {
  return (
    <aside aria-label="Evidence and decision" className="flex min-w-0 flex-col gap-7 lg:col-start-2">
      {failed}
      {report !== undefined && (
        <>
          <Why zone={zone} report={report} />
          <Decide goal={goal} today={today} report={report} />
          <Outlook report={report} />
        </>
      )}
    </aside>
  );
}

function Content({ goal, today, zone }: ContentProps) {
  const health = useQuery(healthQuery(keyOf(goal.key), useAt()));
  const report = health.data;
  const shared = { goal, today, zone, report };
  if (health.isPending) return <Loading />;
  const failed = health.isError && (
    <ErrorBox
      what="The health could not be read."
      error={health.error}
      works="The rest of the page is fine."
      retry={() => void health.refetch()}
    />
  );
  return (
    <>
      <GoalHeader {...shared} />
      <div className="mt-6 grid gap-x-10 gap-y-7 lg:grid-rows-[auto_1fr] lg:grid-cols-[minmax(0,1fr)_300px] xl:grid-cols-[minmax(0,1fr)_344px]">
        <Evidence {...shared} failed={failed} />
        <div className="@container min-w-0 lg:col-start-1 lg:row-span-2 lg:row-start-1">
          <Measures {...shared} />
          <HealthStrip goal={goal} today={today} />
          <GoalInitiatives {...shared} />
        </div>
        <aside aria-label="History" className="flex min-w-0 flex-col gap-7 lg:col-start-2">
          {report !== undefined && <Checked report={report} />}
          <Calls goal={goal} />
          <History goal={goal} zone={zone} report={report} />
        </aside>
      </div>
      <GoalDialogs goal={goal} />
    </>
  );
}

/** Believe and act: the number, the work, why, and what can be decided. */
export function GoalPage() {
  const key = keyOf(useParams({ from: "/goals/$key" }).key);
  const at = useAt();
  const goal = useQuery(goalQuery(key, at));
  const workspace = useQuery(meQuery).data?.workspace;
  if (isMissing(goal.error)) return <NotHere title={`There is no goal ${key} here`} />;
  if (goal.data === undefined) {
    if (!goal.isError) return <Loading />;
    return <ErrorBox what="The goal could not be read." error={goal.error} retry={() => void goal.refetch()} />;
  }
  const today = at?.slice(0, 10) ?? workspace?.today ?? goal.data.start;
  return <Content goal={goal.data} today={today} zone={workspace?.zone ?? "UTC"} />;
}
