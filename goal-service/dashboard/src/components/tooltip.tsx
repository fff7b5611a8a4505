import { useEffect, useRef, useState } from "react";

interface Tip {
  text: string;
  left: number;
  top: number;
  below: boolean;
}

const DELAY = 250;
const ID = "tip";

/** The page's one tooltip: shows the `data-tip` of whatever is pointed at or focused by key. */
export function Tooltip() {
  const [tip, setTip] = useState<Tip | null>(null);
  const target = useRef<HTMLElement | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hide = () => {
      clearTimeout(timer);
      target.current?.removeAttribute("aria-describedby");
      target.current = null;
      setTip(null);
    };
    const show = (element: HTMLElement, text: string) => {
      const box = element.getBoundingClientRect();
      const below = box.top < 56;
      target.current = element;
      element.setAttribute("aria-describedby", ID);
      const left = Math.min(Math.max(box.left + box.width / 2, 90), innerWidth - 90);
      setTip({ text, left, top: below ? box.bottom + 6 : box.top - 6, below });
    };
    const onOver = (event: Event) => {
      const element = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-tip]") : null;
      const text = element?.dataset["tip"];
      if (element === target.current && element !== null) return;
      hide();
      if (element === null || text === undefined || text === "") return;
      if (event.type === "focusin" && !element.matches(":focus-visible")) return;
      timer = setTimeout(show, event.type === "focusin" ? 0 : DELAY, element, text);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") hide();
    };
    document.addEventListener("pointerover", onOver);
    document.addEventListener("focusin", onOver);
    document.addEventListener("pointerdown", hide);
    document.addEventListener("scroll", hide, { passive: true, capture: true });
    document.addEventListener("keydown", onKey);
    return () => {
      hide();
      document.removeEventListener("pointerover", onOver);
      document.removeEventListener("focusin", onOver);
      document.removeEventListener("pointerdown", hide);
      document.removeEventListener("scroll", hide, { capture: true });
      document.removeEventListener("keydown", onKey);
    };
  }, []);
  if (tip === null) return null;
  return (
    <div
      id={ID}
      role="tooltip"
      className="noprint pointer-events-none fixed z-50 max-w-72 rounded-md bg-ink px-2 py-1 text-xs text-inkfg shadow-pop"
      style={{ left: tip.left, top: tip.top, translate: `-50% ${tip.below ? "0" : "-100%"}` }}
    >
      {tip.text}
    </div>
  );
}
