import type { WorkItem } from "@throughline/shared/work-items";
import { useQuery } from "@tanstack/react-query";
import { isCounted } from "../counted.ts";
import { sortItems } from "../goal/item-order.ts";
import { ItemRows } from "../goal/item-rows.tsx";
import { portfolioQuery } from "../queries.ts";

const GROUPS: readonly { title: string; has: (item: WorkItem) => boolean; left?: true }[] = [
  { title: "Stands still", has: (item) => item.stalled },
  { title: "In progress", has: (item) => !item.stalled && item.status.category === "doing" },
  { title: "To do", has: (item) => !item.stalled && item.status.category === "todo" },
  { title: "Done", has: (item) => item.status.category === "done" },
  { title: "Cancelled", has: (item) => item.status.category === "cancelled" },
  { title: "Moved away", has: () => true, left: true },
];

/** The items by state, what stands still first. */
export function ItemGroups({ items, today, zone }: { items: readonly WorkItem[]; today: string; zone: string }) {
  const people = useQuery(portfolioQuery()).data?.people ?? {};
  const sorted = sortItems(items);
  return GROUPS.map(({ title, has, left = false }) => {
    const group = sorted.filter((item) => Boolean(item.unreadIn) === left && has(item));
    if (group.length === 0) return null;
    return (
      <section key={title} aria-label={title} className="mt-3 overflow-hidden rounded-lg border border-line">
        <h3 className="flex gap-2 bg-sub px-3 py-2 text-xs font-medium text-fg2">
          {title}
          <span className="num font-normal text-fg3">{(left ? group : group.filter(isCounted)).length}</span>
        </h3>
        <ItemRows label={title} items={group} people={people} today={today} zone={zone} />
      </section>
    );
  });
}
