import { addDays } from "@throughline/shared/calendar";
import type { WorkItem } from "@throughline/shared/work-items";
import { useQuery } from "@tanstack/react-query";
import { Dialog, DialogBody } from "../components/dialog.tsx";
import { ErrorBox } from "../components/error-box.tsx";
import { SkeletonRows } from "../components/skeleton.tsx";
import { ToolKey } from "../components/tool-key.tsx";
import { isCounted } from "../counted.ts";
import { count, firstName, shortDay } from "../format.ts";
import { unlinkedQuery } from "../queries.ts";

const WINDOW_DAYS = 28;

/** What the number above counts as not linked: live work of the last four weeks, a mirrored pair on one side only. */
export const recentlyMade = (items: readonly WorkItem[], today: string): WorkItem[] =>
  items.filter((item) => isCounted(item) && item.createdAt.slice(0, 10) > addDays(today, -WINDOW_DAYS));

const purposeOf = ({ class: named }: WorkItem) => (named === null ? "Not said yet" : named.class);

function Row({ item }: { item: WorkItem }) {
  return (
    <tr className="border-t border-line">
      <td className="h-9 max-w-0 py-1.5 pr-3 leading-4 sm:truncate" data-tip={item.title}>
        {item.title}
      </td>
      <td className="w-[108px] pr-3">
        <ToolKey tool={item.tool} itemKey={item.key} url={item.url} />
      </td>
      <td className={`w-[92px] pr-3 ${item.class === null ? "text-risk" : "text-fg2"}`}>
        <span className="inline-block first-letter:uppercase">{purposeOf(item)}</span>
      </td>
      <td className="w-[84px] truncate pr-3 text-fg2 max-sm:hidden">
        {item.owner === null ? "No owner" : firstName(item.owner.name)}
      </td>
      <td className="num w-[56px] text-right text-fg2 max-sm:hidden">{shortDay(item.createdAt)}</td>
    </tr>
  );
}

function List({ items, more }: { items: readonly WorkItem[]; more: boolean }) {
  const unsaid = items.filter((item) => item.class === null).length;
  if (items.length === 0) return <p className="text-fg2">Everything created in the last four weeks is linked.</p>;
  return (
    <>
      <p className="text-fg2">
        {count(items.length, "item")}
        {more && " or more"}, {unsaid} without a word about what it is for.
      </p>
      <table className="w-full">
        <caption className="sr-only">Work not linked: title, key, what for, owner, created</caption>
        <tbody>
          {items.map((item) => (
            <Row key={item.id} item={item} />
          ))}
        </tbody>
      </table>
    </>
  );
}

/** The list behind the share of linked work: what is left out of it, newest first. */
export function UnlinkedDialog({ today, onClose }: { today: string; onClose: () => void }) {
  const query = useQuery(unlinkedQuery);
  const items = recentlyMade(query.data?.items ?? [], today).sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  return (
    <Dialog title="Work not linked to a goal" about="Created in the last four weeks" onClose={onClose} wide>
      <DialogBody>
        {query.isPending && <SkeletonRows rows={6} height={36} label="Loading the work" />}
        {query.isLoadingError && (
          <ErrorBox what="The work could not be read." error={query.error} retry={() => void query.refetch()} />
        )}
        {query.data !== undefined && <List items={items} more={query.data.next !== null} />}
      </DialogBody>
    </Dialog>
  );
}
