import { LABEL } from "./chart-frame.ts";
import { fitted, textWidth } from "./text-width.ts";

export interface ChartEvent {
  day: string;
  label: string;
}

/** A label above the plot: on which line, from where to where, and the x of what it labels. */
export interface PlacedLabel {
  label: string;
  line: number;
  from: number;
  to: number;
  x: number;
}

const GAP = 5;

function sides(x: number, label: string, width: number): { from: number; to: number; label: string }[] {
  const wide = textWidth(label, LABEL);
  const found = [
    { from: x + GAP, to: x + GAP + wide, label },
    { from: x - GAP - wide, to: x - GAP, label },
  ].filter(({ from, to }) => from >= 0 && to <= width);
  if (found.length > 0) return found;
  const room = Math.max(x, width - x) - GAP;
  const short = fitted(label, room, LABEL);
  return [x > width / 2 ? { from: 0, to: x - GAP, label: short } : { from: x + GAP, to: width, label: short }];
}

/** Two labels neither touch, nor is one crossed by the line that goes down from the other. */
function isClear(one: PlacedLabel, other: PlacedLabel): boolean {
  if (one.line === other.line) return one.to + 8 <= other.from || other.to + 8 <= one.from;
  const [upper, lower] = one.line < other.line ? [one, other] : [other, one];
  return upper.x < lower.from - 2 || upper.x > lower.to + 2;
}

/** Each event's label beside its line, in as few lines as it takes; a second one that has no free place is left out. */
export function placeEvents(events: readonly { x: number; label: string }[], width: number): PlacedLabel[] {
  const [first, second] = events;
  if (first === undefined) return [];
  const options = (event: { x: number; label: string }, line: number): PlacedLabel[] =>
    sides(event.x, event.label, width).map((place) => ({ ...place, line, x: event.x }));
  if (second !== undefined) {
    for (const [a, b] of [
      [0, 0],
      [0, 1],
      [1, 0],
    ] as const) {
      for (const one of options(first, a)) {
        for (const other of options(second, b)) if (isClear(one, other)) return [one, other];
      }
    }
  }
  return options(first, 0).slice(0, 1);
}
