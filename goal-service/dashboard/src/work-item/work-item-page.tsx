import { useQuery } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import type { WorkItem } from "@throughline/shared/work-items";
import { ErrorBox } from "../components/error-box.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { ToolKey } from "../components/tool-key.tsx";
import { NotHere } from "../not-here/not-here.tsx";
import { workItemQuery } from "../queries.ts";
import { toolWord } from "../words.ts";
import { Purpose } from "./purpose.tsx";
import { PurposeForm } from "./purpose-form.tsx";

/** Links inside the tools point here: what one item of a tool is for, and where that is corrected. */
export function WorkItemAddress() {
  const { tool, key } = useParams({ from: "/go/$tool/$key" });
  const under = useSearch({ from: "/go/$tool/$key", select: (search) => search.under });
  return <WorkItemPage tool={tool} id={key} under={under} />;
}

interface WorkItemPageProps {
  tool: string;
  /** The tool's own id of the item, or its key there. */
  id: string;
  /** What others were created under from this item: the first thing that it may be linked to. */
  under?: string | undefined;
}

export function WorkItemPage({ tool, id, under }: WorkItemPageProps) {
  const item = useQuery(workItemQuery(tool, id));
  if (item.isPending) return <Skeleton className="mt-6 h-5 w-64" />;
  if (item.isError) {
    return <ErrorBox what={`${id} could not be looked up.`} error={item.error} retry={() => void item.refetch()} />;
  }
  if (item.data === null) {
    return (
      <NotHere
        title={`${id} is not known here`}
        why={`${toolWord(tool)} has not told us of it yet, or its project is not among those that are read.`}
      />
    );
  }
  return <Shown item={item.data} under={under} />;
}

function Shown({ item, under }: { item: WorkItem; under: string | undefined }) {
  const { status, owner } = item;
  return (
    <section className="max-w-[640px]">
      <title>{`${item.title}, Throughline`}</title>
      <p className="flex flex-wrap items-center gap-x-2 text-fg3">
        <ToolKey tool={item.tool} itemKey={item.key} url={item.url} />
        <span>
          {toolWord(item.tool)}, {status.name}
          {owner !== null && `, ${owner.name}`}
        </span>
      </p>
      <h1 className="mt-2 text-2xl font-semibold text-pretty wrap-anywhere">{item.title}</h1>
      <Purpose item={item} />
      <PurposeForm key={`${item.link?.id ?? ""}${item.class?.class ?? ""}`} item={item} under={under} />
    </section>
  );
}
