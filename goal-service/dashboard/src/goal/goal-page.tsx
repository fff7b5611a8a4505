import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { isMissing } from "../api.ts";
import { ErrorBox } from "../components/error-box.tsx";
import { Skeleton, SkeletonRows } from "../components/skeleton.tsx";
import { NotHere } from "../not-here/not-here.tsx";
import { keyOf } from "../paths.ts";
import { goalQuery, healthQuery, meQuery } from "../queries.ts";
import { useAt } from "../write-block.ts";
import { Checked } from "./checked.tsx";
import { Decide } from "./decide.tsx";
import { GoalDialogs } from "./goal-dialogs.tsx";
import { GoalHeader } from "./goal-header.tsx";
import { GoalInitiatives } from "./goal-initiatives.tsx";
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

/** Believe and act: the number, the work, why, and what can be decided. */
export function GoalPage() {
  const key = keyOf(useParams({ from: "/goals/$key" }).key);
  const at = useAt();
  const goal = useQuery(goalQuery(key, at));
  const health = useQuery(healthQuery(key, at));
  const me = useQuery(meQuery).data;
  if (isMissing(goal.error)) return <NotHere title={`There is no goal ${key} here`} />;
  if (goal.isError && goal.data === undefined) {
    return <ErrorBox what="The goal could not be read." error={goal.error} retry={() => void goal.refetch()} />;
  }
  if (goal.data === undefined || health.isPending) return <Loading />;
  const today = at?.slice(0, 10) ?? me?.workspace.today ?? health.data?.asOf ?? "";
  const zone = me?.workspace.zone ?? "UTC";
  const report = health.data;
  const shared = { goal: goal.data, today, zone };
  return (
    <>
      <GoalHeader {...shared} report={report} />
      <div className="mt-6 grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_300px] xl:grid-cols-[minmax(0,1fr)_344px]">
        <aside aria-label="Evidence and decision" className="flex min-w-0 flex-col gap-7 lg:order-last">
          {health.isError && (
            <ErrorBox
              what="The health could not be read."
              error={health.error}
              works="The rest of the page is fine."
              retry={() => void health.refetch()}
            />
          )}
          {report !== undefined && (
            <>
              <Why zone={zone} report={report} />
              <Decide {...shared} report={report} />
              <Outlook report={report} />
              <Checked report={report} />
            </>
          )}
          <History {...shared} report={report} />
        </aside>
        <div className="min-w-0">
          <Measures {...shared} report={report} />
          <GoalInitiatives {...shared} report={report} />
        </div>
      </div>
      <GoalDialogs goal={goal.data} />
    </>
  );
}
