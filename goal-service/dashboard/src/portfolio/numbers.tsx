import type { Portfolio } from "@throughline/shared/portfolio";
import { isRunning } from "@throughline/shared/vocabulary";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import clsx from "clsx";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useFlash } from "../components/use-flash.ts";
import { count, percent } from "../format.ts";
import { meQuery } from "../queries.ts";
import type { PortfolioSearch } from "../search.ts";

const UnlinkedDialog = lazy(async () => ({ default: (await import("./unlinked-dialog.tsx")).UnlinkedDialog }));

const WAY = "-mx-2 -my-1 block rounded-md px-2 py-1 hover:bg-hover";

interface FigureProps {
  label: string;
  value: string;
  note: string;
  warn?: boolean;
}

function Figure({ label, value, note, warn = false }: FigureProps) {
  const flash = useFlash(value);
  return (
    <span className="block">
      <span className="block text-xs text-fg3">{label} </span>
      <span className="mt-0.5 flex items-baseline gap-x-2 max-sm:flex-col">
        <span key={flash.key} className={clsx("num text-xl font-semibold", flash.className)}>
          {value}
        </span>
        <span className={clsx("num text-xs", warn ? "text-risk" : "text-fg3")}>{note}</span>
      </span>
    </span>
  );
}

interface ToListProps {
  work: "none" | "stalled";
  on: boolean;
  about: string;
  children: ReactNode;
}

/** The goals that the number counts, in the list below; once more takes the filter away. */
function ToList({ work, on, about, children }: ToListProps) {
  return (
    <Link
      to="/"
      search={(old) => ({ ...old, work: on ? undefined : work })}
      resetScroll={false}
      data-tip={about}
      className={clsx(WAY, on && "bg-sel [&_.text-fg3]:text-fg2")}
    >
      {children}
      {on && <span className="sr-only">, filter is on</span>}
    </Link>
  );
}

/** "up 3 points" since a week ago, in whole points; null where either week has no number. */
export function pointsSince(now: number | null, before: number | null): string | null {
  if (now === null || before === null) return null;
  const points = Math.round(now * 100) - Math.round(before * 100);
  if (points === 0) return "as last week";
  return `${points > 0 ? "up" : "down"} ${count(Math.abs(points), "point")}`;
}

interface NumbersProps {
  portfolio: Portfolio;
  work: PortfolioSearch["work"];
}

/** Three numbers, each beside what it is measured against, and each the way to its list. */
export function Numbers({ portfolio: { numbers, changed, rows, asOf }, work }: NumbersProps) {
  const { linkedShare, goalsWithoutWork, stalled, active } = numbers;
  const today = useQuery(meQuery).data?.workspace.today ?? asOf.slice(0, 10);
  const [listed, setListed] = useState(false);
  return (
    <ul aria-label="Numbers" className="flex items-end gap-x-4 sm:gap-x-7 max-sm:*:flex-1">
      <li>
        <button
          type="button"
          aria-haspopup="dialog"
          data-tip="Of the work created in the last four weeks, by size"
          className={WAY}
          onClick={() => {
            setListed(true);
          }}
        >
          <Figure
            label="Work linked to a goal"
            value={linkedShare === null ? "–" : percent(linkedShare)}
            note={linkedShare === null ? "nothing new" : (pointsSince(linkedShare, changed.linkedShare) ?? "")}
          />
        </button>
        {listed && (
          <Suspense>
            <UnlinkedDialog
              today={today}
              onClose={() => {
                setListed(false);
              }}
            />
          </Suspense>
        )}
      </li>
      <li>
        <ToList work="none" on={work === "none"} about="Goals that are worked towards, with nothing in progress">
          <Figure
            label="Goals with no active work"
            value={String(goalsWithoutWork)}
            note={`of ${rows.filter(isRunning).length}`}
          />
        </ToList>
      </li>
      <li>
        <ToList work="stalled" on={work === "stalled"} about="Items that stand still for longer than their limit">
          <Figure label="Stalled items" value={String(stalled)} note={`of ${active} active`} warn={stalled > 0} />
        </ToList>
      </li>
    </ul>
  );
}
