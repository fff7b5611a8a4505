import { type ChartModel, valueOn } from "./chart-model.ts";
import type { Frame } from "./trend-chart.tsx";

export interface ChartEvent {
  day: string;
  label: string;
}

interface ChartEventsProps {
  frame: Frame;
  model: ChartModel;
  events: readonly ChartEvent[];
}

const LETTER = 5.8;

/** What changed the health, as a thin line from the curve to a few words; at most two, never over each other. */
export function ChartEvents({ frame, model, events }: ChartEventsProps) {
  const shown = events.filter(({ day }) => day >= model.start && day <= model.end).slice(0, 2);
  return (
    <g fontSize="11" fill="var(--fg-2)">
      {shown.map(({ day, label }, index) => {
        const x = frame.x(day);
        const value = valueOn(model.actual, day);
        const curve = value === null ? frame.top : frame.y(value) + 8;
        const foot = frame.height - frame.bottom - 26 - index * 18;
        const down = curve < foot - 16;
        const half = (label.length * LETTER) / 2;
        const middle = Math.min(Math.max(x, frame.left + half), frame.width - Math.min(frame.right, 40) - half);
        return (
          <g key={`${day}${label}`}>
            <line
              x1={x}
              x2={x}
              y1={down ? curve : curve - 16}
              y2={down ? foot - 12 : frame.top + 14 + index * 18}
              stroke="var(--fg-3)"
            />
            <text x={middle} y={down ? foot : frame.top + 8 + index * 18} textAnchor="middle">
              {label}
            </text>
          </g>
        );
      })}
    </g>
  );
}
