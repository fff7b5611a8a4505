import type { Initiative } from "@throughline/shared/initiatives";
import type { WorkItem } from "@throughline/shared/work-items";
import { workWords } from "@throughline/shared/health/words";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { InitiativeMark } from "../components/initiative-mark.tsx";
import { Person } from "../components/person.tsx";
import { SkeletonRows } from "../components/skeleton.tsx";
import { CreateWork } from "../initiative/create-work.tsx";
import { initiativePath } from "../paths.ts";
import { peopleQuery, portfolioQuery } from "../queries.ts";
import { isOver, sortItems } from "./item-order.ts";
import { ItemRows } from "./item-rows.tsx";

interface InitiativeBlockProps {
  initiative: Initiative;
  items: readonly WorkItem[] | null;
  closed: boolean;
  today: string;
  zone: string;
}

const FINISHED_SHOWN = 3;

/** The initiative's own line: its mark, how far its work is, its owner, and where to create more. */
function Head({ initiative, closed }: Pick<InitiativeBlockProps, "initiative" | "closed">) {
  const people = useQuery(peopleQuery).data ?? [];
  const { counts, mark, state } = initiative;
  const total = counts.todo + counts.doing + counts.done;
  const owner = people.find(({ id }) => id === initiative.ownerId)?.name;
  const open = !closed && (state === "active" || state === "proposed");
  const words = [
    workWords(mark, counts.doing),
    ...(total > 0 ? [`${counts.done} of ${total} done`] : []),
    ...(state === "active" ? [] : [state]),
  ];
  return (
    <div className="flex items-center gap-2.5 bg-sub py-1.5 pr-2 pl-3 @max-lg:flex-wrap">
      <InitiativeMark level={mark} />
      <div className="flex min-w-0 flex-1 items-baseline gap-x-2 @max-xl:flex-wrap @max-lg:basis-3/4">
        <h3 className="min-w-0 truncate font-medium @max-xl:whitespace-normal">
          <a href={initiativePath(initiative.key)} data-to className="hover:underline">
            {initiative.title}
          </a>
        </h3>
        <span className="num flex-none text-xs text-fg3">{words.join(", ")}</span>
      </div>
      {owner !== undefined && (
        <span className="@max-2xl:hidden">
          <Person name={owner} />
        </span>
      )}
      {open && <CreateWork initiativeId={initiative.id} short />}
    </div>
  );
}

/** One initiative with its work, what stands still first; finished work beyond a few is folded away. */
export function InitiativeBlock({ initiative, items, closed, today, zone }: InitiativeBlockProps) {
  const [all, setAll] = useState(false);
  const people = useQuery(portfolioQuery()).data?.people ?? {};
  const sorted = sortItems(items ?? []);
  const open = sorted.filter((item) => !isOver(item)).length;
  const shown = all ? sorted : sorted.slice(0, open + FINISHED_SHOWN);
  return (
    <div className="mt-3 overflow-hidden rounded-lg border border-line">
      <Head initiative={initiative} closed={closed} />
      {items === null && <SkeletonRows rows={3} height={36} label="Loading the work" />}
      {items?.length === 0 && (
        <p className="border-t border-line px-3 py-2.5 text-fg2">
          No work yet. An initiative without work does not move its goal.
        </p>
      )}
      {shown.length > 0 && (
        <ItemRows label={`Work of ${initiative.title}`} items={shown} people={people} today={today} zone={zone} />
      )}
      {sorted.length > shown.length && (
        <button
          type="button"
          onClick={() => {
            setAll(true);
          }}
          className="w-full border-t border-line px-3 py-2 text-left text-xs text-fg2 hover:bg-hover"
        >
          Show {sorted.length - shown.length} more finished
        </button>
      )}
    </div>
  );
}
