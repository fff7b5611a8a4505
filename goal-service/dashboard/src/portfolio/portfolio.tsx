import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { lazy, Suspense } from "react";
import { ErrorBox } from "../components/error-box.tsx";
import { Skeleton, SkeletonRows } from "../components/skeleton.tsx";
import { WriteButton } from "../components/write-button.tsx";
import { useHotkeys } from "../hotkeys.ts";
import { portfolioQuery } from "../queries.ts";
import { useWriteBlock } from "../write-block.ts";
import { Decisions } from "./decisions.tsx";
import { FilterButton } from "./filter-button.tsx";
import { FirstRun } from "./first-run.tsx";
import { GoalsSection } from "./goals-section.tsx";
import { isFiltered } from "./lines.ts";
import { PeriodNote } from "./period-note.tsx";
import { FindGoal } from "./find-goal.tsx";

const NewGoalDialog = lazy(async () => ({ default: (await import("./new-goal-dialog.tsx")).NewGoalDialog }));

function Loading() {
  return (
    <div className="mt-6">
      <Skeleton className="h-5 w-64" />
      <Skeleton className="mt-4 h-44 w-full rounded-xl" />
      <Skeleton className="mt-9 mb-12 h-2 w-full max-w-[720px]" />
      <SkeletonRows rows={8} height={42} label="Loading the portfolio" />
    </div>
  );
}

/** Decide where to look: what needs a decision, the state of the whole, then every goal, worst first. */
export function Portfolio() {
  const search = useSearch({ from: "/" });
  const navigate = useNavigate({ from: "/" });
  const portfolio = useQuery(portfolioQuery(search.at, search.period));
  const { data } = portfolio;
  const setNew = (open: boolean) => {
    void navigate({
      search: (old) => ({ ...old, new: open ? "goal" : undefined }),
      replace: true,
      resetScroll: false,
      ignoreBlocker: true,
    });
  };
  const blocked = useWriteBlock() !== null;
  useHotkeys({
    c: () => {
      if (!blocked) setNew(true);
    },
  });
  const empty = data?.rows.length === 0 && !isFiltered(search);
  return (
    <>
      <title>Portfolio, Throughline</title>
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-lg font-semibold">Portfolio</h1>
        <PeriodNote period={search.period} />
        <div className="ml-auto flex items-center gap-2">
          {data !== undefined && !empty && (
            <>
              <FindGoal />
              <FilterButton portfolio={data} />
            </>
          )}
          <WriteButton
            onClick={() => {
              setNew(true);
            }}
          >
            <Plus size={14} aria-hidden />
            New goal
          </WriteButton>
        </div>
      </header>
      {portfolio.isPending && <Loading />}
      {portfolio.isError && (
        <div className="mt-5">
          <ErrorBox
            what="The portfolio could not be read."
            error={portfolio.error}
            works={data === undefined ? "" : "What you see below is what was known last."}
            retry={() => void portfolio.refetch()}
          />
        </div>
      )}
      {data !== undefined && empty && <FirstRun connected={data.freshness.length > 0} />}
      {data !== undefined && !empty && (
        <>
          {!isFiltered(search) && <Decisions {...data} />}
          <GoalsSection portfolio={data} />
        </>
      )}
      {search.new === "goal" && (
        <Suspense>
          <NewGoalDialog
            onClose={() => {
              setNew(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
