import { Dialog as Base } from "@base-ui/react/dialog";
import { useBlocker } from "@tanstack/react-router";
import clsx from "clsx";
import { X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { DiscardQuestion } from "./discard-question.tsx";

interface DialogProps {
  title: string;
  about?: string;
  /** Called when the dialog has closed, whoever closed it. */
  onClose: () => void;
  wide?: boolean;
  /** Something typed here is not saved: closing, and leaving the page, asks first. */
  unsaved?: boolean;
  children: ReactNode;
}

const VEIL =
  "fixed inset-0 z-40 bg-veil transition-opacity duration-120 ease-out data-ending-style:opacity-0 data-starting-style:opacity-0";
const PANEL = clsx(
  "fixed top-[9dvh] left-1/2 z-50 flex max-h-[84dvh] max-w-[calc(100vw-24px)] -translate-x-1/2 flex-col overflow-hidden rounded-xl border border-line2 bg-pop shadow-pop outline-none",
  "transition-[opacity,scale] duration-120 ease-out data-ending-style:scale-[.985] data-ending-style:opacity-0 data-starting-style:scale-[.985] data-starting-style:opacity-0",
);

/** A dialog that is open as long as it is mounted; closing returns the focus to where it came from. */
export function Dialog({ title, about, onClose, wide = false, unsaved = false, children }: DialogProps) {
  const [open, setOpen] = useState(true);
  const [asking, setAsking] = useState(false);
  const guarded = unsaved && open;
  const leaving = useBlocker({
    shouldBlockFn: () => guarded,
    enableBeforeUnload: () => guarded,
    withResolver: true,
  });
  const asked = asking || leaving.status === "blocked";
  const keep = () => {
    setAsking(false);
    leaving.reset?.();
  };
  const discard = () => {
    if (leaving.status === "blocked") leaving.proceed();
    else setOpen(false);
  };
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => {
        if (next || !unsaved) setOpen(next);
        else if (asked) keep();
        else setAsking(true);
      }}
      onOpenChangeComplete={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className={VEIL} />
        <Base.Popup className={clsx(PANEL, wide ? "w-[640px]" : "w-[480px]")}>
          <header className="flex items-start gap-3 px-5 pt-4 pb-1">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-lg font-semibold">{title}</Base.Title>
              {about !== undefined && <Base.Description className="mt-0.5 text-fg2">{about}</Base.Description>}
            </div>
            <Base.Close
              aria-label="Close"
              className="-mr-2 grid size-7 flex-none place-items-center rounded-md text-fg3 hover:bg-hover hover:text-fg pointer-coarse:size-11"
            >
              <X size={15} aria-hidden />
            </Base.Close>
          </header>
          {children}
          {asked && <DiscardQuestion onKeep={keep} onDiscard={discard} />}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** The dialog's own scrolling middle. */
export function DialogBody({ children }: { children: ReactNode }) {
  return <div className="flex min-h-0 flex-col gap-3.5 overflow-y-auto px-5 pt-2.5 pb-4">{children}</div>;
}

/** The foot with the buttons, always in sight. */
export function DialogFoot({ children }: { children: ReactNode }) {
  return (
    <footer className="flex flex-none flex-wrap items-center justify-end gap-2 border-t border-line bg-sub px-5 py-3">
      {children}
    </footer>
  );
}
