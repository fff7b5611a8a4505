import type { Goal } from "@throughline/shared/goals";
import type { Initiative } from "@throughline/shared/initiatives";
import { STATE_WORDS, workWords } from "@throughline/shared/health/words";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { HealthMark } from "../components/health-mark.tsx";
import { InitiativeMark } from "../components/initiative-mark.tsx";
import { Person } from "../components/person.tsx";
import { PrivateMark } from "../components/private-mark.tsx";
import { WriteButton } from "../components/write-button.tsx";
import { change, day, shortDay } from "../format.ts";
import { goalPath, keyOf } from "../paths.ts";
import { healthQuery, keyResultsQuery, peopleQuery } from "../queries.ts";
import { useAt } from "../write-block.ts";

/** The goal it is a bet on, with the goal's own health. */
function GoalLink({ goal }: { goal: Goal }) {
  const state = useQuery(healthQuery(goal.id, useAt())).data?.state;
  return (
    <span className="inline-flex min-w-0 items-center gap-1">
      <ChevronRight size={13} aria-hidden className="flex-none" />
      <a
        href={goalPath(goal.key, goal.title)}
        data-to
        className="inline-flex min-w-0 items-center gap-1.5 hover:text-fg"
      >
        {state !== undefined && (
          <>
            <HealthMark health={state} size={11} />
            <span className="sr-only">{STATE_WORDS[state]}: </span>
          </>
        )}
        <span className="truncate">{goal.title}</span>
      </a>
      {goal.viewers !== null && <PrivateMark />}
    </span>
  );
}

function Facts({ initiative }: { initiative: Initiative }) {
  const people = useQuery(peopleQuery).data ?? [];
  const { counts, mark, state, ownerId, due } = initiative;
  const owner = ownerId === null ? null : (people.find(({ id }) => id === ownerId)?.name ?? "Someone");
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-5 gap-y-1 text-fg2">
      <span className="inline-flex items-center gap-1.5 font-medium text-fg">
        <InitiativeMark level={mark} />
        {workWords(mark, counts.doing)}
      </span>
      {state !== "active" && <span className="first-letter:uppercase">{state}</span>}
      <Person name={owner} />
      {due !== null && <span>Due {shortDay(due)}</span>}
      <span className="num">
        {counts.done} of {counts.todo + counts.doing + counts.done} done, {counts.doing} active
      </span>
    </div>
  );
}

/** What the bet should change, in the metric's own unit, and by when. */
function Prediction({ initiative, goal }: { initiative: Initiative; goal: Goal }) {
  const keyResults = useQuery(keyResultsQuery(keyOf(goal.key), useAt())).data ?? [];
  const { predicted } = initiative;
  const measure = keyResults.find(({ id }) => id === predicted?.keyResultId);
  if (predicted === null || measure === undefined) return null;
  return (
    <p className="num mt-2 pl-[18px] text-fg2">
      Predicted: <span className="font-medium text-fg">{change(predicted.delta, measure.unit)}</span> on {measure.name}{" "}
      by {day(predicted.on)}
    </p>
  );
}

interface InitiativeHeaderProps {
  initiative: Initiative;
  goal: Goal | undefined;
  onEdit: () => void;
}

export function InitiativeHeader({ initiative, goal, onEdit }: InitiativeHeaderProps) {
  return (
    <header>
      <title>{`${initiative.title}, Throughline`}</title>
      <div className="flex items-start gap-3">
        <nav aria-label="Breadcrumb" className="flex min-w-0 flex-1 flex-wrap items-center gap-1 text-fg3">
          <Link to="/" className="rounded-sm hover:text-fg">
            Portfolio
          </Link>
          {goal !== undefined && <GoalLink goal={goal} />}
        </nav>
        <WriteButton onClick={onEdit}>Edit</WriteButton>
      </div>
      <h1 className="mt-3 text-2xl font-semibold text-pretty">{initiative.title}</h1>
      <Facts initiative={initiative} />
      {initiative.hypothesis !== null && (
        <blockquote className="mt-5 max-w-[68ch] border-l-2 border-line2 pl-4 text-lg text-fg2">
          {initiative.hypothesis}
        </blockquote>
      )}
      {goal !== undefined && <Prediction initiative={initiative} goal={goal} />}
    </header>
  );
}
