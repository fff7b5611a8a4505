import type { Load } from "@throughline/shared/goal-report";
import { ArrowRight, Check } from "lucide-react";
import { Avatar } from "./avatar.tsx";
import { LoadList, type LoadEntry } from "./load-list.tsx";
import { WriteButton } from "./write-button.tsx";

export interface SuggestedAction {
  label: string;
  run: () => void;
}

interface DecisionCardProps {
  /** Who is in the way, shown because a decision depends on it. */
  owner: Load | null;
  load: readonly LoadEntry[];
  actions: readonly SuggestedAction[];
  note: string | null;
}

/** The thing that can be changed, and what can be done about it; the first action is the one we would take. */
export function DecisionCard({ owner, load, actions, note }: DecisionCardProps) {
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
          <WriteButton
            key={action.label}
            look={index === 0 ? "main" : "plain"}
            className="h-auto min-h-8 w-full justify-between py-1.5 text-left whitespace-normal!"
            onClick={action.run}
          >
            {action.label}
            <ArrowRight size={14} aria-hidden className={index === 0 ? "flex-none" : "flex-none text-fg3"} />
          </WriteButton>
        ))}
      </div>
      {note !== null && (
        <p className="mt-3 flex gap-2 text-xs text-fg2">
          <Check size={13} aria-hidden className="mt-px flex-none text-onmark" />
          {note}
        </p>
      )}
    </section>
  );
}
