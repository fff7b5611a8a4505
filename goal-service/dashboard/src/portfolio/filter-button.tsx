import type { Portfolio } from "@throughline/shared/portfolio";
import { useSearch } from "@tanstack/react-router";
import { ListFilter } from "lucide-react";
import { lazy } from "react";
import { buttonClass } from "../components/button.tsx";
import { MenuButton } from "../components/menu.tsx";
import { FILTERS } from "./lines.ts";

const FilterMenu = lazy(async () => ({ default: (await import("./filter-menu.tsx")).FilterMenu }));

/** Opens the filters; says how many are on. */
export function FilterButton({ portfolio }: { portfolio: Portfolio }) {
  const search = useSearch({ from: "/" });
  const on = FILTERS.filter((name) => name !== "q" && search[name] !== undefined).length;
  return (
    <MenuButton
      className={buttonClass("ghost")}
      label="Filter"
      face={
        <>
          <ListFilter size={14} aria-hidden />
          Filter
          {on > 0 && (
            <span className="num rounded-full bg-ink px-1.5 text-2xs text-inkfg">
              {on}
              <span className="sr-only"> on</span>
            </span>
          )}
        </>
      }
    >
      {() => <FilterMenu portfolio={portfolio} />}
    </MenuButton>
  );
}
