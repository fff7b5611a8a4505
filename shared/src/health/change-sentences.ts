import { falls, metricText } from "./metric-scale.ts";
import { itemList, type Names, RESTRICTED, scaleOf } from "./names.ts";
import { shortDay } from "./quantity.ts";
import type { Clearing, NextChange } from "./report.ts";
import { STATE_WORDS } from "./words.ts";

/** "At risk on 30 Nov if no new reading arrives": the shown date of the next change, with its cause (because.ts). */
export function nextChangeSentence({ on, to, because }: NextChange, names: Names): string {
  return `${STATE_WORDS[to]} on ${shortDay(on, names.today)} ${becauseWords(because, names)}`;
}

function becauseWords(because: string, names: Names): string {
  const [cause, subject] = codeOf(because);
  const item = names.itemKey(subject) ?? RESTRICTED;
  const name = names.keyResultName(subject);
  switch (cause) {
    case "call":
      return "when the call ends";
    case "reading":
      return `if no new reading${name === undefined ? "" : ` of ${name}`} arrives`;
    case "early":
      return "when it is no longer too early to judge";
    case "trend":
      return `as the trend of ${name ?? "its metric"} is seen anew`;
    case "blocked":
      return `if ${item} stays blocked`;
    case "stalled":
      return `if ${item} does not move`;
    case "overdue":
      return `if ${item} is not finished by its due date`;
    case "quiet":
      return "if nothing moves";
    case "forecast":
      return "if the work goes on at the pace of recent weeks";
    default:
      return "if the metric does not move";
  }
}

function codeOf(because: string): [cause: string, subject: string] {
  const colon = because.indexOf(":");
  return colon < 0 ? [because, ""] : [because.slice(0, colon), because.slice(colon + 1)];
}

/** What would lift the colour. */
export function clearingSentence({ items = [], reading }: Clearing, names: Names): string {
  if (reading === undefined) return `Movement of ${itemList({ items }, names)} would lift it`;
  const { keyResult, atLeast } = reading;
  const scale = scaleOf(names, keyResult);
  const down = falls(scale);
  const value = metricText(atLeast, scale, down ? "down" : "up");
  const name = names.keyResultName(keyResult);
  return `A reading${name === undefined ? "" : ` of ${name}`} of ${down ? "at most" : "at least"} ${value} would lift it`;
}
