import type { PlacedLabel } from "./chart-events.ts";
import { type Frame, LABEL, LINE } from "./chart-frame.ts";

interface ChartEventLinesProps {
  frame: Frame;
  labels: readonly (PlacedLabel & { curve: number | null })[];
}

/** What changed the health: a few words above the plot, and a thin line down to the curve. */
export function ChartEventLines({ frame, labels }: ChartEventLinesProps) {
  return (
    <g fontSize={LABEL} fill="var(--fg-2)">
      {labels.map(({ label, line, from, x, curve }) => (
        <g key={`${x} ${label}`}>
          <line
            x1={x}
            x2={x}
            y1={4 + line * LINE}
            y2={curve === null ? frame.height - frame.bottom : curve - 5}
            stroke="var(--fg-3)"
          />
          <text x={from} y={12 + line * LINE}>
            {label}
          </text>
        </g>
      ))}
    </g>
  );
}
