import { queryOptions, useQuery } from "@tanstack/react-query";
import { Navigate, useParams } from "@tanstack/react-router";
import type { WorkClass } from "@throughline/shared/vocabulary";
import type { WorkItem } from "@throughline/shared/work-items";
import { api } from "../api.ts";
import { ErrorBox } from "../components/error-box.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { day } from "../format.ts";
import { toolWord } from "../words.ts";
import { NotHere } from "./not-here.tsx";

const itemQuery = (tool: string, key: string) =>
  queryOptions({
    queryKey: ["go", tool, key],
    queryFn: async () => {
      const { items } = await api.listWorkItems({ id: key, limit: 20 });
      return items.find((item) => item.tool === tool) ?? null;
    },
  });

/** Links inside the tools point here: from a ticket to the initiative it serves. */
export function Go() {
  const { tool, key } = useParams({ from: "/go/$tool/$key" });
  return <GoTo tool={tool} id={key} />;
}

/** `id`: the tool's own id of the item, or its key there. */
export function GoTo({ tool, id }: { tool: string; id: string }) {
  const item = useQuery(itemQuery(tool, id));
  if (item.isPending) return <Skeleton className="mt-6 h-5 w-64" />;
  if (item.isError) {
    return <ErrorBox what={`${id} could not be looked up.`} error={item.error} retry={() => void item.refetch()} />;
  }
  const link = item.data?.link;
  if (link && link.initiativeKey !== "") {
    return <Navigate to="/initiatives/$key" params={{ key: link.initiativeKey }} hash={item.data?.id ?? ""} replace />;
  }
  return <NotHere {...whyNot(tool, id, item.data)} />;
}

/** An item that leads to no initiative, or to none that this reader may see: said as it is. */
function whyNot(tool: string, id: string, item: WorkItem | null): { title: string; why: string } {
  if (item === null) {
    return {
      title: `${id} is not known here`,
      why: `${toolWord(tool)} has not told us of it yet, or its project is not among those that are read.`,
    };
  }
  const name = item.key ?? item.title;
  if (item.link) return { title: `${name} is linked`, why: "What it serves is shared with a few people only." };
  if (item.class) {
    const until = item.class.until === null ? "" : ` until ${day(item.class.until)}`;
    return {
      title: `${name} is not for a goal`,
      why: `It was said openly to be ${CLASS_WORDS[item.class.class]}${until}. To change that, choose an initiative for it in ${toolWord(tool)}.`,
    };
  }
  return {
    title: `${name} serves no goal yet`,
    why: "Open it in its tool and choose an initiative in Throughline's panel there, or say that it is not for a goal.",
  };
}

const CLASS_WORDS: Record<WorkClass, string> = {
  maintenance: "maintenance",
  emergency: "an emergency",
  opportunity: "an opportunity",
  debt: "technical debt",
};
