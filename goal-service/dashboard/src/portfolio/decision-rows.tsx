import type { Portfolio } from "@throughline/shared/portfolio";
import { STATE_WORDS } from "@throughline/shared/health/words";
import { ArrowRight, ArrowUpRight } from "lucide-react";
import type { ReactNode } from "react";
import { Avatar } from "../components/avatar.tsx";
import { buttonClass } from "../components/button.tsx";
import { CauseChain } from "../components/cause-chain.tsx";
import { HealthMark } from "../components/health-mark.tsx";
import { ToolIcon } from "../components/tool-icon.tsx";
import { day } from "../format.ts";
import { goalPath } from "../paths.ts";
import { toolWord } from "../words.ts";

type Decision = Portfolio["decisions"][number];
type ClassOver = Portfolio["classesOver"][number];

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

/** "still at risk since Mon 2 Nov". */
function stateWords({ state, word, since }: Decision): string {
  const words = STATE_WORDS[state].toLowerCase();
  const said = word === "still" ? `still ${words}` : word === "again" ? `${words} again` : words;
  return since === null ? said : `${said} since ${day(since)}`;
}

interface RowProps {
  mark: ReactNode;
  title: ReactNode;
  about: string;
  owner?: ReactNode;
  action: ReactNode;
  children: ReactNode;
}

function Row({ mark, title, about, owner, action, children }: RowProps) {
  return (
    <li className="grid grid-cols-[22px_minmax(0,1fr)] items-center gap-x-2.5 gap-y-2 py-2.5 pr-3 pl-3.5 first:rounded-t-xl last:rounded-b-xl hover:bg-sub sm:grid-cols-[22px_minmax(0,1fr)_22px_200px] sm:gap-y-1">
      <span className="mt-0.5 self-start">{mark}</span>
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline gap-x-2">
          {title}
          <span className="text-xs text-fg3">{about}</span>
        </div>
        <div className="mt-0.5">{children}</div>
      </div>
      <span className="max-sm:hidden">{owner}</span>
      <span className="min-w-0 max-sm:col-start-2">{action}</span>
    </li>
  );
}

const TITLE = "text-base font-medium tracking-[-0.006em]";

/** One goal that needs a decision: how it stands, why, who, and the one thing to do. */
export function DecisionRow({ decision }: { decision: Decision }) {
  const { owner } = decision;
  const ownerWords = owner?.over === true ? `${owner.name}, over the limit` : owner?.name;
  return (
    <Row
      mark={<HealthMark health={decision.state} size={16} />}
      title={
        <a
          href={goalPath(decision.goalKey, decision.title)}
          data-to
          className={`${TITLE} hover:underline hover:decoration-line2 hover:underline-offset-4`}
        >
          {decision.title}
        </a>
      }
      about={stateWords(decision)}
      owner={
        owner !== null && (
          <span className="flex" data-tip={ownerWords}>
            <Avatar name={owner.name} over={owner.over} />
            <span className="sr-only">{ownerWords}</span>
          </span>
        )
      }
      action={<Action action={decision.action} />}
    >
      <CauseChain links={decision.chain} />
    </Row>
  );
}

const AFTER: Record<ClassOver["class"], string> = {
  emergency: "Is it over? Finish it, link it to an initiative, or say anew what it is.",
  opportunity: "Link it to an initiative, drop it, or make it a goal.",
};

/** Work that was to serve no goal for a while, and the while is over. */
export function ClassOverRow({ item }: { item: ClassOver }) {
  const name = item.key ?? "it";
  return (
    <Row
      mark={<ToolIcon tool={item.tool} />}
      title={<span className={TITLE}>{item.title}</span>}
      about={`${item.class} until ${day(item.until)}`}
      action={
        item.url !== null && <Action action={{ label: `Open ${name} in ${toolWord(item.tool)}`, url: item.url }} />
      }
    >
      <span className="text-fg2">{AFTER[item.class]}</span>
    </Row>
  );
}
