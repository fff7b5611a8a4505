import { change, day as dayWords, value as valueWords } from "../format.ts";
import { type ChartModel, valueOn } from "./chart-model.ts";

interface ChartTableProps {
  name: string;
  unit: string;
  model: ChartModel;
}

/** The same as numbers, newest first. */
export function ChartTable({ name, unit, model }: ChartTableProps) {
  return (
    <div
      className="mt-2 max-h-72 overflow-y-auto rounded-lg border border-line"
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
            const expected = valueOn(model.expected, point.day);
            return (
              <tr key={point.day} className="border-t border-line">
                <td className="px-3 py-1.5 text-fg2">{dayWords(point.day)}</td>
                <td className="px-3 py-1.5 text-right font-medium">{valueWords(point.value, unit)}</td>
                <td className="px-3 py-1.5 text-right text-fg2">
                  {expected === null ? "" : valueWords(expected, unit)}
                </td>
                <td className="px-3 py-1.5 text-right text-fg2">
                  {expected === null ? "" : change(point.value - expected, unit)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
