import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { Dialog, DialogBody, DialogFoot } from "./dialog.tsx";

interface FormDialogProps {
  title: string;
  about?: string;
  submit: string;
  saving: boolean;
  /** What went wrong and belongs to no field. */
  problem: ReactNode;
  disabled?: boolean;
  wide?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog that asks and saves; the button says what happens. */
export function FormDialog(props: FormDialogProps) {
  const { title, about, submit, saving, problem, disabled = false, wide = false, onSubmit, onClose, children } = props;
  return (
    <Dialog title={title} onClose={onClose} wide={wide} {...(about === undefined ? {} : { about })}>
      <form
        className="flex min-h-0 flex-col"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!saving && !disabled) onSubmit();
        }}
      >
        <DialogBody>{children}</DialogBody>
        <DialogFoot>
          {problem !== null && (
            <div role="alert" className="mr-auto min-w-0 basis-full text-off sm:basis-0 sm:grow">
              {problem}
            </div>
          )}
          <Button className="h-8" look="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button className="h-8" look="main" type="submit" disabled={saving || disabled}>
            {saving ? "Saving" : submit}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
