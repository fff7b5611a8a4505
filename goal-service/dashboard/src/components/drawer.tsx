import { Dialog as Base } from "@base-ui/react/dialog";
import { type ReactNode, useState } from "react";

/** The sidebar on small screens. */
export function Drawer({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const [open, setOpen] = useState(true);
  return (
    <Base.Root
      open={open}
      onOpenChange={setOpen}
      onOpenChangeComplete={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity duration-120 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          aria-label="Sidebar"
          className="fixed inset-y-0 left-0 z-50 flex w-[272px] max-w-[85vw] flex-col overflow-y-auto border-r border-line bg-side px-2 py-2.5 shadow-pop outline-none transition-[translate] duration-120 ease-out data-ending-style:-translate-x-full data-starting-style:-translate-x-full"
        >
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
