import type { Load } from "@throughline/shared/goal-report";
import { ArrowRight, ArrowUpRight, Check } from "lucide-react";
import type { ReactNode } from "react";
import { Avatar } from "../components/avatar.tsx";
import { buttonClass } from "../components/button.tsx";
import { LoadList, type LoadEntry } from "../components/load-list.tsx";
import { WriteButton } from "../components/write-button.tsx";
import { openDialog } from "./dialog-state.ts";
import type { Suggestion } from "./suggestions.ts";

interface DecisionCardProps {
  /** Who is in the way, shown because a decision depends on it. */
  owner: Load | null;
  load: readonly LoadEntry[];
  actions: readonly Suggestion[];
  note: string | null;
  children?: ReactNode;
}

const ACTION = "h-auto min-h-8 w-full justify-between py-1.5 text-left whitespace-normal!";

/** What is done here opens its dialog; what is done elsewhere is a link there, and says so with its arrow. */
function Action({ action, first }: { action: Suggestion; first: boolean }) {
  const look = first ? "main" : "plain";
  const icon = { size: 14, "aria-hidden": true, className: first ? "flex-none" : "flex-none text-fg3" };
  if ("href" in action) {
    const away = /^https?:/.test(action.href);
    return (
      <a
        href={action.href}
        {...(away ? { target: "_blank", rel: "noreferrer" } : { "data-to": true })}
        className={buttonClass(look, ACTION)}
      >
        {action.label}
        {away ? <ArrowUpRight {...icon} /> : <ArrowRight {...icon} />}
      </a>
    );
  }
  return (
    <WriteButton
      look={look}
      className={ACTION}
      onClick={() => {
        openDialog(action.dialog);
      }}
    >
      {action.label}
      <ArrowRight {...icon} />
    </WriteButton>
  );
}

/** The thing that can be changed, and what can be done about it; the first action is the one we would take. */
export function DecisionCard({ owner, load, actions, note, children }: DecisionCardProps) {
  const over = owner !== null && owner.doing > owner.limit;
  return (
    <section aria-labelledby="decide" className="rounded-xl border border-line p-3.5">
      <h2 id="decide" className="font-semibold">
        Decide
      </h2>
      {owner !== null && (
        <div className="mt-2.5">
          <div className="flex items-center gap-2.5">
            <Avatar name={owner.name} over={over} />
            <span className="truncate font-medium">{owner.name}</span>
            <span className={`num ml-auto flex-none ${over ? "text-risk" : "text-fg2"}`}>
              {owner.doing} in progress, limit {owner.limit}
            </span>
          </div>
          {load.length > 0 && <LoadList entries={load} />}
        </div>
      )}
      <div className="mt-3 flex flex-col gap-1.5">
        {actions.map((action, index) => (
          <Action key={action.label} action={action} first={index === 0} />
        ))}
      </div>
      {note !== null && (
        <p className="mt-3 flex gap-2 text-xs text-fg2">
          <Check size={13} aria-hidden className="mt-px flex-none text-onmark" />
          {note}
        </p>
      )}
      {children}
    </section>
  );
}
