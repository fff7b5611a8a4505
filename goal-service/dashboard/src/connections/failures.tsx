import type { Connection } from "@throughline/shared/connections";
import type { Failure } from "@throughline/shared/deliveries";
import { useQuery } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { api, isForbidden } from "../api.ts";
import { ErrorBox } from "../components/error-box.tsx";
import { useToast } from "../components/toast.tsx";
import { ago, count } from "../format.ts";
import { failuresQuery } from "../queries.ts";
import { useSave } from "../use-save.ts";
import { AdminButton } from "./admin-button.tsx";

/** What was tried, before what it is about. */
const WORDS: Record<Failure["kind"], string> = {
  delivery: "Take in a delivery",
  item: "Read",
  lookup: "Look for",
  mark: "Write the link on",
  comment: "Write a comment on",
  card: "Show the card on",
  field: "Write the health into a field of",
  status: "Post a status update in",
  goal: "Update the goal",
};

function About({ about: { key, title, url } }: Pick<Failure, "about">) {
  const words = key === null ? title : `${key} ${title}`;
  return url === null ? (
    <span>{words}</span>
  ) : (
    <a href={url} target="_blank" rel="noreferrer" className="underline decoration-line2 underline-offset-2">
      {words}
    </a>
  );
}

function Row({ failure, from }: { failure: Failure; from: string }) {
  const say = useToast();
  const { connectionId, kind, id } = failure;
  const { save, saving, problem } = useSave(() => api.retryFailure({ connectionId, kind, id }), {
    touches: [["failures"], ["connections"], ["portfolio"]],
    onDone: () => {
      say("It is tried again.");
    },
  });
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-1 border-t border-line px-4 py-2.5 first:border-0">
      <div className="min-w-0 flex-1">
        <p className="break-words">
          {WORDS[kind]} <About about={failure.about} />
        </p>
        <p className="mt-0.5 font-mono text-xs break-words text-fg2">{failure.error ?? "No message"}</p>
        <p className="mt-0.5 text-xs text-fg3">
          {from}, {ago(failure.at)}, {count(failure.attempts, "try", "tries")}
        </p>
        {problem !== null && (
          <p role="alert" className="mt-1 text-xs text-off">
            {problem}
          </p>
        )}
      </div>
      <AdminButton
        disabled={saving}
        onClick={() => {
          save(undefined);
        }}
      >
        <RotateCw size={13} aria-hidden />
        Try again
      </AdminButton>
    </li>
  );
}

/** What could not be taken in, read or written; nothing is lost, each can be tried again. */
export function Failures({ connections }: { connections: readonly Connection[] }) {
  const failures = useQuery(failuresQuery);
  const nameOf = (id: string) => connections.find((connection) => connection.id === id)?.name ?? "A connection";
  if (failures.isPending || isForbidden(failures.error)) return null;
  return (
    <section aria-labelledby="failed" className="mt-8">
      <h2 id="failed" tabIndex={-1} className="font-semibold">
        What failed
      </h2>
      {failures.isLoadingError ? (
        <div className="mt-2">
          <ErrorBox
            what="What failed could not be read."
            error={failures.error}
            retry={() => void failures.refetch()}
          />
        </div>
      ) : failures.data.items.length === 0 ? (
        <p className="mt-1 text-fg2">Everything that came in has been processed, and everything to write is written.</p>
      ) : (
        <>
          <ul aria-labelledby="failed" className="mt-2 rounded-xl border border-line">
            {failures.data.items.map((failure) => (
              <Row
                key={`${failure.connectionId} ${failure.kind} ${failure.id}`}
                failure={failure}
                from={nameOf(failure.connectionId)}
              />
            ))}
          </ul>
          {failures.data.more && <p className="mt-2 text-xs text-fg3">Older ones show when these are done.</p>}
        </>
      )}
    </section>
  );
}
