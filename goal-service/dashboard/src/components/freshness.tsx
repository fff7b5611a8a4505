import type { Portfolio } from "@throughline/shared/portfolio";
import clsx from "clsx";
import { useEffect, useState } from "react";
import { useSilence } from "../answering.ts";
import { ago } from "../format.ts";
import { toolWord } from "../words.ts";

type Source = Portfolio["freshness"][number];

const DOT: Record<Source["state"], string> = {
  active: "bg-onmark",
  degraded: "bg-riskmark",
  paused: "bg-nonemark",
  ended: "bg-nonemark",
};

function useTick(period: number): void {
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => {
      setTick((tick) => tick + 1);
    }, period);
    return () => {
      clearInterval(timer);
    };
  }, [period]);
}

/** The last time a source said anything, in words. */
export function freshnessOf(source: Source): string {
  if (source.state === "paused") return "paused";
  if (source.state === "ended") return "uninstalled";
  if (source.behindSince !== null) return `behind, ${ago(source.behindSince)}`;
  const last = [source.lastEventAt, source.lastSyncAt]
    .filter((time) => time !== null)
    .sort()
    .at(-1);
  return last === undefined ? "nothing yet" : ago(last);
}

/** A connection by its name, with its tool where the name doesn't say it. */
export function sourceName({ name, tool }: Pick<Source, "name" | "tool">): string {
  const word = toolWord(tool);
  return name.toLowerCase().includes(word.toLowerCase()) ? name : `${name} (${word})`;
}

/** How fresh each connection is. */
export function Freshness({ sources }: { sources: readonly Source[] }) {
  useTick(10_000);
  const silent = useSilence() !== null;
  return (
    <ul aria-label="Connections" className="text-xs text-fg3">
      {sources.map((source) => (
        <li key={source.connectionId} className="flex h-5 items-center gap-2">
          <span
            aria-hidden
            className={clsx(
              "size-1.5 flex-none rounded-full",
              silent ? "text-nonemark hollow" : source.behindSince === null ? DOT[source.state] : "bg-riskmark",
            )}
          />
          <span className="truncate">{sourceName(source)}</span>
          <span className={clsx("num ml-auto flex-none", source.behindSince !== null && "text-risk")}>
            {silent ? "unknown" : freshnessOf(source)}
          </span>
        </li>
      ))}
    </ul>
  );
}
