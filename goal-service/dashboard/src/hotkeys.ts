import { useEffect, useEffectEvent } from "react";

/** Single keys, never in fields, never under an open dialog, and switched off by whoever wants that (WCAG 2.1.4). */

const OFF = "throughline.keys";

export const keysAreOn = (): boolean => localStorage.getItem(OFF) !== "off";
export function switchKeys(on: boolean): void {
  if (on) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "off");
}

function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return true;
  if (document.querySelector("[role=dialog],[role=menu]") !== null) return true;
  const target = event.target;
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** `keys` maps a key, or two in a row ("g p"), to what it does. */
export function useHotkeys(keys: Record<string, () => void>): void {
  const onKey = useEffectEvent((event: KeyboardEvent, before: string): string => {
    if (isTaken(event) || !keysAreOn()) return "";
    const act = keys[`${before} ${event.key}`] ?? keys[event.key];
    if (act === undefined) return event.key;
    event.preventDefault();
    act();
    return "";
  });
  useEffect(() => {
    let before = "";
    const listener = (event: KeyboardEvent) => {
      before = onKey(event, before);
    };
    addEventListener("keydown", listener);
    return () => {
      removeEventListener("keydown", listener);
    };
  }, []);
}
