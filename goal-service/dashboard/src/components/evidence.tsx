import type { GoalReport } from "@throughline/shared/goal-report";
import clsx from "clsx";
import {
  CalendarClock,
  CircleOff,
  Clock,
  GitBranch,
  Hand,
  Hourglass,
  type LucideIcon,
  Moon,
  Scale,
  TrendingDown,
  TrendingUp,
  Unplug,
} from "lucide-react";
import { evidenceSentence } from "@throughline/shared/health/sentences";
import { day, localDay } from "../format.ts";
import { detailWords, ruleWords } from "../goal/evidence-detail.ts";
import { namesOf } from "../goal/report-names.ts";
import { SOFT_CLASS, type Tone } from "../tone.ts";
import { toolWord } from "../words.ts";

type Part = GoalReport["evidence"][number];

const ICONS: Record<Part["kind"], LucideIcon> = {
  stalled: Clock,
  blocked: CircleOff,
  overdue: CalendarClock,
  quiet: Moon,
  forecast: Hourglass,
  pace: TrendingDown,
  trend: TrendingDown,
  reading: Unplug,
  child: GitBranch,
  call: Hand,
  "false-positive": Scale,
  facts: CircleOff,
};

const TONES: Record<NonNullable<Part["level"]>, Tone> = {
  green: "on",
  amber: "risk",
  red: "off",
  early: "none",
  outdated: "none",
};

interface EvidenceProps {
  evidence: Part;
  report: GoalReport;
  zone: string;
  last: boolean;
}

/** Where the fact comes from, and the way there. */
function Source({ evidence, report, zone }: Omit<EvidenceProps, "last">) {
  const items = (evidence.items ?? []).flatMap((id) => report.names.items[id] ?? []);
  const tools = [...new Set(items.map(({ tool }) => toolWord(tool)))];
  const from =
    tools.length > 0 ? `from ${tools.join(" and ")}` : evidence.keyResult === undefined ? "" : "from the readings";
  const first = items[0];
  const time = first === undefined ? "" : `, ${day(localDay(first.movedAt, zone))}`;
  return (
    <p className="mt-1 text-xs text-fg3">
      {[ruleWords(evidence), from].filter((part) => part !== "").join(", ")}
      {time}.{" "}
      {items.slice(0, 3).map(
        (item) =>
          item.url !== null && (
            <a
              key={item.key}
              href={item.url}
              target="_blank"
              rel="noreferrer"
              className="mr-2 whitespace-nowrap underlined hover:text-fg"
            >
              {item.key}
            </a>
          ),
      )}
    </p>
  );
}

/** One reason: a plain sentence, its detail with the limit, the rule, the source and the way to the item. */
export function Evidence({ evidence, report, zone, last }: EvidenceProps) {
  const detail = detailWords(evidence);
  const good = evidence.level === "green";
  const Icon = good && evidence.kind !== "call" ? TrendingUp : ICONS[evidence.kind];
  return (
    <li className="relative flex gap-3 pb-4 last:pb-0">
      {!last && <span aria-hidden className="absolute top-6 bottom-0 left-[11px] w-px bg-line2" />}
      <span
        aria-hidden
        className={clsx(
          "grid size-[23px] flex-none place-items-center rounded-full",
          SOFT_CLASS[evidence.level === undefined ? "none" : TONES[evidence.level]],
        )}
      >
        <Icon size={13} />
      </span>
      <div className="min-w-0 pt-[2px]">
        <p className="font-medium">{evidenceSentence(evidence, namesOf(report))}</p>
        {detail !== "" && <p className="mt-0.5 text-fg2">{detail}</p>}
        <Source evidence={evidence} report={report} zone={zone} />
      </div>
    </li>
  );
}
