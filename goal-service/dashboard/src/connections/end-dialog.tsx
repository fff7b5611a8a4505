import type { Connection } from "@throughline/shared/connections";
import { api } from "../api.ts";
import { Button } from "../components/button.tsx";
import { Dialog, DialogBody, DialogFoot } from "../components/dialog.tsx";
import { useToast } from "../components/toast.tsx";
import { useSave } from "../use-save.ts";

/** Asks once more: what was given back has to be allowed again. */
export function EndDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const say = useToast();
  const { save, saving, problem } = useSave(() => api.endConnection({ id: connection.id }), {
    touches: [["connections"], ["portfolio"]],
    onDone: () => {
      say(`${connection.name} is disconnected.`);
      onClose();
    },
  });
  return (
    <Dialog
      title={`Disconnect ${connection.name}?`}
      about={
        connection.tool === "jira"
          ? "What is known stays, and no longer changes. Installed again, the site shows a new code."
          : "Our permissions and webhooks there are given back. What is known stays, and no longer changes."
      }
      onClose={onClose}
    >
      <DialogBody>
        {problem !== null && (
          <p role="alert" className="text-off">
            {problem}
          </p>
        )}
      </DialogBody>
      <DialogFoot>
        <Button className="h-8" look="ghost" onClick={onClose}>
          Keep it
        </Button>
        <Button
          className="h-8"
          look="main"
          disabled={saving}
          onClick={() => {
            save(undefined);
          }}
        >
          {saving ? "Disconnecting" : "Disconnect"}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
