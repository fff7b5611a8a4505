// A button with a menu: arrows walk, letters jump, Escape closes and gives the focus back.
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";

export type MenuItem =
  | { label: string; run: () => void; danger?: boolean; checked?: boolean; hint?: string; icon?: ReactNode }
  | { heading: string };

interface Props {
  label: string;
  children: ReactNode;
  items: MenuItem[];
  className?: string;
  align?: "start" | "end";
  /** The button's own text says it all; no further name. */
  plain?: boolean;
}

export function Menu({ label, children, items, className = "button", align = "start", plain = false }: Props) {
  const [open, setOpen] = useState(false);
  const own = useId();
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const entries = (): HTMLElement[] => [...(box.current?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [])];

  useEffect(() => {
    if (!open) return undefined;
    entries()[0]?.focus();
    const outside = (event: MouseEvent): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener("mousedown", outside);
    return () => {
      document.removeEventListener("mousedown", outside);
    };
  }, [open]);

  const press = (event: KeyboardEvent): void => {
    const list = entries();
    const at = list.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: list.length - 1 }[event.key];
    if (event.key === "Escape" || event.key === "Tab") {
      setOpen(false);
      if (event.key === "Escape") {
        event.stopPropagation();
        button.current?.focus();
      }
    } else if (to !== undefined) {
      event.preventDefault();
      list[(to + list.length) % list.length]?.focus();
    } else if (event.key.length === 1) {
      const next = [...list.slice(at + 1), ...list].find((entry) =>
        entry.textContent.toLowerCase().startsWith(event.key.toLowerCase()),
      );
      next?.focus();
    }
  };

  return (
    <div className="menu" ref={box}>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={plain ? undefined : label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? own : undefined}
        onClick={() => {
          setOpen(!open);
        }}
      >
        {children}
      </button>
      {open ? (
        <div id={own} role="menu" aria-label={label} className="menu-list" data-align={align} onKeyDown={press}>
          {items.map((item) =>
            "heading" in item ? (
              <div key={item.heading} className="menu-heading" role="presentation">
                {item.heading}
              </div>
            ) : (
              <button
                key={item.label}
                type="button"
                role={item.checked === undefined ? "menuitem" : "menuitemradio"}
                aria-checked={item.checked}
                tabIndex={-1}
                className="menu-item"
                data-danger={item.danger}
                onClick={() => {
                  setOpen(false);
                  button.current?.focus();
                  item.run();
                }}
              >
                {item.icon}
                <span>{item.label}</span>
                {item.hint === undefined ? null : <small>{item.hint}</small>}
              </button>
            ),
          )}
        </div>
      ) : null}
    </div>
  );
}
