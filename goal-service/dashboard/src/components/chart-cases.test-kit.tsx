import type { KeyResult } from "@throughline/shared/key-results";
import { addDays } from "@throughline/shared/calendar";
import { createRoot } from "react-dom/client";
import type { ChartEvent } from "./chart-events.ts";
import { chartModel } from "./chart-model.ts";
import { TrendChart } from "./trend-chart.tsx";

/** Rendered in a real browser by chart-geometry.test.ts: whatever people measure, at the widths that screens give a chart. */

const TODAY = "2026-11-20";
const PERIOD = { start: addDays(TODAY, -70), due: addDays(TODAY, 60) };
const LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung";

interface Case extends Partial<KeyResult> {
  readings?: [daysFromToday: number, value: number][];
  events?: [daysFromToday: number, label: string][];
  period?: { start: string; due: string };
}

const rising = (from: number, to: number): [number, number][] =>
  [-60, -45, -30, -18, -3].map((day, index) => [day, from + ((to - from) * (index + 1)) / 7]);

const CASES: Record<string, Case> = {
  "per cent": { unit: "%", baseline: 98, target: 110, readings: rising(98, 110) },
  "a unit of several words": { unit: "qualified referrals", baseline: 0, target: 400, readings: rising(0, 300) },
  "a unit as long as allowed": { unit: "requests per second!", baseline: 0, target: 400, readings: rising(0, 500) },
  "a unit in another script": { unit: "新規顧客の紹介件数", baseline: 10, target: 40, readings: rising(10, 40) },
  "very small": { baseline: 0.0001, target: 0.0009, readings: rising(0.0001, 0.0006) },
  "smallest apart": { baseline: 1, target: 1.000001, readings: rising(1, 1.0000005) },
  "very large": { unit: "€", baseline: 1e11, target: 1e12, readings: rising(1e11, 7.123456789e11) },
  "from loss to profit": { unit: "M€", baseline: -1250.5, target: 340, readings: rising(-1250.5, 20) },
  "all below zero": { unit: "$", baseline: -1e12, target: -1e6, readings: rising(-1e12, -3e11) },
  falling: { unit: "h", baseline: 8, target: 2, readings: rising(8, 1) },
  "worse than at the start": { unit: "h", baseline: 8, target: 2, readings: rising(8, 14) },
  "a range to stay in": {
    direction: "maintain",
    lo: 70,
    hi: 90,
    baseline: null,
    target: null,
    readings: rising(60, 95),
  },
  "a range of one value": { direction: "maintain", lo: 5, hi: 5, baseline: null, target: null, readings: rising(5, 5) },
  "target as baseline": { baseline: 5, target: 5, readings: [[-3, 5]] },
  "lands on its target": {
    baseline: 0,
    target: 100,
    readings: [
      [-70, 0],
      [-10, 46.1538],
    ],
  },
  "lands far beyond": {
    baseline: 0,
    target: 10,
    readings: [
      [-12, 0],
      [-10, 5000],
    ],
  },
  "one reading": { baseline: 0, target: 10, readings: [[-3, 4]] },
  "no reading": { baseline: 0, target: 10 },
  "neither target nor reading": { baseline: null, target: null },
  "readings before the start": {
    baseline: 0,
    target: 10,
    readings: [
      [-400, 1],
      [-200, 2],
      [-3, 4],
    ],
  },
  "readings after the end": {
    baseline: 0,
    target: 10,
    readings: [
      [-30, 1],
      [0, 4],
    ],
    period: { start: "2026-06-01", due: "2026-11-01" },
  },
  "today before the start": { baseline: 0, target: 10, period: { start: "2027-01-04", due: "2027-03-28" } },
  "two days": { baseline: 0, target: 10, readings: [[0, 4]], period: { start: TODAY, due: addDays(TODAY, 1) } },
  "many years": { baseline: 0, target: 10, readings: rising(0, 6), period: { start: "1990-01-01", due: "2060-12-31" } },
  "two events far apart": {
    readings: rising(0, 60),
    events: [
      [-55, "CS-9 last moved 26 Sep"],
      [-4, "CS-412 blocked 16 Nov"],
    ],
  },
  "two events on one day": {
    readings: rising(0, 60),
    events: [
      [-10, "CS-9 last moved 10 Nov"],
      [-10, "CS-412 blocked 10 Nov"],
    ],
  },
  "two events in the wrong order": {
    readings: rising(0, 60),
    events: [
      [-5, "CS-9 last moved 15 Nov"],
      [-9, "CS-412 blocked 11 Nov"],
    ],
  },
  "an event at the end": {
    readings: rising(0, 60),
    events: [
      [60, "CS-9 blocked 19 Jan 2027"],
      [58, "CS-412 blocked 17 Jan 2027"],
    ],
  },
  "an event at the start": {
    events: [
      [-70, `${LONG}-9 last moved 11 Sep`],
      [-68, "CS-1 blocked 13 Sep"],
    ],
  },
};

const WIDTHS = [240, 288, 420, 620, 760];

function Drawn({ width, given }: { width: number; given: Case }) {
  const { readings = [], events = [], period = PERIOD, ...measure } = given;
  const keyResult: KeyResult = {
    id: "k",
    goalId: "g",
    name: LONG,
    direction: "move",
    baseline: 0,
    target: 100,
    lo: null,
    hi: null,
    tolerance: null,
    unit: "",
    weight: 1,
    cadence: 7,
    lag: 0,
    resultLag: 14,
    plan: [],
    latest: null,
    version: 1,
    ...measure,
  };
  const read = readings.map(([day, value]) => {
    const on = addDays(TODAY, day);
    return { id: on, on, value, note: null, by: null, recordedAt: on };
  });
  const shown = events.map(([day, label]): ChartEvent => ({ day: addDays(TODAY, day), label }));
  return (
    <div style={{ width }}>
      <TrendChart name={LONG} health="amber" model={chartModel(keyResult, read, period)} events={shown} today={TODAY} />
    </div>
  );
}

const place = document.getElementById("root");
if (place !== null) {
  createRoot(place).render(
    Object.entries(CASES).flatMap(([name, given]) =>
      WIDTHS.map((width) => (
        <section key={`${name} ${width}`} data-case={`${name}, ${width} px`}>
          <Drawn width={width} given={given} />
        </section>
      )),
    ),
  );
}
