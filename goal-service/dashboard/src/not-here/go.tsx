import { queryOptions, useQuery } from "@tanstack/react-query";
import { Navigate, useParams } from "@tanstack/react-router";
import { api } from "../api.ts";
import { ErrorBox } from "../components/error-box.tsx";
import { Skeleton } from "../components/skeleton.tsx";
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
  const item = useQuery(itemQuery(tool, key));
  if (item.isPending) return <Skeleton className="mt-6 h-5 w-64" />;
  if (item.isError) {
    return <ErrorBox what={`${key} could not be looked up.`} error={item.error} retry={() => void item.refetch()} />;
  }
  const link = item.data?.link;
  if (link) {
    return <Navigate to="/initiatives/$key" params={{ key: link.initiativeKey }} hash={item.data?.id ?? ""} replace />;
  }
  return item.data === null ? (
    <NotHere
      title={`${key} is not known here`}
      why={`${toolWord(tool)} has not told us of it yet, or its project is not among those that are read.`}
    />
  ) : (
    <NotHere
      title={`${key} serves no goal yet`}
      why="Open it in its tool and choose an initiative in the Throughline panel, or say there that it is not for a goal."
    />
  );
}
