import { STATE_WORDS } from "@throughline/shared/health/words";
import type { WorkClass } from "@throughline/shared/vocabulary";
import type { WorkItem } from "@throughline/shared/work-items";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api } from "../api.ts";
import { HealthMark } from "../components/health-mark.tsx";
import { InitiativeMark } from "../components/initiative-mark.tsx";
import { useToast } from "../components/toast.tsx";
import { WriteButton } from "../components/write-button.tsx";
import { day } from "../format.ts";
import { goalPath } from "../paths.ts";
import { goalQuery, healthQuery, initiativeQuery } from "../queries.ts";
import { useSave } from "../use-save.ts";
import { nounOf } from "./noun.ts";

/** What changes with an item's purpose, by the first parts of the query keys. */
export const TOUCHED = [["work-item"], ["goal"], ["initiative"], ["portfolio"], ["unlinked"]] as const;

type ItemLink = NonNullable<WorkItem["link"]>;

/** The goal behind the item's initiative, with how it stands and why. */
function GoalLine({ goalId }: { goalId: string }) {
  const goal = useQuery(goalQuery(goalId)).data;
  const health = useQuery(healthQuery(goalId)).data;
  if (goal === undefined || health === undefined) return null;
  return (
    <div className="mt-2 pl-[22px] text-fg2">
      <p className="flex items-start gap-1.5">
        <HealthMark health={health.state} size={12} className="mt-1" />
        <span>
          <span className="font-medium text-fg">{STATE_WORDS[health.state]}</span>,{" "}
          <a href={goalPath(goal.key, goal.title)} data-to className="underline decoration-line2 hover:text-fg">
            {goal.title}
          </a>
        </span>
      </p>
      {health.because !== null && <p className="pl-[18px]">{health.because}</p>}
    </div>
  );
}

function Linked({ item, link }: { item: WorkItem; link: ItemLink }) {
  const say = useToast();
  const initiative = useQuery(initiativeQuery(link.initiativeKey)).data;
  const noun = nounOf(item.tool);
  const { save, saving, problem } = useSave(
    () => api.unlinkWorkItem({ id: item.id, initiativeId: link.initiativeId }),
    {
      touches: TOUCHED,
      onDone: () => {
        say(`This ${noun} is no longer linked to ${link.initiativeKey}.`);
      },
    },
  );
  return (
    <>
      <p className="text-fg2">This {noun} is linked to</p>
      <p className="mt-1 flex items-start gap-2 text-base font-medium">
        {initiative !== undefined && <InitiativeMark level={initiative.mark} className="mt-1" />}
        <Link
          to="/initiatives/$key"
          params={{ key: link.initiativeKey }}
          hash={item.id}
          className="wrap-anywhere underline decoration-line2 hover:decoration-current"
        >
          {link.initiativeTitle}
        </Link>
      </p>
      <GoalLine goalId={link.goalId} />
      <WriteButton
        className="mt-4"
        disabled={saving}
        onClick={() => {
          save(undefined);
        }}
      >
        Unlink this {noun}
      </WriteButton>
      {problem !== null && (
        <p role="alert" className="mt-2 text-off">
          {problem}
        </p>
      )}
    </>
  );
}

export const CLASS_WORDS: Record<WorkClass, string> = {
  maintenance: "maintenance",
  emergency: "an emergency",
  opportunity: "an opportunity",
  debt: "technical debt",
};

/** What the item is for, as it is: nothing is shown as linked that is not. */
function said({ item }: { item: WorkItem }) {
  const noun = nounOf(item.tool);
  if (item.link !== null) {
    if (item.link.initiativeKey !== "") return <Linked item={item} link={item.link} />;
    return <p>This {noun} is linked. What it serves is shared with a few people only.</p>;
  }
  if (item.class !== null) {
    const until = item.class.until === null ? "" : ` until ${day(item.class.until)}`;
    return (
      <p>
        This {noun} is not for a goal. It was said openly to be {CLASS_WORDS[item.class.class]}
        {until}.
      </p>
    );
  }
  return <p>This {noun} is not linked to a goal.</p>;
}

export function Purpose({ item }: { item: WorkItem }) {
  return <div className="mt-5 rounded-lg border border-line px-4 py-3.5">{said({ item })}</div>;
}
