import type { HealthState } from "@throughline/shared/vocabulary";
import { falls } from "@throughline/shared/health/metric-scale";
import { area, line } from "d3-shape";
import { MARK_CLASS, TEXT_CLASS, toneOf } from "../tone.ts";
import { END_LABEL, endWords, type Frame } from "./chart-frame.ts";
import type { ChartModel, ChartPoint } from "./chart-model.ts";

interface ChartLinesProps {
  frame: Frame;
  model: ChartModel;
  health: HealthState;
}

/** The room between the metric and its plan, where the metric is on the wrong side of it. */
function behindArea({ frame, model }: ChartLinesProps): string | null {
  const down = falls(model.scale);
  const shape = area<ChartPoint>()
    .x((point) => frame.x(point.day))
    .y0((point) => {
      const plan = model.expectedOn(point.day) ?? point.value;
      return frame.y(down ? Math.max(point.value, plan) : Math.min(point.value, plan));
    })
    .y1((point) => frame.y(model.expectedOn(point.day) ?? point.value));
  return shape(model.actual);
}

const APART = 16;

/** Labels at the right edge that would touch are moved apart, and neither leaves the plot. */
function apart(ys: readonly (number | null)[], { top, height, bottom }: Frame): (number | null)[] {
  const within = (y: number, above: number, below: number) =>
    Math.min(Math.max(y, top + above), height - bottom - below);
  const [one = null, other = null] = ys;
  if (one === null || other === null || Math.abs(one - other) >= APART) {
    return ys.map((y) => (y === null ? null : within(y, 4, 0)));
  }
  const middle = within((one + other) / 2, 4 + APART / 2, APART / 2);
  return one < other ? [middle - APART / 2, middle + APART / 2] : [middle + APART / 2, middle - APART / 2];
}

/** Where the plan and the last weeks lead, in words beside their ends; without room for them the caption says it. */
function EndLabels({ frame, model, health }: ChartLinesProps) {
  const { target, landing } = model;
  const [targetY, landingY] = apart(
    [target, landing?.value ?? null].map((value) => (value === null ? null : frame.y(value) + 4)),
    frame,
  );
  const words = endWords(model);
  const x = frame.width - frame.right + 8;
  return (
    <g fontSize={END_LABEL} fontWeight="500" className="num">
      {words.target !== null && (
        <text x={x} y={targetY ?? 0} fill="var(--fg)">
          {words.target}
        </text>
      )}
      {words.landing !== null && (
        <text x={x} y={landingY ?? 0} fill="currentColor" className={TEXT_CLASS[toneOf(health)]}>
          {words.landing}
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
      {frame.labelled && <EndLabels {...props} />}
    </>
  );
}
