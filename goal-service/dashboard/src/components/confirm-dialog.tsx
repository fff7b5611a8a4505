import { Button } from "./button.tsx";
import { Dialog, DialogBody, DialogFoot } from "./dialog.tsx";
import { useSave } from "../use-save.ts";

interface ConfirmDialogProps {
  title: string;
  about: string;
  act: string;
  /** What the act's button says while it is done. */
  acting?: string;
  /** What the button says that leaves all as it is. */
  keep?: string;
  send: () => Promise<unknown>;
  touches: readonly (readonly string[])[];
  onDone: () => void;
  onClose: () => void;
}

/** Asks once more before something ends for good. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, about, act, acting = "Saving", keep = "Cancel", send, touches, onDone, onClose } = props;
  const { save, saving, problem } = useSave(send, { touches, onDone });
  return (
    <Dialog title={title} about={about} onClose={onClose}>
      <DialogBody>
        {problem !== null && (
          <p role="alert" className="text-off">
            {problem}
          </p>
        )}
      </DialogBody>
      <DialogFoot>
        <Button className="h-8" look="ghost" onClick={onClose}>
          {keep}
        </Button>
        <Button
          className="h-8"
          look="main"
          disabled={saving}
          onClick={() => {
            save(undefined);
          }}
        >
          {saving ? acting : act}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
