import type { Portfolio } from "@throughline/shared/portfolio";
import clsx from "clsx";
import { useFlash } from "../components/use-flash.ts";
import { percent } from "../format.ts";

interface NumberProps {
  label: string;
  value: string;
  note: string;
  warn?: boolean;
}

function Figure({ label, value, note, warn = false }: NumberProps) {
  const flash = useFlash(value);
  return (
    <div>
      <dt className="text-xs text-fg3">{label}</dt>
      <dd className="mt-0.5 flex items-baseline gap-2">
        <span key={flash.key} className={clsx("num text-xl font-semibold", flash.className)}>
          {value}
        </span>
        <span className={clsx("text-xs", warn ? "text-risk" : "text-fg3")}>{note}</span>
      </dd>
    </div>
  );
}

/** Three numbers, each beside what it is measured against. */
export function Numbers({ numbers, goals }: { numbers: Portfolio["numbers"]; goals: number }) {
  const { linkedShare, goalsWithoutWork, stalled, active } = numbers;
  return (
    <dl className="flex flex-wrap gap-x-7 gap-y-3">
      <Figure
        label="Work linked to a goal"
        value={linkedShare === null ? "–" : percent(linkedShare)}
        note={linkedShare === null ? "no items yet" : "of open work"}
      />
      <Figure label="Goals with no active work" value={String(goalsWithoutWork)} note={`of ${goals}`} />
      <Figure label="Stalled items" value={String(stalled)} note={`of ${active} active`} warn={stalled > 0} />
    </dl>
  );
}
