import type { Portfolio } from "@throughline/shared/portfolio";
import { use } from "react";
import { freshnessOf, sourceName } from "../components/freshness.tsx";
import { useSilence } from "../answering.ts";
import { LiveContext } from "../live-context.ts";

/** What the tick means, how fresh the facts are, and the keys. */
export function TableFoot({ portfolio }: { portfolio: Portfolio }) {
  const live = use(LiveContext);
  const silent = useSilence() !== null;
  const sources = portfolio.freshness.map((source) => `${sourceName(source)} ${freshnessOf(source)}`).join(", ");
  return (
    <p className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-fg3">
      <span className="inline-flex items-center gap-1.5">
        <span aria-hidden className="inline-block h-3 w-[1.5px] rounded bg-fg" />
        where the goal should be today
      </span>
      <span>
        {silent ? "Not answering" : live ? "Live" : "Asked again each minute"}
        {sources !== "" && `: ${sources}`}
      </span>
      <span className="noprint ml-auto max-lg:hidden">J and K move, Right opens, Enter goes to the goal</span>
    </p>
  );
}
