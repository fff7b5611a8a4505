import type { Portfolio } from "@throughline/shared/portfolio";
import { Link, useSearch } from "@tanstack/react-router";
import { buttonClass } from "../components/button.tsx";
import { Empty } from "../components/empty.tsx";
import { healthList, type PortfolioSearch } from "../search.ts";
import { STATE_WORDS } from "@throughline/shared/health/words";

const WORK = { none: "no active work", stalled: "stalled items", over: "an owner over the limit" } as const;

function namesOf(search: PortfolioSearch, portfolio: Portfolio): string {
  const health = healthList(search.health).map((state) => STATE_WORDS[state].toLowerCase());
  const parts = [
    health.length > 0 ? health.join(" or ") : "",
    search.work === undefined ? "" : WORK[search.work],
    search.owner === undefined ? "" : `owned by ${portfolio.people[search.owner]?.name ?? "that person"}`,
    search.team === undefined ? "" : "of that team",
    search.q === undefined ? "" : `with “${search.q}”`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}

/** Names the filter that leaves nothing, and offers to clear it. */
export function NoMatch({ portfolio }: { portfolio: Portfolio }) {
  const search = useSearch({ from: "/" });
  return (
    <div className="mt-5">
      <Empty title="No goal matches" why={`You are looking for goals: ${namesOf(search, portfolio)}.`}>
        <Link to="/" search={({ at, period }) => ({ at, period })} className={buttonClass()}>
          Clear the filter
        </Link>
      </Empty>
    </div>
  );
}
