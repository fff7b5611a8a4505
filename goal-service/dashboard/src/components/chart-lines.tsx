import type { HealthState } from "@throughline/shared/vocabulary";
import { area, line } from "d3-shape";
import { value as valueWords } from "../format.ts";
import { MARK_CLASS, TEXT_CLASS, toneOf } from "../tone.ts";
import { type ChartModel, type ChartPoint, valueOn } from "./chart-model.ts";
import type { Frame } from "./trend-chart.tsx";

/** With less room than this at the right the values that the lines lead to stand under the chart. */
export const ROOM_FOR_LABELS = 60;

interface ChartLinesProps {
  frame: Frame;
  model: ChartModel;
  health: HealthState;
  unit: string;
}

/** The room between the metric and its plan, where the metric is on the wrong side of it. */
function behindArea({ frame, model }: ChartLinesProps): string | null {
  const rises = (model.target ?? 0) >= (model.expected[0]?.value ?? 0);
  const shape = area<ChartPoint>()
    .x((point) => frame.x(point.day))
    .y0((point) => {
      const plan = valueOn(model.expected, point.day) ?? point.value;
      return frame.y(rises ? Math.min(point.value, plan) : Math.max(point.value, plan));
    })
    .y1((point) => frame.y(valueOn(model.expected, point.day) ?? point.value));
  return shape(model.actual);
}

/** Two labels at the right edge that would touch are moved apart. */
function apart(target: number | null, landing: number | null): [number | null, number | null] {
  if (target === null || landing === null || Math.abs(target - landing) >= 16) return [target, landing];
  const middle = (target + landing) / 2;
  return target < landing ? [middle - 8, middle + 8] : [middle + 8, middle - 8];
}

/** Where the plan and the last weeks lead, in words beside their ends; without room for them the caption says it. */
function EndLabels({ frame, model, health, unit }: ChartLinesProps) {
  const { target, landing } = model;
  const [targetY, landingY] = apart(
    target === null ? null : frame.y(target) + 4,
    landing === null ? null : frame.y(landing.value) + 4,
  );
  const x = frame.width - frame.right + 8;
  return (
    <g fontSize="11.5" fontWeight="500" className="num">
      {target !== null && targetY !== null && (
        <text x={x} y={targetY} fill="var(--fg)">
          {valueWords(target, unit)} target
        </text>
      )}
      {landing !== null && landingY !== null && (
        <text x={x} y={landingY} fill="currentColor" className={TEXT_CLASS[toneOf(health)]}>
          {valueWords(landing.value, unit)} at this pace
        </text>
      )}
    </g>
  );
}

export function ChartLines(props: ChartLinesProps) {
  const { frame, model, health } = props;
  const { actual, expected, landing } = model;
  const path = line<ChartPoint>()
    .x((point) => frame.x(point.day))
    .y((point) => frame.y(point.value));
  const last = actual.at(-1);
  return (
    <>
      <g className={MARK_CLASS[toneOf(health)]}>
        {expected.length > 0 && <path d={behindArea(props) ?? ""} fill="currentColor" opacity=".14" />}
        <path d={path(expected) ?? ""} fill="none" stroke="var(--fg-3)" strokeWidth="1.25" strokeDasharray="4 4" />
        {last !== undefined && landing !== null && (
          <path
            d={path([last, landing]) ?? ""}
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            strokeDasharray="2 3.5"
          />
        )}
        <path d={path(actual) ?? ""} fill="none" stroke="currentColor" strokeWidth="2" strokeLinejoin="round" />
        {last !== undefined && (
          <circle
            cx={frame.x(last.day)}
            cy={frame.y(last.value)}
            r="4"
            fill="currentColor"
            stroke="var(--bg)"
            strokeWidth="2"
          />
        )}
      </g>
      {frame.right >= ROOM_FOR_LABELS && <EndLabels {...props} />}
    </>
  );
}
