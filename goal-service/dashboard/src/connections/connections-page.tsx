import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Empty } from "../components/empty.tsx";
import { ErrorBox } from "../components/error-box.tsx";
import { SkeletonRows } from "../components/skeleton.tsx";
import { ConnectButtons } from "./connect-buttons.tsx";
import { ConnectionCard } from "./connection-card.tsx";
import { AdminButton } from "./admin-button.tsx";
import { connectionsQuery } from "../queries.ts";
import { Failures } from "./failures.tsx";
import { PendingPairings } from "./pending-pairings.tsx";

const PairDialog = lazy(async () => ({ default: (await import("./pair-dialog.tsx")).PairDialog }));
const WebhookDialog = lazy(async () => ({ default: (await import("./webhook-dialog.tsx")).WebhookDialog }));

/** Which tools are read, how fresh each is, and what went wrong in the tool's own words. */
export function ConnectionsPage() {
  const connections = useQuery(connectionsQuery);
  const [dialog, setDialog] = useState<"pair" | "webhook" | null>(null);
  const close = () => {
    setDialog(null);
  };
  const pair = () => {
    setDialog("pair");
  };
  const { data } = connections;
  return (
    <div className="max-w-[880px] min-w-0">
      <title>Connections, Throughline</title>
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-lg font-semibold">Connections</h1>
        <div className="ml-auto flex flex-wrap gap-2">
          {data !== undefined && <ConnectButtons tools={data.tools} />}
          <AdminButton onClick={pair}>Pair with a code</AdminButton>
          <AdminButton
            onClick={() => {
              setDialog("webhook");
            }}
          >
            <Plus size={14} aria-hidden />
            New webhook
          </AdminButton>
        </div>
      </header>
      <p className="mt-1 max-w-[68ch] text-fg2">
        The tools are the truth for their own fields. Throughline reads them, writes its mark on what is created here,
        and never changes status, owner or dates.
      </p>
      {connections.isPending && (
        <div className="mt-6">
          <SkeletonRows rows={3} height={64} label="Loading the connections" />
        </div>
      )}
      {connections.isError && (
        <div className="mt-6">
          <ErrorBox
            what="The connections could not be read."
            error={connections.error}
            retry={() => void connections.refetch()}
          />
        </div>
      )}
      {data !== undefined && (
        <>
          <PendingPairings pending={data.pending} onPair={pair} />
          {data.items.length === 0 ? (
            <div className="mt-6">
              <Empty
                title="No tool is connected yet"
                why="Install the Throughline app in Jira; its admin page shows a code to type here. Asana is connected by signing in to it. Any other tool can send a signed webhook."
              >
                <AdminButton look="main" onClick={pair}>
                  Pair with a code
                </AdminButton>
              </Empty>
            </div>
          ) : (
            <ul aria-label="Connections" className="mt-6 flex flex-col gap-3">
              {data.items.map((connection) => (
                <ConnectionCard key={connection.id} connection={connection} />
              ))}
            </ul>
          )}
          <Failures connections={data.items} />
        </>
      )}
      <Suspense>
        {dialog === "pair" && <PairDialog onClose={close} />}
        {dialog === "webhook" && <WebhookDialog onClose={close} />}
      </Suspense>
    </div>
  );
}
