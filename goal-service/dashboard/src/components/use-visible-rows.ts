import { type RefObject, useEffect, useMemo, useState } from "react";

/** Fewer rows than this are all drawn, so that finding in the page and printing work. */
const DRAW_ALL = 160;
const OVERSCAN = 400;

export interface VisibleRows {
  first: number;
  last: number;
  before: number;
  after: number;
  offsetOf: (index: number) => number;
}

function firstBelow(offsets: readonly number[], limit: number): number {
  let low = 0;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle + 1] ?? Infinity) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Which rows of a long list lie in the window, and how much room those before and after take. */
export function useVisibleRows(heights: readonly number[], body: RefObject<HTMLElement | null>): VisibleRows {
  const offsets = useMemo(() => {
    const sums = [0];
    for (const height of heights) sums.push((sums.at(-1) ?? 0) + height);
    return sums;
  }, [heights]);
  const [range, setRange] = useState({ first: 0, last: DRAW_ALL });
  useEffect(() => {
    if (heights.length <= DRAW_ALL) return undefined;
    const measure = () => {
      const top = body.current?.getBoundingClientRect().top ?? 0;
      const first = firstBelow(offsets, -top - OVERSCAN);
      const last = firstBelow(offsets, -top + innerHeight + OVERSCAN) + 1;
      setRange((old) => (old.first === first && old.last === last ? old : { first, last }));
    };
    measure();
    addEventListener("scroll", measure, { passive: true });
    addEventListener("resize", measure);
    return () => {
      removeEventListener("scroll", measure);
      removeEventListener("resize", measure);
    };
  }, [heights.length, offsets, body]);
  const all = heights.length <= DRAW_ALL;
  const first = all ? 0 : Math.min(range.first, heights.length);
  const last = all ? heights.length : Math.min(range.last, heights.length);
  const total = offsets.at(-1) ?? 0;
  return {
    first,
    last,
    before: offsets[first] ?? 0,
    after: total - (offsets[last] ?? total),
    offsetOf: (index) => offsets[index] ?? 0,
  };
}
