import type { PanelItem } from "@throughline/shared/panel";
import { cut, LABEL, lines } from "./limits.ts";
import type { Field } from "./shapes.ts";
import { metricWords, stateWord, workWords } from "./words.ts";

/** A sentence stands on as many lines as Asana's short labels need, up to this many. */
const MOST = 4;

export const note = (id: string, text: string): Field => ({ type: "static_text", id, name: cut(text, LABEL) });

/** How the goal of a picked initiative stands and why, and what is under this initiative alone. */
export function healthFields({
  initiative,
  keyResult,
  goal,
}: Pick<PanelItem, "initiative" | "keyResult" | "goal">): Field[] {
  if (!initiative || !goal) return [];
  const sentence = goal.because ?? (keyResult ? metricWords(keyResult) : goal.behind);
  return [
    { type: "static_text", id: "health", name: cut(`${stateWord(goal.state)}: ${goal.title}`, LABEL), style: "header" },
    ...lines(sentence, LABEL, MOST).map((line, index) => note(`health-${index}`, line)),
    note("work", `This initiative: ${workWords(initiative)}`),
  ];
}
