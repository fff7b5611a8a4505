import type { Initiative } from "@throughline/shared/initiatives";
import type { WorkItem } from "@throughline/shared/work-items";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { Empty } from "../components/empty.tsx";
import { ErrorBox } from "../components/error-box.tsx";
import { SkeletonRows } from "../components/skeleton.tsx";
import { keyOf } from "../paths.ts";
import { initiativeItemsQuery, meQuery } from "../queries.ts";
import { useAt } from "../write-block.ts";
import { CreateWork } from "./create-work.tsx";
import { ItemGroups } from "./item-groups.tsx";

/** An address with #item leads to its row, once the rows are there. */
function useScrollToItem(loaded: boolean): void {
  useEffect(() => {
    if (loaded && location.hash.length > 1) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, [loaded]);
}

/** Whoever comes back from giving a permission finds the form open for which it was given. */
function useAskedForm() {
  const asked = useSearch({ from: "/initiatives/$key", select: ({ create }) => create ?? null });
  const navigate = useNavigate({ from: "/initiatives/$key" });
  // The form is closed: what stands in it no longer holds anybody here.
  const onClosed = () => {
    if (asked === null) return;
    void navigate({
      search: ({ create: _create, ...rest }) => rest,
      replace: true,
      resetScroll: false,
      ignoreBlocker: true,
    });
  };
  return { asked, onClosed };
}

function Items({ items, at }: { items: readonly WorkItem[]; at: string | undefined }) {
  const workspace = useQuery(meQuery).data?.workspace;
  if (items.length === 0) {
    return (
      <div className="mt-3">
        <Empty
          title="No work yet"
          why="An initiative without work does not move its goal. Create the first item in its tool, or attach one there."
        />
      </div>
    );
  }
  const today = at?.slice(0, 10) ?? workspace?.today ?? "";
  return <ItemGroups items={items} today={today} zone={workspace?.zone ?? "UTC"} />;
}

/** The work that carries the bet, grouped by state. */
export function InitiativeWork({ initiative }: { initiative: Initiative }) {
  const at = useAt();
  const items = useQuery(initiativeItemsQuery(keyOf(initiative.key), at));
  const open = initiative.state === "active" || initiative.state === "proposed";
  const form = useAskedForm();
  useScrollToItem(items.data !== undefined);
  return (
    <section aria-labelledby="work" className="@container mt-8">
      <div className="flex flex-wrap items-center gap-2">
        <h2 id="work" className="mr-auto font-semibold">
          Work
        </h2>
        {open && <CreateWork initiativeId={initiative.id} {...form} />}
      </div>
      {items.isPending && <SkeletonRows rows={5} height={36} label="Loading its work" />}
      {items.isError && (
        <ErrorBox what="The work items could not be read." error={items.error} retry={() => void items.refetch()} />
      )}
      {items.data !== undefined && <Items items={items.data} at={at} />}
    </section>
  );
}
