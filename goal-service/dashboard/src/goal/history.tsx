import type { GoalReport } from "@throughline/shared/goal-report";
import type { Goal } from "@throughline/shared/goals";
import { STATE_WORDS } from "@throughline/shared/health/words";
import { HealthState } from "@throughline/shared/vocabulary";
import { useQuery } from "@tanstack/react-query";
import { Gavel, MessageSquare } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "../components/button.tsx";
import { HealthMark } from "../components/health-mark.tsx";
import { firstName, moment, shortDay } from "../format.ts";
import { keyOf } from "../paths.ts";
import { checkInsQuery, decisionsQuery, peopleQuery } from "../queries.ts";
import { useAt } from "../write-block.ts";

interface HistoryProps {
  goal: Goal;
  report: GoalReport | undefined;
  zone: string;
}

interface Entry {
  id: string;
  at: string;
  mark: ReactNode;
  text: string;
  detail: string | null;
}

const SHOWN = 8;

/** What changed the health, what was decided and what was noted, newest first. */
export function History({ goal, report, zone }: HistoryProps) {
  const at = useAt();
  const [all, setAll] = useState(false);
  const key = keyOf(goal.key);
  const decisions = useQuery(decisionsQuery(key, at)).data ?? [];
  const checkIns = useQuery(checkInsQuery(key, at)).data ?? [];
  const people = new Map((useQuery(peopleQuery).data ?? []).map(({ id, name }) => [id, name]));
  const by = (id: string | null) => (id === null ? "" : `, ${firstName(people.get(id) ?? "someone")}`);
  const turned = (report?.history ?? []).map(({ state, since, key: itemKey }, index): Entry => {
    const known = HealthState.safeParse(state).data ?? "draft";
    return {
      id: `state-${index}`,
      at: since,
      mark: <HealthMark health={known} size={11} />,
      text: `Turned ${STATE_WORDS[known].toLowerCase()}`,
      detail: itemKey === null ? null : `with ${itemKey}`,
    };
  });
  const decided = decisions.map((decision): Entry => ({
    id: decision.id,
    at: decision.recordedAt,
    mark: <Gavel size={11} aria-hidden className="text-fg3" />,
    text: `${decision.what}${decision.item === null ? "" : `: ${decision.item.key ?? decision.item.title}`}${decision.until === null ? "" : `, until ${shortDay(decision.until)}`}${by(decision.by)}`,
    detail: decision.reason,
  }));
  const noted = checkIns.map((checkIn): Entry => ({
    id: checkIn.id,
    at: checkIn.recordedAt,
    mark: <MessageSquare size={11} aria-hidden className="text-fg3" />,
    text: `Check-in${by(checkIn.by)}`,
    detail: checkIn.note,
  }));
  const entries = [...turned, ...decided, ...noted].sort((a, b) => b.at.localeCompare(a.at));
  if (entries.length === 0) return null;
  return (
    <section aria-labelledby="history">
      <h2 id="history" className="font-semibold">
        History
      </h2>
      <ol className="mt-2 flex flex-col gap-2 text-fg2">
        {entries.slice(0, all ? undefined : SHOWN).map((entry) => (
          <li key={entry.id} className="flex items-baseline gap-2.5">
            <span className="flex w-[11px] flex-none translate-y-px justify-center">{entry.mark}</span>
            <span className="min-w-0 flex-1">
              {entry.text}
              {entry.detail !== null && <span className="block text-xs text-fg3">{entry.detail}</span>}
            </span>
            <time dateTime={entry.at} className="num flex-none text-xs text-fg3">
              {moment(entry.at, zone)}
            </time>
          </li>
        ))}
      </ol>
      {entries.length > SHOWN && !all && (
        <Button
          look="ghost"
          className="mt-1.5 -ml-2.5"
          onClick={() => {
            setAll(true);
          }}
        >
          Show all {entries.length}
        </Button>
      )}
    </section>
  );
}
