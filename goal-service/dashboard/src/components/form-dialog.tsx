import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { Dialog, DialogBody, DialogFoot } from "./dialog.tsx";
import { Form } from "./form.tsx";

interface FormDialogProps {
  title: string;
  about?: string;
  submit: string;
  saving: boolean;
  /** What went wrong and belongs to no field. */
  problem: ReactNode;
  /** Whether anything differs from how the form began: then it is not thrown away unasked. */
  changed: boolean;
  /** Says at the fields what is missing; true when nothing is. */
  check: () => boolean;
  wide?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog that asks and saves; the button says what happens. */
export function FormDialog(props: FormDialogProps) {
  const { title, about, submit, saving, problem, changed, check, wide = false, onSubmit, onClose, children } = props;
  return (
    <Dialog title={title} onClose={onClose} wide={wide} unsaved={changed} {...(about === undefined ? {} : { about })}>
      <Form className="flex min-h-0 flex-col" saving={saving} check={check} onSubmit={onSubmit}>
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
          <Button className="h-8" look="main" type="submit" aria-disabled={saving}>
            {saving ? "Saving" : submit}
          </Button>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}
