import type { Goal } from "@throughline/shared/goals";
import type { Call } from "@throughline/shared/judgements";
import { STATE_WORDS } from "@throughline/shared/health/words";
import { useQuery } from "@tanstack/react-query";
import { HealthMark } from "../components/health-mark.tsx";
import { shortDay } from "../format.ts";
import { keyOf } from "../paths.ts";
import { callsQuery, peopleQuery } from "../queries.ts";
import { useAt } from "../write-block.ts";

/** Until when a call counted: to its last day, or to the day of the newer one that took its place. */
export function untilWords(call: Call, newer: Call | undefined): string {
  if (call.stands) return `counts until ${shortDay(call.until)}`;
  if (newer !== undefined && newer.at <= call.until) return `until ${shortDay(newer.at)}, when a newer one came`;
  return `until ${shortDay(call.until)}`;
}

interface CallLineProps {
  call: Call;
  newer: Call | undefined;
  by: string;
}

function CallLine({ call, newer, by }: CallLineProps) {
  return (
    <li className="flex items-baseline gap-2.5">
      <span className="flex w-[11px] flex-none translate-y-px justify-center">
        <HealthMark health={call.level} size={11} />
      </span>
      <span className={call.stands ? "min-w-0 flex-1" : "min-w-0 flex-1 text-fg2"}>
        <span className={call.stands ? "font-medium" : ""}>{STATE_WORDS[call.level]}</span>, {by}
        {call.reason !== null && <span className="block text-fg2">{call.reason}</span>}
        <span className="block text-xs text-fg3">{untilWords(call, newer)}</span>
      </span>
      <time dateTime={call.at} className="num flex-none text-xs text-fg3">
        {shortDay(call.at)}
      </time>
    </li>
  );
}

/** How people judged the goal differently from the facts; the one that counts today stands on top. */
export function Calls({ goal }: { goal: Goal }) {
  const calls = useQuery(callsQuery(keyOf(goal.key), useAt())).data ?? [];
  const people = new Map((useQuery(peopleQuery).data ?? []).map(({ id, name }) => [id, name]));
  if (calls.length === 0) return null;
  return (
    <section aria-labelledby="calls">
      <h2 id="calls" className="font-semibold">
        Calls
      </h2>
      <ol className="mt-2 flex flex-col gap-2">
        {calls.map((call, index) => (
          <CallLine
            key={call.id}
            call={call}
            newer={calls[index - 1]}
            by={call.by === null ? "an app" : (people.get(call.by) ?? "someone")}
          />
        ))}
      </ol>
    </section>
  );
}
