import { type Metric, metricText } from "@throughline/shared/health/metric-scale";
import { signOf } from "@throughline/shared/health/quantity";

interface MetricValuesProps {
  metric: Metric;
  /** What stands there before the first reading. */
  unread: string;
}

/** Where the metric stands and where it is meant to come; a unit that is a word is said once, after both. */
export function MetricValues({ metric, unread }: MetricValuesProps) {
  const { now, target, unit } = metric;
  const sign = signOf(unit);
  const say = (value: number) => metricText(value, { ...metric, unit: sign });
  const word = sign === unit ? "" : ` ${unit}`;
  return (
    <span className="num flex min-w-0 flex-wrap gap-x-1 leading-4 *:max-w-full *:truncate">
      <span className="font-medium">
        {now === null ? unread : say(now)}
        {target === null && word}
      </span>
      {target !== null && (
        <span className="text-fg3">
          / {say(target)}
          {word}
        </span>
      )}
    </span>
  );
}
