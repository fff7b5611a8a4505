import type { Connection } from "@throughline/shared/connections";
import type { ReplyOf } from "@throughline/shared/endpoint";
import type { Endpoints } from "@throughline/shared/endpoints";
import { useQuery } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { api, isForbidden } from "../api.ts";
import { ErrorBox } from "../components/error-box.tsx";
import { useToast } from "../components/toast.tsx";
import { ago, count } from "../format.ts";
import { failedDeliveriesQuery } from "../queries.ts";
import { useSave } from "../use-save.ts";
import { AdminButton } from "./admin-button.tsx";

type Delivery = ReplyOf<Endpoints["listDeliveries"]>["items"][number];

function Row({ delivery, from }: { delivery: Delivery; from: string }) {
  const say = useToast();
  const { save, saving, problem } = useSave(() => api.replayDelivery({ id: delivery.id }), {
    touches: [["deliveries"], ["connections"], ["portfolio"]],
    onDone: (reply) => {
      say(reply.state === "failed" ? "It failed again." : "It is processed again.");
    },
  });
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-1 border-t border-line px-4 py-2.5 first:border-0">
      <div className="min-w-0 flex-1">
        <p className="text-fg2">
          {from}, <span className="font-mono text-xs">{delivery.deliveryId}</span>
        </p>
        <p className="mt-0.5 font-mono text-xs break-words">{delivery.error ?? "No message"}</p>
        <p className="mt-0.5 text-xs text-fg3">
          Received {ago(delivery.receivedAt)}, {count(delivery.attempts, "try", "tries")}
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
        Replay
      </AdminButton>
    </li>
  );
}

/** What came in and could not be processed; nothing is lost, each can be tried again. */
export function FailedDeliveries({ connections }: { connections: readonly Connection[] }) {
  const deliveries = useQuery(failedDeliveriesQuery);
  const nameOf = (id: string) => connections.find((connection) => connection.id === id)?.name ?? "A connection";
  if (deliveries.isPending || isForbidden(deliveries.error)) return null;
  return (
    <section aria-labelledby="failed" className="mt-8">
      <h2 id="failed" className="font-semibold">
        Failed deliveries
      </h2>
      {deliveries.isError ? (
        <div className="mt-2">
          <ErrorBox
            what="The deliveries could not be read."
            error={deliveries.error}
            retry={() => void deliveries.refetch()}
          />
        </div>
      ) : deliveries.data.items.length === 0 ? (
        <p className="mt-1 text-fg2">Everything that came in has been processed.</p>
      ) : (
        <ul className="mt-2 rounded-xl border border-line">
          {deliveries.data.items.map((delivery) => (
            <Row key={delivery.id} delivery={delivery} from={nameOf(delivery.connectionId)} />
          ))}
        </ul>
      )}
    </section>
  );
}
