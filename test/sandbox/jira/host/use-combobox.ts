// What a searchable choice knows while it is open: what was typed, what is shown, which option is active.
import { type KeyboardEvent, useEffect, useRef, useState } from "react";

export interface Item {
  label: string;
  value: string;
  isDisabled?: boolean;
}
export interface Group {
  label: string;
  options: Item[];
}
export interface Choosing {
  groups: Group[];
  chosen: Item[];
  multi: boolean;
  clearable: boolean;
  disabled: boolean;
  onType: (typed: string, action: "input-change" | "menu-close" | "set-value") => void;
  onChoose: (items: Item[]) => void;
}

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

/** As react-select filters: by label and value, whatever the app does with the typed text. */
const matches = (item: Item, typed: string): boolean => plain(`${item.label} ${item.value}`).includes(plain(typed));

export function useCombobox(props: Choosing) {
  const { groups, chosen, multi, onChoose, onType } = props;
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector("[data-active]")?.scrollIntoView({ block: "nearest" });
  }, [active, open]);

  const isChosen = (item: Item): boolean => chosen.some((other) => other.value === item.value);
  const fits = (item: Item): boolean => matches(item, typed) && !(multi && isChosen(item));
  const shown = groups
    .map((group) => ({ ...group, options: group.options.filter(fits) }))
    .filter((group) => group.options.length > 0);
  const flat = shown.flatMap((group) => group.options);
  const at = Math.min(active, flat.length - 1);
  const current = flat[at];

  const close = (why: "menu-close" | "set-value"): void => {
    setOpen(false);
    if (typed !== "") onType("", why);
    setTyped("");
  };
  const show = (): void => {
    if (props.disabled || open) return;
    setActive(Math.max(0, flat.findIndex(isChosen)));
    setOpen(true);
  };
  const choose = (item: Item): void => {
    if (item.isDisabled === true) return;
    onChoose(multi ? [...chosen, item] : [item]);
    close("set-value");
  };
  const type = (text: string): void => {
    setTyped(text);
    setActive(0);
    setOpen(true);
    onType(text, "input-change");
  };
  const step = (by: number): void => {
    if (!open) show();
    else if (flat.length > 0) setActive((at + by + flat.length) % flat.length);
  };
  const takeBack = (): boolean => {
    if (typed !== "" || chosen.length === 0 || !(props.clearable || multi)) return false;
    onChoose(multi ? chosen.slice(0, -1) : []);
    return true;
  };
  const whenOpen = (act: () => void) => (): boolean => {
    if (open) act();
    return open;
  };
  /** Each answers whether the key was its own; Tab goes on to the next field all the same. */
  const keys: Record<string, (event: KeyboardEvent) => boolean> = {
    ArrowDown: () => {
      step(1);
      return true;
    },
    ArrowUp: () => {
      step(-1);
      return true;
    },
    Home: whenOpen(() => {
      setActive(0);
    }),
    End: whenOpen(() => {
      setActive(flat.length - 1);
    }),
    Enter: whenOpen(() => {
      if (current) choose(current);
    }),
    Tab: () => {
      if (open && current && typed !== "") choose(current);
      return false;
    },
    Escape: (event) => {
      if (open) event.stopPropagation();
      return whenOpen(() => {
        close("menu-close");
      })();
    },
    Backspace: takeBack,
    Delete: takeBack,
  };
  const press = (event: KeyboardEvent): void => {
    if (keys[event.key]?.(event) === true) event.preventDefault();
  };
  return { open, typed, shown, flat, at, current, list, isChosen, setActive, close, show, choose, type, press };
}
