import type { HealthState } from "@throughline/shared/vocabulary";
import { day as dayWords, value as valueWords } from "../format.ts";
import { MARK_CLASS, toneOf } from "../tone.ts";
import type { ChartPoint } from "./chart-model.ts";
import type { Frame } from "./trend-chart.tsx";

interface ChartReadoutProps {
  frame: Frame;
  point: ChartPoint;
  expected: number | null;
  unit: string;
  health: HealthState;
}

const WIDTH = 132;

/** The value under the pointer, beside what it should have been. */
export function ChartReadout({ frame, point, expected, unit, health }: ChartReadoutProps) {
  const x = frame.x(point.day);
  const left = x + 10 + WIDTH > frame.width - Math.min(frame.right, 60) ? x - 10 - WIDTH : x + 10;
  return (
    <g pointerEvents="none" className={MARK_CLASS[toneOf(health)]}>
      <line x1={x} x2={x} y1={frame.top} y2={frame.height - frame.bottom} stroke="var(--line-2)" />
      <circle cx={x} cy={frame.y(point.value)} r="3.5" fill="var(--bg)" stroke="currentColor" strokeWidth="2" />
      <g transform={`translate(${left},${frame.top + 2})`} fontSize="11" className="num">
        <rect width={WIDTH} height={expected === null ? 38 : 52} rx="6" fill="var(--bg-pop)" stroke="var(--line-2)" />
        <text x="10" y="16" fill="var(--fg-3)">
          {dayWords(point.day)}
        </text>
        <text x="10" y="31" fill="var(--fg)" fontWeight="500">
          Actual {valueWords(point.value, unit)}
        </text>
        {expected !== null && (
          <text x="10" y="45" fill="var(--fg-2)">
            Expected {valueWords(expected, unit)}
          </text>
        )}
      </g>
    </g>
  );
}
