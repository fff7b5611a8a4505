import type { Portfolio } from "@throughline/shared/portfolio";
import { useSearch } from "@tanstack/react-router";
import { HealthBar } from "../components/health-bar.tsx";
import { count, moment } from "../format.ts";
import { useQuery } from "@tanstack/react-query";
import { meQuery } from "../queries.ts";
import { healthList } from "../search.ts";
import { BAR_ORDER } from "./attention.ts";
import { GoalsTable } from "./goals-table.tsx";
import { passes } from "./lines.ts";
import { Numbers } from "./numbers.tsx";

/** A connection that is behind leaves its goals without fresh facts; said once, when it concerns more than a tenth. */
function Stale({ portfolio }: { portfolio: Portfolio }) {
  const zone = useQuery(meQuery).data?.workspace.zone ?? "UTC";
  const behind = portfolio.freshness.filter((source) => source.behindSince !== null);
  const concerned = portfolio.rows.filter((row) => row.flags.includes("SOURCE_BEHIND")).length;
  if (behind.length === 0 || concerned * 10 <= portfolio.rows.length) return null;
  return (
    <p role="status" className="mt-4 rounded-lg border border-line bg-riskbg px-3 py-2 text-risk">
      {behind
        .map((source) => {
          const since = moment(source.behindSince ?? "", zone);
          return source.state === "ended"
            ? `${source.name} was uninstalled and was last read ${since}`
            : `${source.name} has said nothing since ${since}`;
        })
        .join("; ")}
      . {count(concerned, "goal")} {concerned === 1 ? "shows" : "show"} what was known then; none turns better from
      silence.
    </p>
  );
}

/** The whole portfolio as one bar and three numbers, then every goal. */
export function GoalsSection({ portfolio }: { portfolio: Portfolio }) {
  const search = useSearch({ from: "/" });
  const { counts: now, changed } = portfolio;
  const shown = portfolio.rows.filter((row) => passes(row, search, portfolio.people)).length;
  const counts = BAR_ORDER.map((state) => ({
    state,
    count: now[state] ?? 0,
    before: changed.counts[state] ?? 0,
  })).filter(({ count: size }) => size > 0);
  return (
    <section aria-labelledby="all-goals" className="mt-7">
      <div className="flex flex-wrap items-end gap-x-8 gap-y-4">
        <div className="min-w-[min(320px,100%)] flex-1">
          <h2 id="all-goals" className="mb-2 font-semibold">
            {shown < portfolio.rows.length && `${shown} of `}
            {count(portfolio.rows.length, "goal")}
          </h2>
          <HealthBar counts={counts} since={changed.since} chosen={healthList(search.health)} />
        </div>
        <Numbers portfolio={portfolio} work={search.work} />
      </div>
      <Stale portfolio={portfolio} />
      <GoalsTable portfolio={portfolio} />
    </section>
  );
}
