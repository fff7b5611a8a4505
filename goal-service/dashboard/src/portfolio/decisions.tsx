import type { Portfolio } from "@throughline/shared/portfolio";
import { ArrowRight, ArrowUpRight } from "lucide-react";
import { useState } from "react";
import { Avatar } from "../components/avatar.tsx";
import { Button, buttonClass } from "../components/button.tsx";
import { CauseChain } from "../components/cause-chain.tsx";
import { HealthMark } from "../components/health-mark.tsx";
import { count, day } from "../format.ts";
import { goalPath } from "../paths.ts";
import { STATE_WORDS } from "@throughline/shared/health/words";

type Decision = Portfolio["decisions"][number];
const SHOWN = 5;

function Action({ action }: Pick<Decision, "action">) {
  const away = /^https?:/.test(action.url);
  const Icon = away ? ArrowUpRight : ArrowRight;
  return (
    <a
      href={action.url}
      {...(away ? { target: "_blank", rel: "noreferrer" } : { "data-to": true })}
      className={buttonClass("plain", "w-full justify-between")}
    >
      <span className="truncate">{action.label}</span>
      <Icon size={13} className="flex-none text-fg3" aria-hidden />
    </a>
  );
}

function Due({ decision }: { decision: Decision }) {
  const since = decision.since === null ? "" : ` since ${day(decision.since)}`;
  const owner = decision.owner;
  return (
    <li className="grid grid-cols-[22px_minmax(0,1fr)] items-center gap-x-2.5 gap-y-2 py-2.5 pr-3 pl-3.5 first:rounded-t-xl last:rounded-b-xl hover:bg-sub sm:grid-cols-[22px_minmax(0,1fr)_22px_200px] sm:gap-y-1">
      <HealthMark health={decision.state} size={16} className="mt-0.5 self-start" />
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <a
            href={goalPath(decision.goalKey, decision.title)}
            data-to
            className="text-base font-medium tracking-[-0.006em] hover:underline hover:decoration-line2 hover:underline-offset-4"
          >
            {decision.title}
          </a>
          <span className="text-xs text-fg3">
            {STATE_WORDS[decision.state].toLowerCase()}
            {since}
          </span>
        </div>
        <div className="mt-0.5">
          <CauseChain links={decision.chain} />
        </div>
      </div>
      <span className="max-sm:hidden">
        {owner !== null && (
          <span className="flex" data-tip={owner.over ? `${owner.name}, over the limit` : owner.name}>
            <Avatar name={owner.name} over={owner.over} />
            <span className="sr-only">{owner.over ? `${owner.name}, over the limit` : owner.name}</span>
          </span>
        )}
      </span>
      <span className="min-w-0 max-sm:col-start-2">
        <Action action={decision.action} />
      </span>
    </li>
  );
}

function ChangedWords({ changed }: Pick<Portfolio, "changed">) {
  const parts = [
    changed.worse > 0 ? `${changed.worse} turned worse` : "",
    changed.better > 0 ? `${changed.better} recovered` : "",
  ].filter((part) => part !== "");
  return `Since ${day(changed.since)}: ${parts.length === 0 ? "nothing turned" : parts.join(", ")}.`;
}

/** The first thing a leader sees: how many goals need a decision, which, why, and the one thing to do. */
export function Decisions({
  decisions,
  others,
  changed,
}: Pick<Portfolio, "decisions" | "changed"> & { others: number }) {
  const [all, setAll] = useState(false);
  const shown = all ? decisions : decisions.slice(0, SHOWN);
  const word = decisions.length === 0 ? "goal" : "other";
  const headline =
    decisions.length === 0
      ? "No goal needs a decision"
      : `${count(decisions.length, "goal")} ${decisions.length === 1 ? "needs" : "need"} a decision`;
  return (
    <section aria-labelledby="decisions" className="mt-5">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 id="decisions" className="text-xl font-semibold">
          {headline}
        </h2>
        <p className="text-fg2">
          {others > 0 && `${count(others, word)} ${others === 1 ? "is" : "are"} fine or being handled. `}
          <ChangedWords changed={changed} />
        </p>
      </div>
      {shown.length > 0 && (
        <ul className="mt-3 divide-y divide-line rounded-xl border border-line">
          {shown.map((decision) => (
            <Due key={decision.goalId} decision={decision} />
          ))}
        </ul>
      )}
      {decisions.length > SHOWN && !all && (
        <Button
          look="ghost"
          className="mt-1.5"
          onClick={() => {
            setAll(true);
          }}
        >
          Show all {decisions.length}
        </Button>
      )}
    </section>
  );
}
