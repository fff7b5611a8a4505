import type { HealthState } from "@throughline/shared/vocabulary";
import { limitText, metricText } from "@throughline/shared/health/metric-scale";
import { day as dayWords } from "../format.ts";
import { MARK_CLASS, toneOf } from "../tone.ts";
import { type Frame, LABEL } from "./chart-frame.ts";
import type { ChartModel, ChartPoint } from "./chart-model.ts";
import { fitted, textWidth } from "./text-width.ts";

interface ChartReadoutProps {
  frame: Frame;
  model: ChartModel;
  point: ChartPoint;
  health: HealthState;
}

const PAD = 10;
const FILLS = ["var(--fg-3)", "var(--fg)", "var(--fg-2)"];

/** "Fri 6 Nov", "Actual 106.9%", "Expected 108.2%". */
export function readoutWords({ scale, expectedOn }: ChartModel, { day, value }: ChartPoint): string[] {
  const expected = expectedOn(day);
  return [
    dayWords(day),
    `Actual ${metricText(value, scale)}`,
    ...(expected === null ? [] : [`Expected ${limitText(expected, value, scale)}`]),
  ];
}

/** The value under the pointer, beside what it should have been. */
export function ChartReadout({ frame, model, point, health }: ChartReadoutProps) {
  const lines = readoutWords(model, point).map((text) => fitted(text, frame.width - 2 * PAD, LABEL));
  const wide = 2 * PAD + Math.max(...lines.map((text) => textWidth(text, LABEL)));
  const x = frame.x(point.day);
  const beside = x + PAD + wide > frame.width ? x - PAD - wide : x + PAD;
  return (
    <g pointerEvents="none" className={MARK_CLASS[toneOf(health)]}>
      <line x1={x} x2={x} y1={frame.top} y2={frame.height - frame.bottom} stroke="var(--line-2)" />
      <circle cx={x} cy={frame.y(point.value)} r="3.5" fill="var(--bg)" stroke="currentColor" strokeWidth="2" />
      <g transform={`translate(${Math.max(0, beside)},${frame.top + 2})`} fontSize={LABEL} className="num">
        <rect width={wide} height={10 + lines.length * 14} rx="6" fill="var(--bg-pop)" stroke="var(--line-2)" />
        {lines.map((text, index) => (
          <text key={text} x={PAD} y={16 + index * 14} fill={FILLS[index]} fontWeight={index === 1 ? 500 : 400}>
            {text}
          </text>
        ))}
      </g>
    </g>
  );
}
