import { type RefObject, useLayoutEffect, useRef, useState } from "react";

/** The width an element has, so that a chart is drawn for it and its text keeps its size. */
export function useWidth<T extends HTMLElement>(): [RefObject<T | null>, number] {
  const element = useRef<T>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return undefined;
    setWidth(Math.round(target.getBoundingClientRect().width));
    const observer = new ResizeObserver(() => {
      setWidth(Math.round(target.getBoundingClientRect().width));
    });
    observer.observe(target);
    return () => {
      observer.disconnect();
    };
  }, []);
  return [element, width];
}
