import { z } from "zod";
import { asRead, differenceText, type Rounding, valueText } from "./quantity.ts";

/** A metric's unit and what its values are measured against: baseline and target, or the range to stay in. */
export const MetricScale = z.object({
  unit: z.string(),
  baseline: z.number().nullable(),
  target: z.number().nullable(),
  lo: z.number().nullable(),
  hi: z.number().nullable(),
});
export type MetricScale = z.infer<typeof MetricScale>;

/** A metric as a line of text needs it: a number never stands without the one it should be today. */
export const Metric = MetricScale.extend({
  name: z.string(),
  now: z.number().nullable(),
  expected: z.number().nullable(),
});
export type Metric = z.infer<typeof Metric>;

const ends = ({ baseline, target, lo, hi }: MetricScale) => [baseline, target, lo, hi];

/** A value of the metric as every table, chart, sentence, panel and card shows it. */
export const metricText = (value: number, scale: MetricScale, rounding?: Rounding): string =>
  valueText(value, scale.unit, ends(scale), rounding);

/** What a value should be, beside that value: the two never read alike unless they are. */
export const limitText = (limit: number, value: number | null, scale: MetricScale): string =>
  valueText(limit, scale.unit, [...ends(scale), ...(value === null ? [] : [asRead(value, scale.unit, ends(scale))])]);

export const metricDifference = (one: number, other: number, scale: MetricScale): string =>
  differenceText(one, other, scale.unit, ends(scale));

/** Whether a lower value is the better one. */
export const falls = ({ baseline, target }: MetricScale): boolean => (target ?? 0) < (baseline ?? 0);
