import type { Connection } from "@throughline/shared/connections";
import { api } from "../api.ts";
import { ConfirmDialog } from "../components/confirm-dialog.tsx";
import { useToast } from "../components/toast.tsx";

/** Asks once more: what was given back has to be allowed again. */
export function EndDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const say = useToast();
  return (
    <ConfirmDialog
      title={`Disconnect ${connection.name}?`}
      about={
        connection.tool === "jira"
          ? "What is known stays, and no longer changes. Installed again, the site shows a new code."
          : "Our permissions and webhooks there are given back. What is known stays, and no longer changes."
      }
      act="Disconnect"
      acting="Disconnecting"
      keep="Keep it"
      send={() => api.endConnection({ id: connection.id })}
      touches={[["connections"], ["portfolio"]]}
      onDone={() => {
        say(`${connection.name} is disconnected.`);
        onClose();
      }}
      onClose={onClose}
    />
  );
}
