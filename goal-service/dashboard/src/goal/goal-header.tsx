import type { GoalReport } from "@throughline/shared/goal-report";
import type { Goal } from "@throughline/shared/goals";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronRight, Link2, Lock, MoreHorizontal } from "lucide-react";
import { lazy } from "react";
import { Button } from "../components/button.tsx";
import { HealthMark } from "../components/health-mark.tsx";
import { HealthPill } from "../components/health-pill.tsx";
import { MenuButton } from "../components/menu.tsx";
import { Person } from "../components/person.tsx";
import { useToast } from "../components/toast.tsx";
import { useFlash } from "../components/use-flash.ts";
import { WriteButton } from "../components/write-button.tsx";
import { daysBetween } from "@throughline/shared/calendar";
import { count, day, localDay, moment, shortDay } from "../format.ts";
import { useHotkeys } from "../hotkeys.ts";
import { goalPath } from "../paths.ts";
import { peopleQuery, portfolioQuery, teamsQuery } from "../queries.ts";
import { STATE_WORDS } from "@throughline/shared/health/words";
import { useWriteBlock } from "../write-block.ts";
import { openDialog } from "./dialog-state.ts";

const GoalMenu = lazy(async () => ({ default: (await import("./goal-menu.tsx")).GoalMenu }));

interface GoalHeaderProps {
  goal: Goal;
  report: GoalReport | undefined;
  today: string;
  zone: string;
}

/** The goals above this one, as far as the reader may see them. */
function Path({ goal }: { goal: Goal }) {
  const rows = useQuery(portfolioQuery()).data?.rows ?? [];
  const teams = useQuery(teamsQuery).data ?? [];
  const above: (typeof rows)[number][] = [];
  for (let id = goal.parentId; id !== null && above.length < 6;) {
    const parent = rows.find((row) => row.id === id);
    if (parent === undefined) break;
    above.unshift(parent);
    id = parent.parentId;
  }
  const team = teams.find(({ id }) => id === goal.teamId)?.name;
  return (
    <nav aria-label="Breadcrumb" className="flex min-w-0 flex-1 flex-wrap items-center gap-1 text-fg3">
      <Link to="/" className="rounded-sm hover:text-fg">
        Portfolio
      </Link>
      {above.map((parent) => (
        <span key={parent.id} className="inline-flex min-w-0 items-center gap-1">
          <ChevronRight size={13} aria-hidden className="flex-none" />
          <a
            href={goalPath(parent.key, parent.title)}
            data-to
            className="inline-flex min-w-0 items-center gap-1.5 hover:text-fg"
          >
            <HealthMark health={parent.state} size={11} />
            <span className="sr-only">{STATE_WORDS[parent.state]}: </span>
            <span className="max-w-60 truncate">{parent.title}</span>
          </a>
        </span>
      ))}
      {team !== undefined && (
        <span className="inline-flex items-center gap-1">
          <ChevronRight size={13} aria-hidden />
          {team}
        </span>
      )}
    </nav>
  );
}

function dueWords(goal: Goal, today: string): string {
  const left = daysBetween(today, goal.due);
  if (goal.state === "closed" || today === "") return `Due ${shortDay(goal.due)}`;
  if (left < 0) return `Due ${shortDay(goal.due)}, ${count(-left, "day")} past`;
  return `Due ${shortDay(goal.due)}, ${left === 0 ? "today" : count(left, "day")}`;
}

function Audience({ goal, names }: { goal: Goal; names: ReadonlyMap<string, string> }) {
  if (goal.viewers === null) return null;
  const who = goal.viewers.map((id) => names.get(id) ?? "someone").join(", ");
  return (
    <span className="inline-flex items-center gap-1.5" data-tip={`Seen by its owner${who === "" ? "" : ` and ${who}`}`}>
      <Lock size={13} aria-hidden className="text-fg3" />
      Private{who === "" ? "" : `: owner and ${who}`}
    </span>
  );
}

function Facts({ goal, today }: { goal: Goal; today: string }) {
  const people = useQuery(peopleQuery).data ?? [];
  const teams = useQuery(teamsQuery).data ?? [];
  const row = useQuery(portfolioQuery()).data?.rows.find(({ id }) => id === goal.id);
  const names = new Map([...people, ...teams].map(({ id, name }) => [id, name]));
  const total = row?.initiatives.reduce((sum, initiative) => sum + initiative.total, 0) ?? 0;
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-5 gap-y-1 text-fg2">
      <Person name={goal.ownerId === null ? null : (names.get(goal.ownerId) ?? "Someone")} />
      <span>Priority {goal.priority}</span>
      {goal.ambition === "aspirational" && <span data-tip="70% of the way counts as reached">Aspirational</span>}
      <span>{dueWords(goal, today)}</span>
      {row !== undefined && (
        <span>
          {count(row.initiatives.length, "initiative")}, {count(total, "item")}, {row.doing} active
        </span>
      )}
      <Audience goal={goal} names={names} />
    </div>
  );
}

function Acts({ goal }: { goal: Goal }) {
  const say = useToast();
  const blocked = useWriteBlock() !== null || goal.state === "closed";
  useHotkeys({
    c: () => {
      if (!blocked) openDialog({ kind: "check-in" });
    },
    e: () => {
      if (!blocked) openDialog({ kind: "edit" });
    },
  });
  const copy = async () => {
    await navigator.clipboard.writeText(location.origin + goalPath(goal.key, goal.title));
    say("The link is copied.");
  };
  return (
    <div className="noprint flex flex-none items-center gap-2">
      <Button look="ghost" className="max-sm:hidden" onClick={() => void copy()}>
        <Link2 size={14} aria-hidden />
        Copy link
      </Button>
      {goal.state !== "closed" && (
        <WriteButton
          onClick={() => {
            openDialog({ kind: "check-in" });
          }}
        >
          Check in
        </WriteButton>
      )}
      <MenuButton
        label="More"
        aria-label="More"
        data-tip="More"
        className="grid size-7 place-items-center rounded-md text-fg3 hover:bg-hover hover:text-fg pointer-coarse:size-11"
        face={<MoreHorizontal size={16} aria-hidden />}
      >
        {() => <GoalMenu goal={goal} />}
      </MenuButton>
    </div>
  );
}

function Health({ report, zone }: { report: GoalReport; zone: string }) {
  const flash = useFlash(report.state);
  const { since } = report;
  return (
    <span
      key={flash.key}
      role="status"
      className={flash.className}
      {...(since === null ? {} : { "data-tip": moment(since, zone) })}
    >
      <HealthPill health={report.state} since={since === null ? undefined : `since ${day(localDay(since, zone))}`} />
    </span>
  );
}

export function GoalHeader({ goal, report, today, zone }: GoalHeaderProps) {
  return (
    <header>
      <title>{`${goal.title}, Throughline`}</title>
      <div className="flex items-start gap-3">
        <Path goal={goal} />
        <Acts goal={goal} />
      </div>
      <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-2xl font-semibold text-pretty">{goal.title}</h1>
        {report !== undefined && <Health report={report} zone={zone} />}
      </div>
      <Facts goal={goal} today={today} />
      {goal.why !== null && <p className="mt-3 max-w-[76ch] text-fg2">{goal.why}</p>}
    </header>
  );
}
