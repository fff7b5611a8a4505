import { Menu } from "@base-ui/react/menu";
import type { ReactNode, RefObject } from "react";

interface MenuPopupProps {
  anchor: RefObject<HTMLElement | null>;
  label: string;
  onClose: (open: boolean) => void;
  children: () => ReactNode;
}

export function MenuPopup({ anchor, label, onClose, children }: MenuPopupProps) {
  return (
    <Menu.Root open onOpenChange={onClose}>
      <Menu.Portal container={anchor.current?.closest<HTMLElement>("main, aside, header") ?? null}>
        <Menu.Positioner
          anchor={anchor}
          positionMethod="fixed"
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <Menu.Popup
            aria-label={label}
            finalFocus={anchor}
            className="max-h-[min(560px,var(--available-height))] min-w-52 overflow-y-auto rounded-lg border border-line2 bg-pop p-1 shadow-pop outline-none"
          >
            {children()}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
