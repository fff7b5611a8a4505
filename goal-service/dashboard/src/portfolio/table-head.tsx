import { Link, useSearch } from "@tanstack/react-router";
import clsx from "clsx";
import { ArrowDown } from "lucide-react";
import type { PortfolioSearch } from "../search.ts";

type Sort = NonNullable<PortfolioSearch["sort"]>;

const COLUMNS: readonly { label: string; className: string; sort?: Sort }[] = [
  { label: "Goal", sort: "title", className: "pl-[46px]" },
  { label: "Progress vs plan", sort: "progress", className: "max-sm:hidden" },
  { label: "Now, target", className: "max-lg:hidden" },
  { label: "12 weeks", className: "sm:max-lg:hidden" },
  { label: "Active work", className: "max-sm:hidden" },
  { label: "Owner", className: "max-lg:hidden lg:max-xl:invisible" },
  { label: "Due", sort: "due", className: "text-right max-xl:hidden" },
];

/** The columns; a name that can sort does so, and once more goes back to attention. */
export function TableHead() {
  const { sort = "attention" } = useSearch({ from: "/" });
  return COLUMNS.map((column) => {
    const on = column.sort === sort;
    const next = on ? undefined : column.sort;
    return (
      <div
        key={column.label}
        role="columnheader"
        aria-sort={on ? "ascending" : undefined}
        className={clsx("whitespace-nowrap", column.className)}
      >
        {column.sort === undefined ? (
          column.label
        ) : (
          <Link
            to="/"
            search={(old) => ({ ...old, sort: next })}
            replace
            resetScroll={false}
            data-tip={on ? "Sort by attention again" : `Sort by ${column.label.toLowerCase()}`}
            className={clsx(
              "inline-flex items-center gap-1 rounded-sm py-1 hover:text-fg",
              on && "font-medium text-fg",
            )}
          >
            {column.label}
            {on && <ArrowDown size={11} aria-hidden />}
          </Link>
        )}
      </div>
    );
  });
}
