import { type ComponentProps, lazy, type ReactNode, Suspense, useRef, useState } from "react";

const MenuPopup = lazy(async () => ({ default: (await import("./menu-popup.tsx")).MenuPopup }));

interface MenuButtonProps extends Omit<ComponentProps<"button">, "children"> {
  /** What the menu is called; the button too, where its face has no words. */
  label: string;
  /** What stands in the button. */
  face: ReactNode;
  /** The menu's rows: MenuItem, MenuCheck, MenuChoice from menu-popup.tsx, loaded when first opened. */
  children: () => ReactNode;
}

/** A button that opens a menu; the menu's code is loaded on the first press. */
export function MenuButton({ label, face, children, ...rest }: MenuButtonProps) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <span className="inline-flex flex-none">
      <button
        ref={anchor}
        type="button"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => {
          setOpen(!open);
        }}
        {...rest}
      >
        {face}
      </button>
      {open && (
        <Suspense>
          <MenuPopup anchor={anchor} label={label} onClose={setOpen}>
            {children}
          </MenuPopup>
        </Suspense>
      )}
    </span>
  );
}
