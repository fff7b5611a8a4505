import type { Portfolio } from "@throughline/shared/portfolio";
import { turnBetween } from "@throughline/shared/state-scale";
import { type ReactNode, useId, useState } from "react";
import { Button } from "../components/button.tsx";
import { count, day } from "../format.ts";
import { ClassOverRow, DecisionRow } from "./decision-rows.tsx";
import { Handled, Turned } from "./decision-lists.tsx";

const SHOWN = 5;

/** Each goal in one number only: lost sight of before worse, recovered before better. */
export function turnedWords(goals: Portfolio["changed"]["goals"]): string | null {
  const words = goals.map(({ from, to }) => {
    const { lostSight, worse, recovered } = turnBetween(from, to);
    if (lostSight) return "lost sight of";
    if (worse) return "turned worse";
    return recovered ? "recovered" : "turned better";
  });
  const kinds = ["turned worse", "lost sight of", "turned better", "recovered"] as const;
  const told = kinds
    .map((kind) => [words.filter((word) => word === kind).length, kind] as const)
    .filter(([many]) => many > 0);
  return told.length === 0 ? null : told.map(([many, kind]) => `${many} ${kind}`).join(", ");
}

/** A number in the headline that opens its list below. */
function Opens({
  open,
  list,
  onToggle,
  children,
}: {
  open: boolean;
  list: string;
  onToggle: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-expanded={open}
      aria-controls={list}
      onClick={onToggle}
      className="underlined min-h-6 rounded-sm"
    >
      {children}
    </button>
  );
}

const headline = (goals: number, classes: number): string => {
  if (goals + classes === 0) return "No goal needs a decision";
  const words = [...(goals > 0 ? [count(goals, "goal")] : []), ...(classes > 0 ? [count(classes, "item")] : [])];
  return `${words.join(" and ")} ${goals + classes === 1 ? "needs" : "need"} a decision`;
};

type DecisionsProps = Pick<Portfolio, "decisions" | "classesOver" | "handled" | "fine" | "changed">;

/** The first thing a leader sees: how many goals need a decision, which, why, and the one thing to do. */
export function Decisions({ decisions, classesOver, handled, fine, changed }: DecisionsProps) {
  const [all, setAll] = useState(false);
  const [opened, setOpened] = useState<"handled" | "turned" | null>(null);
  const list = useId();
  const rows = [
    ...decisions.map((decision) => <DecisionRow key={decision.goalId} decision={decision} />),
    ...classesOver.map((item) => <ClassOverRow key={item.id} item={item} />),
  ];
  const toggle = (which: "handled" | "turned") => () => {
    setOpened(opened === which ? null : which);
  };
  const turned = turnedWords(changed.goals);
  return (
    <section aria-labelledby="decisions" className="mt-5">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 id="decisions" className="text-xl font-semibold">
          {headline(decisions.length, classesOver.length)}
        </h2>
        <p className="text-fg2">
          {handled.length > 0 && (
            <>
              <Opens open={opened === "handled"} list={list} onToggle={toggle("handled")}>
                {handled.length} handled
              </Opens>
              {", "}
            </>
          )}
          {fine} fine. Since {day(changed.since)}:{" "}
          {turned === null ? (
            "nothing turned"
          ) : (
            <Opens open={opened === "turned"} list={list} onToggle={toggle("turned")}>
              {turned}
            </Opens>
          )}
          .
        </p>
      </div>
      <div id={list}>
        {opened === "handled" && <Handled goals={handled} />}
        {opened === "turned" && <Turned goals={changed.goals} />}
      </div>
      {rows.length > 0 && (
        <ul className="mt-3 divide-y divide-line rounded-xl border border-line">{all ? rows : rows.slice(0, SHOWN)}</ul>
      )}
      {rows.length > SHOWN && !all && (
        <Button
          look="ghost"
          className="mt-1.5"
          onClick={() => {
            setAll(true);
          }}
        >
          Show all {rows.length}
        </Button>
      )}
    </section>
  );
}
