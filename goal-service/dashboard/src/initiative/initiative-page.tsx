import { MARK_WORDS, STATE_WORDS } from "@throughline/shared/health/words";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { isMissing } from "../api.ts";
import { Empty } from "../components/empty.tsx";
import { ErrorBox } from "../components/error-box.tsx";
import { HealthMark } from "../components/health-mark.tsx";
import { InitiativeMark } from "../components/initiative-mark.tsx";
import { Person } from "../components/person.tsx";
import { Skeleton, SkeletonRows } from "../components/skeleton.tsx";
import { WriteButton } from "../components/write-button.tsx";
import { shortDay } from "../format.ts";
import { useHotkeys } from "../hotkeys.ts";
import { NotHere } from "../not-here/not-here.tsx";
import { goalPath, keyOf } from "../paths.ts";
import { goalQuery, healthQuery, initiativeItemsQuery, initiativeQuery, meQuery, peopleQuery } from "../queries.ts";
import { useAt } from "../write-block.ts";
import { CreateWork } from "./create-work.tsx";
import { ItemGroups } from "./item-groups.tsx";

const InitiativeDialog = lazy(async () => ({ default: (await import("./initiative-dialog.tsx")).InitiativeDialog }));

/** One bet: what it should change, for which goal, and the work that carries it. */
export function InitiativePage() {
  const key = keyOf(useParams({ from: "/initiatives/$key" }).key);
  const at = useAt();
  const [editing, setEditing] = useState(false);
  const initiative = useQuery(initiativeQuery(key, at));
  const items = useQuery(initiativeItemsQuery(key, at));
  const goalId = initiative.data?.goalId;
  const goal = useQuery({ ...goalQuery(goalId ?? "", at), enabled: goalId !== undefined }).data;
  const health = useQuery({ ...healthQuery(goalId ?? "", at), enabled: goalId !== undefined }).data;
  const me = useQuery(meQuery).data;
  const people = useQuery(peopleQuery).data ?? [];
  const loaded = items.data !== undefined;
  useEffect(() => {
    if (loaded && location.hash.length > 1) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, [loaded]);
  useHotkeys({
    e: () => {
      setEditing(true);
    },
  });
  if (isMissing(initiative.error)) return <NotHere title={`There is no initiative ${key} here`} />;
  if (initiative.isError && initiative.data === undefined) {
    return (
      <ErrorBox what="The initiative could not be read." error={initiative.error} retry={() => void initiative.refetch()} />
    );
  }
  const { data } = initiative;
  if (data === undefined) {
    return (
      <div role="status" aria-label="Loading the initiative">
        <Skeleton className="mt-8 h-6 w-96 max-w-full" />
        <Skeleton className="mt-4 mb-10 h-3 w-64" />
        <SkeletonRows rows={5} height={36} label="Loading its work" />
      </div>
    );
  }
  const owner = people.find(({ id }) => id === data.ownerId)?.name ?? (data.ownerId === null ? null : "Someone");
  const total = data.counts.todo + data.counts.doing + data.counts.done;
  return (
    <>
      <header>
        <div className="flex items-start gap-3">
          <nav aria-label="Breadcrumb" className="flex min-w-0 flex-1 flex-wrap items-center gap-1 text-fg3">
            <Link to="/" className="rounded-sm hover:text-fg">
              Portfolio
            </Link>
            {goal !== undefined && (
              <span className="inline-flex min-w-0 items-center gap-1">
                <ChevronRight size={13} aria-hidden className="flex-none" />
                <a href={goalPath(goal.key, goal.title)} data-to className="inline-flex min-w-0 items-center gap-1.5 hover:text-fg">
                  {health !== undefined && (
                    <>
                      <HealthMark health={health.state} size={11} />
                      <span className="sr-only">{STATE_WORDS[health.state]}: </span>
                    </>
                  )}
                  <span className="truncate">{goal.title}</span>
                </a>
              </span>
            )}
          </nav>
          <WriteButton
            onClick={() => {
              setEditing(true);
            }}
          >
            Edit
          </WriteButton>
        </div>
        <h1 className="mt-3 text-2xl font-semibold text-pretty">{data.title}</h1>
        <div className="mt-2 flex flex-wrap items-center gap-x-5 gap-y-1 text-fg2">
          <span className="inline-flex items-center gap-1.5 font-medium text-fg">
            <InitiativeMark level={data.mark} />
            {MARK_WORDS[data.mark]}
          </span>
          {data.state !== "active" && <span className="first-letter:uppercase">{data.state}</span>}
          <Person name={owner} />
          {data.due !== null && <span>Due {shortDay(data.due)}</span>}
          <span className="num">
            {data.counts.done} of {total} done, {data.counts.doing} active
          </span>
        </div>
        {data.hypothesis !== null && (
          <blockquote className="mt-5 max-w-[68ch] border-l-2 border-line2 pl-4 text-lg text-fg2">
            {data.hypothesis}
          </blockquote>
        )}
      </header>
      <section aria-labelledby="work" className="mt-8">
        <div className="flex flex-wrap items-center gap-2">
          <h2 id="work" className="mr-auto font-semibold">
            Work
          </h2>
          {(data.state === "active" || data.state === "proposed") && <CreateWork initiativeId={data.id} />}
        </div>
        {items.isPending && <SkeletonRows rows={5} height={36} label="Loading its work" />}
        {items.isError && (
          <ErrorBox what="The work items could not be read." error={items.error} retry={() => void items.refetch()} />
        )}
        {items.data?.length === 0 && (
          <div className="mt-3">
            <Empty title="No work yet" why="An initiative without work does not move its goal. Create the first item in its tool, or attach one there." />
          </div>
        )}
        {items.data !== undefined && items.data.length > 0 && (
          <ItemGroups
            items={items.data}
            today={at?.slice(0, 10) ?? me?.workspace.today ?? ""}
            zone={me?.workspace.zone ?? "UTC"}
          />
        )}
      </section>
      {editing && goal !== undefined && (
        <Suspense>
          <InitiativeDialog
            goal={goal}
            initiative={data}
            onClose={() => {
              setEditing(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
