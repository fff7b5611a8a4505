import { limitText, metricText } from "@throughline/shared/health/metric-scale";
import { changeBetween, day as dayWords } from "../format.ts";
import type { ChartModel } from "./chart-model.ts";

interface ChartTableProps {
  name: string;
  model: ChartModel;
}

/** The same as numbers, newest first. */
export function ChartTable({ name, model }: ChartTableProps) {
  return (
    <div
      className="mt-2 max-h-72 overflow-auto rounded-lg border border-line"
      tabIndex={0}
      role="group"
      aria-label={`${name}, table`}
    >
      <table className="w-full text-left">
        <caption className="sr-only">{name}: readings beside the plan</caption>
        <thead className="sticky top-0 bg-sub text-xs text-fg3">
          <tr>
            <th className="px-3 py-1.5 font-normal">Day</th>
            <th className="px-3 py-1.5 text-right font-normal">Actual</th>
            <th className="px-3 py-1.5 text-right font-normal">Expected</th>
            <th className="px-3 py-1.5 text-right font-normal">Difference</th>
          </tr>
        </thead>
        <tbody className="num">
          {[...model.actual].reverse().map((point) => {
            const expected = model.expectedOn(point.day);
            return (
              <tr key={point.day} className="border-t border-line">
                <td className="px-3 py-1.5 whitespace-nowrap text-fg2">{dayWords(point.day)}</td>
                <td className="px-3 py-1.5 text-right font-medium">{metricText(point.value, model.scale)}</td>
                <td className="px-3 py-1.5 text-right text-fg2">
                  {expected === null ? "" : limitText(expected, point.value, model.scale)}
                </td>
                <td className="px-3 py-1.5 text-right text-fg2">
                  {expected === null ? "" : changeBetween(expected, point.value, model.scale)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
