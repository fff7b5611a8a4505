import type { GoalReport } from "@throughline/shared/goal-report";
import type { Goal } from "@throughline/shared/goals";
import { useQuery } from "@tanstack/react-query";
import { Link2, MoreHorizontal } from "lucide-react";
import { lazy } from "react";
import { Button } from "../components/button.tsx";
import { HealthPill } from "../components/health-pill.tsx";
import { LoweredSign } from "../components/lowered-sign.tsx";
import { MenuButton } from "../components/menu.tsx";
import { useToast } from "../components/toast.tsx";
import { useFlash } from "../components/use-flash.ts";
import { WriteButton } from "../components/write-button.tsx";
import { day, localDay, moment } from "../format.ts";
import { useHotkeys } from "../hotkeys.ts";
import { goalPath } from "../paths.ts";
import { portfolioQuery } from "../queries.ts";
import { useWriteBlock } from "../write-block.ts";
import { openDialog } from "./dialog-state.ts";
import { GoalFacts } from "./goal-facts.tsx";
import { GoalPath } from "./goal-path.tsx";

const GoalMenu = lazy(async () => ({ default: (await import("./goal-menu.tsx")).GoalMenu }));

interface GoalHeaderProps {
  goal: Goal;
  report: GoalReport | undefined;
  today: string;
  zone: string;
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
  const row = useQuery(portfolioQuery()).data?.rows.find(({ id }) => id === goal.id);
  return (
    <header>
      <title>{`${goal.title}, Throughline`}</title>
      <div className="flex items-start gap-3">
        <GoalPath goal={goal} />
        <Acts goal={goal} />
      </div>
      <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-2xl font-semibold text-pretty">{goal.title}</h1>
        {report !== undefined && <Health report={report} zone={zone} />}
        {row !== undefined && <LoweredSign row={row} beside />}
      </div>
      <GoalFacts goal={goal} today={today} />
      {goal.why !== null && <p className="mt-3 max-w-[76ch] text-fg2">{goal.why}</p>}
    </header>
  );
}
