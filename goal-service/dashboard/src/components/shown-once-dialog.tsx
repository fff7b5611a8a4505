import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { Dialog, DialogBody, DialogFoot } from "./dialog.tsx";

interface ShownOnceDialogProps {
  title: string;
  about: string;
  /** What is to be copied, and how it is used. */
  children: ReactNode;
  onClose: () => void;
}

/** A secret is shown here and never again. */
export function ShownOnceDialog({ title, about, children, onClose }: ShownOnceDialogProps) {
  return (
    <Dialog title={title} about={about} onClose={onClose}>
      <DialogBody>{children}</DialogBody>
      <DialogFoot>
        <Button look="main" className="h-8" onClick={onClose}>
          I have copied it
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
