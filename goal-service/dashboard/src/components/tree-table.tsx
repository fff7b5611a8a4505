import { type KeyboardEvent, memo, type ReactNode, useEffect, useId, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useHotkeys } from "../hotkeys.ts";
import { useVisibleRows } from "./use-visible-rows.ts";

/** A row as the table needs it; `data` is what the cells are drawn from. */
export interface TreeRow<T> {
  id: string;
  level: number;
  position: number;
  setSize: number;
  /** undefined: nothing to open. */
  open: boolean | undefined;
  parent: string | null;
  height: number;
  data: T;
}

interface TreeTableProps<T> {
  label: string;
  rows: readonly TreeRow<T>[];
  grid: string;
  head: ReactNode;
  cells: (row: TreeRow<T>) => ReactNode;
  rowClass: (row: TreeRow<T>) => string;
  onToggle: (id: string, open: boolean) => void;
  onEnter: (row: TreeRow<T>) => void;
  onPeek: (row: TreeRow<T>) => void;
}

interface RowProps<T> {
  row: TreeRow<T>;
  index: number;
  domId: string;
  current: boolean;
  className: string;
  cells: (row: TreeRow<T>) => ReactNode;
}

function RowView<T>({ row, index, domId, current, className, cells }: RowProps<T>) {
  return (
    <div
      role="row"
      id={domId}
      data-row={row.id}
      tabIndex={current ? 0 : -1}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.setSize}
      aria-expanded={row.open}
      aria-rowindex={index + 2}
      className={className}
      style={{ minHeight: row.height }}
    >
      {cells(row)}
    </div>
  );
}
const MemoRow = memo(RowView) as typeof RowView;

/** What a key means on a row: where to move, or what to do. */
function meaning<T>(key: string, row: TreeRow<T>, index: number, rows: readonly TreeRow<T>[]) {
  const moves: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1, PageDown: 12, PageUp: -12 };
  const step = moves[key];
  if (step !== undefined) return { move: Math.max(0, Math.min(rows.length - 1, index + step)) };
  if (key === "Home") return { move: 0 };
  if (key === "End") return { move: rows.length - 1 };
  if (key === "ArrowRight") return row.open === false ? { toggle: true } : row.open ? { move: index + 1 } : null;
  if (key === "ArrowLeft") {
    if (row.open) return { toggle: false };
    const parent = rows.findIndex((other) => other.id === row.parent);
    return parent < 0 ? null : { move: parent };
  }
  return key === "Enter" ? { act: "enter" as const } : key === " " ? { act: "peek" as const } : null;
}

/** A table of rows that open: the focus lies on rows, one key and one click handler serve them all. */
export function TreeTable<T>(props: TreeTableProps<T>) {
  const { label, rows, grid, head, cells, rowClass, onToggle, onEnter, onPeek } = props;
  const base = useId();
  const body = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef(false);
  const [currentId, setCurrentId] = useState<string | null>(null);
  const heights = useMemo(() => rows.map((row) => row.height), [rows]);
  const visible = useVisibleRows(heights, body);
  const current = Math.max(
    0,
    rows.findIndex((row) => row.id === currentId),
  );

  const moveTo = (index: number) => {
    const row = rows[index];
    if (row === undefined) return;
    wantsFocus.current = true;
    setCurrentId(row.id);
    if (index >= visible.first && index < visible.last) return;
    scrollTo({
      top: scrollY + (body.current?.getBoundingClientRect().top ?? 0) + visible.offsetOf(index) - innerHeight / 2,
    });
  };
  useEffect(() => {
    if (!wantsFocus.current) return;
    const element = document.getElementById(`${base}${currentId ?? ""}`);
    if (element === null) return;
    wantsFocus.current = false;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest" });
  });
  const start = () => {
    // The key comes from outside React: without this a second key could come before the row has the focus.
    flushSync(() => {
      moveTo(current);
    });
  };
  useHotkeys({ j: start, k: start });

  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[current];
    const onRow = event.target instanceof HTMLElement && event.target.role === "row";
    if (row === undefined || !onRow || event.metaKey || event.ctrlKey || event.altKey) return;
    const meant = meaning(event.key, row, current, rows);
    if (meant === null) return;
    event.preventDefault();
    if ("move" in meant) moveTo(meant.move);
    else if ("toggle" in meant) onToggle(row.id, meant.toggle);
    else if (meant.act === "enter") onEnter(row);
    else onPeek(row);
  };
  const onClick = (event: React.MouseEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    const id = target?.closest<HTMLElement>("[data-row]")?.dataset["row"];
    const row = rows.find((other) => other.id === id);
    if (row === undefined) return;
    setCurrentId(row.id);
    if (target?.closest("[data-toggle]")) onToggle(row.id, row.open !== true);
  };

  return (
    <div role="treegrid" aria-label={label} aria-rowcount={rows.length + 1} onKeyDown={onKeyDown} onClick={onClick}>
      <div role="rowgroup" className="sticky top-0 z-10 bg-bg max-lg:top-12 print:static">
        <div role="row" className={`grid h-8 items-center border-b border-line text-xs text-fg3 ${grid}`}>
          {head}
        </div>
      </div>
      <div role="rowgroup" ref={body} style={{ paddingTop: visible.before, paddingBottom: visible.after }}>
        {rows.slice(visible.first, visible.last).map((row, offset) => (
          <MemoRow
            key={row.id}
            row={row}
            index={visible.first + offset}
            domId={`${base}${row.id}`}
            current={visible.first + offset === current}
            className={`grid items-center scroll-mt-24 hover:bg-sub focus-visible:-outline-offset-2 ${grid} ${rowClass(row)}`}
            cells={cells}
          />
        ))}
      </div>
    </div>
  );
}
