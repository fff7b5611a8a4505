import type { PortfolioRow } from "@throughline/shared/portfolio";
import { isRunning } from "@throughline/shared/vocabulary";
import clsx from "clsx";
import { ChevronsDown } from "lucide-react";
import { count } from "../format.ts";

type Lowered = Pick<PortfolioRow, "state" | "priority" | "loweredFrom" | "doing">;

/** Whether a goal counts for less than it was planned for, in words; null where it does not. */
export function loweredWords({ state, priority, loweredFrom, doing }: Lowered): { word: string; about: string } | null {
  const paused = state === "paused";
  if (!paused && (loweredFrom === null || !isRunning({ state }))) return null;
  const left = doing > 0 ? `, ${doing} still active` : "";
  const how = paused ? "Paused" : `Lowered from priority ${String(loweredFrom)} to ${priority} since it was planned`;
  const goesOn = doing > 0 ? `: ${count(doing, "item")} still in progress behind it` : "";
  return { word: `${paused ? "Paused" : "Lowered"}${left}`, about: how + goesOn };
}

/** Beside a pill that says "Paused" already, only what still hangs behind it is news. */
function wordBeside({ state, doing }: Lowered, word: string): string | null {
  if (state !== "paused") return word;
  return doing > 0 ? `${doing} still active` : null;
}

interface LoweredSignProps {
  row: Lowered;
  /** On small screens the sign alone. */
  tight?: boolean;
  /** Beside the state in words. */
  beside?: boolean;
}

/** A sign beside any state, never a state; it warns where work goes on. */
export function LoweredSign({ row, tight = false, beside = false }: LoweredSignProps) {
  const words = loweredWords(row);
  const word = words !== null && beside ? wordBeside(row, words.word) : words?.word;
  if (words === null || word == null) return null;
  return (
    <span
      data-tip={words.about}
      className={clsx(
        "inline-flex h-5 flex-none items-center gap-1 rounded-full text-xs whitespace-nowrap",
        row.doing > 0 ? "bg-riskbg text-risk" : "bg-nonebg text-none",
        tight ? "px-1 xl:pr-2 xl:pl-1.5" : "pr-2 pl-1.5",
      )}
    >
      <ChevronsDown size={12} aria-hidden />
      <span className={tight ? "max-xl:sr-only" : ""}>{word}</span>
    </span>
  );
}
