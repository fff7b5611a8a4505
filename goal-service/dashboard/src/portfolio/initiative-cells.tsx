import type { Portfolio } from "@throughline/shared/portfolio";
import { InitiativeMark } from "../components/initiative-mark.tsx";
import { Person } from "../components/person.tsx";
import { WorkBlocks } from "../components/work-blocks.tsx";
import { initiativePath } from "../paths.ts";
import { workWords } from "@throughline/shared/health/words";
import type { InitiativeRow } from "./lines.ts";

interface InitiativeCellsProps {
  initiative: InitiativeRow;
  level: number;
  people: Portfolio["people"];
}

/** The same seven columns for an initiative: its mark is the work level, drawn in its own shape. */
export function InitiativeCells({ initiative, level, people }: InitiativeCellsProps) {
  const owner = initiative.ownerId === null ? undefined : people[initiative.ownerId];
  const left = (level - 2) * 26;
  return (
    <>
      <div
        role="gridcell"
        className="relative flex min-w-0 items-center gap-2 self-stretch pr-4"
        style={{ paddingLeft: left + 54 }}
      >
        <span aria-hidden className="absolute inset-y-0 w-px bg-line" style={{ left: left + 34 }} />
        <span className="flex" data-tip={workWords(initiative.mark, initiative.doing)}>
          <InitiativeMark level={initiative.mark} size={12} />
          <span className="sr-only">{workWords(initiative.mark, initiative.doing)}</span>
        </span>
        <a
          href={initiativePath(initiative.key)}
          data-to
          tabIndex={-1}
          className="flex min-h-6 min-w-0 items-center text-fg2 hover:text-fg"
        >
          <span className="line-clamp-2 leading-4 xl:line-clamp-1 xl:leading-[18px]">{initiative.title}</span>
        </a>
      </div>
      <div role="gridcell" className="num text-fg2 max-sm:hidden">
        {initiative.total === 0 ? "No items yet" : `${initiative.done} of ${initiative.total} done`}
      </div>
      <div role="gridcell" className="max-lg:hidden" />
      <div role="gridcell" className="num text-xs text-fg2 sm:max-lg:hidden">
        <span className="sm:hidden">
          {initiative.done} of {initiative.total}
        </span>
      </div>
      <div role="gridcell" className="max-sm:hidden">
        <WorkBlocks active={initiative.doing} stalled={initiative.stalled} />
      </div>
      <div role="gridcell" className="min-w-0 pr-2 text-fg2 max-lg:hidden lg:max-xl:[&_.truncate]:sr-only">
        <Person name={owner?.name ?? null} short over={owner !== undefined && owner.doing > owner.limit} />
      </div>
      <div role="gridcell" className="max-xl:hidden" />
    </>
  );
}
