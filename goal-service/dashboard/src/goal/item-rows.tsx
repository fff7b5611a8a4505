import type { Portfolio } from "@throughline/shared/portfolio";
import type { WorkItem } from "@throughline/shared/work-items";
import clsx from "clsx";
import { CornerDownRight, FileInput, Lock, type LucideIcon, Paperclip, Sprout, Workflow } from "lucide-react";
import { Avatar } from "../components/avatar.tsx";
import { StatusIcon } from "../components/status-icon.tsx";
import { ToolKey } from "../components/tool-key.tsx";
import { useFlash } from "../components/use-flash.ts";
import { firstName, shortDay } from "../format.ts";
import { isOver, standingOf } from "./item-order.ts";
import { SameWork } from "./same-work.tsx";

const ORIGINS: Record<NonNullable<WorkItem["link"]>["origin"], { word: string; about: string; icon: LucideIcon }> = {
  born: { word: "born here", about: "Born here: created from this initiative", icon: Sprout },
  inherited: { word: "inherited", about: "Inherited: a child of a linked item", icon: CornerDownRight },
  mapped: { word: "by a rule", about: "Linked by a mapping rule", icon: Workflow },
  attached: { word: "linked later", about: "Linked by a person after it was created", icon: Paperclip },
  imported: { word: "imported", about: "Came with an import", icon: FileInput },
};

/** How the item came to its initiative, said quietly. */
function OriginMark({ item: { link } }: Pick<ItemRowProps, "item">) {
  if (link === null) return null;
  const { word, about, icon: Icon } = ORIGINS[link.origin];
  return (
    <span className="inline-flex flex-none items-center gap-1 text-2xs text-fg3 @max-xl:hidden" data-tip={about}>
      <Icon size={11} strokeWidth={1.75} aria-hidden />
      <span className="max-2xl:sr-only">{word}</span>
    </span>
  );
}

interface ItemRowProps {
  item: WorkItem;
  people: Portfolio["people"];
  today: string;
  zone: string;
}

function Owner({ item, people }: Pick<ItemRowProps, "item" | "people">) {
  const { owner } = item;
  if (owner === null) {
    return (
      <span className={isOver(item) ? "text-fg3" : "text-risk"}>
        <span aria-hidden className="block size-5 rounded-full border border-dashed border-current @xl:hidden" />
        <span className="@max-xl:sr-only">No owner</span>
      </span>
    );
  }
  const load = owner.personId === null ? undefined : people[owner.personId];
  const over = load !== undefined && load.doing > load.limit && !isOver(item);
  return (
    <span
      className="inline-flex min-w-0 items-center gap-2 text-fg2"
      data-tip={over ? `${owner.name}: ${load.doing} in progress, limit ${load.limit}` : owner.name}
    >
      <Avatar name={owner.name} over={over} />
      <span className="truncate @max-xl:sr-only">{firstName(owner.name)}</span>
      {over && (
        <span className="num flex-none text-risk @max-xl:hidden">
          {load.doing} of {load.limit}
        </span>
      )}
    </span>
  );
}

function ItemRow({ item, people, today, zone }: ItemRowProps) {
  const standing = standingOf(item, today, zone);
  const flash = useFlash(`${item.status.name}${item.stalled}`);
  const over = isOver(item);
  const late = !over && item.due !== null && item.due < today;
  return (
    <tr
      id={item.id}
      className={clsx(
        "scroll-mt-16 border-t border-line target:bg-accentsub @max-xl:grid @max-xl:grid-cols-[minmax(0,1fr)_112px_28px] @max-xl:items-center",
        item.stalled && "bg-riskbg/50",
      )}
    >
      <td className="h-9 pr-3 pl-3 @max-xl:flex @max-xl:h-auto @max-xl:min-h-9 @max-xl:min-w-0 @max-xl:flex-col @max-xl:justify-center @max-xl:py-1.5">
        <span className="flex min-w-0 items-center gap-2.5">
          <StatusIcon category={item.status.category} blocked={item.blocked} />
          <span
            className={clsx(
              "truncate @max-xl:line-clamp-2 @max-xl:leading-4 @max-xl:whitespace-normal",
              (over || item.sameWork?.counts) && "text-fg3",
            )}
            data-tip={item.title}
          >
            {item.title}
          </span>
          {item.restricted && <Lock size={12} aria-label="Restricted" className="flex-none text-fg3" />}
          <OriginMark item={item} />
        </span>
        {standing.note !== null && <span className="block truncate pl-6 text-2xs text-fg3">{standing.note}</span>}
        {item.sameWork !== null && <SameWork id={item.id} other={item.sameWork} />}
      </td>
      <td className="pr-2 @max-xl:hidden">
        <ToolKey tool={item.tool} itemKey={item.key} url={item.url} />
      </td>
      <td className="pr-2">
        <span
          key={flash.key}
          {...(standing.about === null ? {} : { "data-tip": standing.about })}
          className={clsx("block truncate", standing.warn ? "font-medium text-risk" : "text-fg2", flash.className)}
        >
          {standing.text}
        </span>
      </td>
      <td className="pr-2">
        <Owner item={item} people={people} />
      </td>
      <td className={clsx("num pr-3 text-right whitespace-nowrap @max-xl:hidden", late ? "text-off" : "text-fg2")}>
        {item.due === null ? <span className="text-fg3">No date</span> : shortDay(item.due)}
        {late && <span className="sr-only"> past due</span>}
      </td>
    </tr>
  );
}

interface ItemRowsProps extends Omit<ItemRowProps, "item"> {
  label: string;
  items: readonly WorkItem[];
}

/** Work as its tools know it. */
export function ItemRows({ label, items, ...rest }: ItemRowsProps) {
  return (
    <table className="w-full table-fixed @max-xl:block @max-xl:[&>tbody]:block">
      <caption className="sr-only">{label}: item, key, status, owner, due</caption>
      <colgroup>
        <col />
        <col className="w-[96px] @max-xl:w-0" />
        <col className="w-[106px]" />
        <col className="w-[122px]" />
        <col className="w-[92px] @max-xl:w-0" />
      </colgroup>
      <tbody>
        {items.map((item) => (
          <ItemRow key={item.id} item={item} {...rest} />
        ))}
      </tbody>
    </table>
  );
}
