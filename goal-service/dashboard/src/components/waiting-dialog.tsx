import { Button } from "./button.tsx";
import { Dialog, DialogBody, DialogFoot } from "./dialog.tsx";
import { ErrorBox } from "./error-box.tsx";
import { SkeletonRows } from "./skeleton.tsx";

interface WaitingDialogProps {
  title: string;
  /** What is being read, for those who do not see the bars. */
  label: string;
  what: string;
  error: unknown;
  wide?: boolean;
  retry: () => void;
  onClose: () => void;
}

/** A dialog whose form is not known yet: it is being read, or could not be. */
export function WaitingDialog({ title, label, what, error, wide = false, retry, onClose }: WaitingDialogProps) {
  return (
    <Dialog title={title} wide={wide} onClose={onClose}>
      <DialogBody>
        {error === null ? (
          <SkeletonRows rows={3} height={40} label={label} />
        ) : (
          <ErrorBox what={what} error={error} retry={retry} />
        )}
      </DialogBody>
      <DialogFoot>
        <Button className="h-8" look="ghost" onClick={onClose}>
          Close
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
