import type { Portfolio } from "@throughline/shared/portfolio";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { ArrowDownUp } from "lucide-react";
import { lazy, Suspense, useCallback, useMemo, useState } from "react";
import { Button } from "../components/button.tsx";
import { TreeTable, type TreeRow } from "../components/tree-table.tsx";
import { useMedia } from "../components/use-media.ts";
import { count } from "../format.ts";
import { goalPath, initiativePath } from "../paths.ts";
import { meQuery } from "../queries.ts";
import { sortRows } from "./attention.ts";
import { GoalCells } from "./goal-cells.tsx";
import { InitiativeCells } from "./initiative-cells.tsx";
import { isFiltered, type Line, linesOf, openOf, passes } from "./lines.ts";
import { NoMatch } from "./no-match.tsx";
import { TableFoot } from "./table-foot.tsx";
import { TableHead } from "./table-head.tsx";
import { useHeldOrder } from "./use-held-order.ts";

const Peek = lazy(async () => ({ default: (await import("./peek.tsx")).Peek }));

const GRID =
  "grid-cols-[minmax(0,1fr)_88px] sm:grid-cols-[minmax(0,1fr)_148px_132px] lg:grid-cols-[minmax(0,1fr)_112px_142px_92px_126px_24px] xl:grid-cols-[minmax(280px,1fr)_148px_140px_100px_148px_96px_84px]";

const rowClass = ({ data }: TreeRow<Line>) => (data.last ? "border-b border-line" : "");
const pathOf = ({ data: { goal, initiative } }: TreeRow<Line>) =>
  initiative === null ? goalPath(goal.key, goal.title) : initiativePath(initiative.key);

/** Every goal, worst first, with its initiatives and child goals inside. */
export function GoalsTable({ portfolio }: { portfolio: Portfolio }) {
  const search = useSearch({ from: "/" });
  const navigate = useNavigate({ from: "/" });
  const narrow = useMedia("(max-width: 639px)");
  const wide = useMedia("(min-width: 1280px)");
  const room = narrow ? "narrow" : wide ? "wide" : "middle";
  const today = useQuery(meQuery).data?.workspace.today ?? portfolio.asOf.slice(0, 10);
  const [busy, setBusy] = useState(false);
  const [peek, setPeek] = useState<Line | null>(null);

  const sorted = useMemo(
    () =>
      sortRows(
        portfolio.rows.filter((row) => passes(row, search, portfolio.people)),
        search.sort,
      ),
    [portfolio, search],
  );
  const rules = [search.sort, search.health, search.owner, search.team, search.work, search.q, search.period].join("|");
  const { rows, changes, sortAgain } = useHeldOrder(sorted, rules, busy);
  const flat = isFiltered(search);
  const open = useMemo(() => openOf(search, portfolio.rows), [search, portfolio.rows]);
  const lines = useMemo(() => linesOf(rows, open, { flat, room }), [rows, open, flat, room]);

  const cells = useCallback(
    ({ data, level, open: isOpen }: TreeRow<Line>) =>
      data.initiative === null ? (
        <GoalCells row={data.goal} level={level} open={isOpen} people={portfolio.people} today={today} />
      ) : (
        <InitiativeCells initiative={data.initiative} level={level} people={portfolio.people} />
      ),
    [portfolio.people, today],
  );
  const toggle = (id: string, isOpen: boolean) => {
    const next = new Set(open);
    if (isOpen) next.add(id);
    else next.delete(id);
    const list = next.size === 0 ? "none" : [...next].join(",");
    void navigate({ search: (old) => ({ ...old, open: list }), replace: true, resetScroll: false });
  };

  if (sorted.length === 0) return <NoMatch portfolio={portfolio} />;
  return (
    <div
      className="relative mt-4"
      onPointerEnter={() => {
        setBusy(true);
      }}
      onPointerLeave={() => {
        setBusy(false);
      }}
    >
      <p role="status" className="sr-only">
        {flat && `${count(sorted.length, "goal")} shown`}
      </p>
      {changes > 0 && (
        <Button className="absolute -top-3 left-1/2 z-20 -translate-x-1/2 rounded-full shadow-pop" onClick={sortAgain}>
          <ArrowDownUp size={13} aria-hidden />
          {count(changes, "change")}, sort again
        </Button>
      )}
      <TreeTable
        label="Goals"
        rows={lines}
        grid={GRID}
        head={<TableHead />}
        cells={cells}
        rowClass={rowClass}
        onToggle={toggle}
        onEnter={(row) => void navigate({ href: pathOf(row) })}
        onPeek={(row) => {
          setPeek(row.data);
        }}
      />
      <TableFoot portfolio={portfolio} />
      {peek !== null && (
        <Suspense>
          <Peek
            line={peek}
            onClose={() => {
              setPeek(null);
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
