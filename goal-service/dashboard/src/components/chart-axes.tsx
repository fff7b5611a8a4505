import { value as valueWords } from "../format.ts";
import type { ChartModel } from "./chart-model.ts";
import type { Frame } from "./trend-chart.tsx";

interface ChartAxesProps {
  frame: Frame;
  unit: string;
  band: ChartModel["band"];
}

/** Hairlines with values, months below; the band that a metric should stay in is a quiet field. */
export function ChartAxes({ frame, unit, band }: ChartAxesProps) {
  const { width, height, left, right, y, ticks } = frame;
  return (
    <g fontSize="11" fill="currentColor">
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
      {ticks.y.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} stroke="var(--line)" />
          <text x={left - 8} y={y(tick) + 3.5} textAnchor="end" className="num">
            {valueWords(tick, unit)}
          </text>
        </g>
      ))}
      {ticks.x.map((tick) => (
        <text key={tick.at} x={tick.at} y={height - 8} textAnchor="middle">
          {tick.label}
        </text>
      ))}
    </g>
  );
}
