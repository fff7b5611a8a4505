import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { isMissing } from "../api.ts";
import { ErrorBox } from "../components/error-box.tsx";
import { Skeleton, SkeletonRows } from "../components/skeleton.tsx";
import { useHotkeys } from "../hotkeys.ts";
import { NotHere } from "../not-here/not-here.tsx";
import { keyOf } from "../paths.ts";
import { goalQuery, initiativeQuery } from "../queries.ts";
import { useAt, useWriteBlock } from "../write-block.ts";
import { InitiativeHeader } from "./initiative-header.tsx";
import { InitiativeWork } from "./initiative-work.tsx";

const InitiativeDialog = lazy(async () => ({ default: (await import("./initiative-dialog.tsx")).InitiativeDialog }));

function Loading() {
  return (
    <div role="status" aria-label="Loading the initiative">
      <Skeleton className="mt-8 h-6 w-96 max-w-full" />
      <Skeleton className="mt-4 mb-10 h-3 w-64" />
      <SkeletonRows rows={5} height={36} label="Loading its work" />
    </div>
  );
}

/** One bet: what it should change, for which goal, and the work that carries it. */
export function InitiativePage() {
  const key = keyOf(useParams({ from: "/initiatives/$key" }).key);
  const at = useAt();
  const [editing, setEditing] = useState(false);
  const { data, error, isError, refetch } = useQuery(initiativeQuery(key, at));
  const goal = useQuery({ ...goalQuery(data?.goalId ?? "", at), enabled: data !== undefined }).data;
  const blocked = useWriteBlock() !== null;
  const edit = () => {
    setEditing(true);
  };
  useHotkeys({ e: blocked ? () => undefined : edit });
  if (isMissing(error)) return <NotHere title={`There is no initiative ${key} here`} />;
  if (data === undefined) {
    if (!isError) return <Loading />;
    return <ErrorBox what="The initiative could not be read." error={error} retry={() => void refetch()} />;
  }
  return (
    <>
      <InitiativeHeader initiative={data} goal={goal} onEdit={edit} />
      <InitiativeWork initiative={data} />
      {editing && goal !== undefined && (
        <Suspense>
          <InitiativeDialog
            goal={goal}
            initiative={data}
            onClose={() => {
              setEditing(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
