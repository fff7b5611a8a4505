import { Copyable } from "../components/copyable.tsx";
import { ShownOnceDialog } from "../components/shown-once-dialog.tsx";
import { day } from "../format.ts";

interface AddressDialogProps {
  made: { name: string; address: string; expiresAt: string };
  onClose: () => void;
}

/** The address is shown here and never again. */
export function AddressDialog({ made: { name, address, expiresAt }, onClose }: AddressDialogProps) {
  return (
    <ShownOnceDialog
      title={`The address for ${name}`}
      about="Copy it now, it is shown this once. Send it yourself, to nobody else: whoever opens it first is signed in."
      onClose={onClose}
    >
      <Copyable label="Address" text={address} />
      <p className="text-fg2">
        It works once, until {day(expiresAt)}. A preview in a chat or an inbox does not use it up.
      </p>
    </ShownOnceDialog>
  );
}
