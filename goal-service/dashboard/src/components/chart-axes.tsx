import { type Frame, LABEL } from "./chart-frame.ts";
import type { ChartModel } from "./chart-model.ts";

interface ChartAxesProps {
  frame: Frame;
  band: ChartModel["band"];
}

/** Hairlines with values, months below; the band that a metric should stay in is a quiet field. */
export function ChartAxes({ frame, band }: ChartAxesProps) {
  const { width, height, left, right, y, ticks } = frame;
  return (
    <g fontSize={LABEL} fill="currentColor">
      {band !== null && (
        <rect
          x={left}
          width={width - left - right}
          y={y(band.hi)}
          height={Math.max(1, y(band.lo) - y(band.hi))}
          fill="var(--on-mark)"
          opacity=".1"
        />
      )}
      {ticks.y.map(({ at, label }) => (
        <g key={at}>
          <line x1={left} x2={width - right} y1={at} y2={at} stroke="var(--line)" />
          <text x={left - 8} y={at + 3.5} textAnchor="end" className="num">
            {label}
          </text>
        </g>
      ))}
      {ticks.x.map(({ at, label }) => (
        <text key={at} x={at} y={height - 8} textAnchor="middle">
          {label}
        </text>
      ))}
    </g>
  );
}
