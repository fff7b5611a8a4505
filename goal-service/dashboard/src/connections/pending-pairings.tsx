import type { Endpoints } from "@throughline/shared/endpoints";
import type { ReplyOf } from "@throughline/shared/endpoint";
import { PlugZap } from "lucide-react";
import { ago } from "../format.ts";
import { toolWord } from "../words.ts";
import { AdminButton } from "./admin-button.tsx";
import { ConnectAgain } from "./connect-again.tsx";

type Pending = ReplyOf<Endpoints["listConnections"]>["pending"];

/** Installations that showed their code and wait for an admin. */
export function PendingPairings({ pending, onPair }: { pending: Pending; onPair: () => void }) {
  return pending.map((pairing) => (
    <div
      key={`${pairing.tool}${pairing.site}`}
      role="status"
      className="mt-5 flex flex-wrap items-center gap-3 rounded-xl border border-line bg-sub px-4 py-3"
    >
      <PlugZap size={16} aria-hidden className="flex-none text-fg3" />
      <p className="min-w-0 flex-1">
        <span className="font-medium">
          {toolWord(pairing.tool)} at {pairing.site} waits to be paired
        </span>
        <span className="block text-fg2">
          {pairing.reinstallOf === null
            ? `Its admin page shows a code. First seen ${ago(pairing.seenAt)}; until then it reads and writes nothing.`
            : "It was installed anew and goes on where it stopped."}
        </span>
      </p>
      {pairing.reinstallOf === null ? (
        <AdminButton look="main" onClick={onPair}>
          Type the code
        </AdminButton>
      ) : (
        <ConnectAgain connectionId={pairing.reinstallOf} />
      )}
    </div>
  ));
}
