import { STATE_WORDS, workWords } from "@throughline/shared/health/words";
import type { Choice, Choices } from "@throughline/shared/panel";
import type { WorkLevel } from "@throughline/shared/vocabulary";
import type { Target } from "../rpc.ts";
import { short, several } from "./words.ts";

export interface Option {
  label: string;
  /** Searched beside the label: key and goal are found too. */
  value: string;
}
export interface Group {
  label: string;
  options: Option[];
}

const NAME = 60;

export const CLASSES: Choice[] = (
  [
    ["maintenance", "Maintenance"],
    ["emergency", "Emergency"],
    ["opportunity", "Opportunity"],
    ["debt", "Technical debt"],
  ] as const
).map(([name, title]) => ({
  initiativeId: null,
  class: name,
  key: null,
  title,
  mark: null,
  doing: 0,
  goal: null,
  due: null,
}));

/** What can be chosen when the service can't be asked: openly no goal is always an answer. */
export const CLASSES_ONLY: Choices = { groups: [{ title: "Not for a goal", choices: CLASSES }] };

export const isClass = (choice: Choice | null): boolean => choice !== null && choice.class !== null;

const valueOf = (choice: Choice): string =>
  choice.class === null
    ? [choice.key ?? choice.initiativeId, choice.goal?.key, choice.goal?.title].filter(Boolean).join(" ")
    : `class ${choice.class}`;

const inProgress = (doing: number): string => (doing === 0 ? "" : `, ${doing} in progress`);

/** UI Kit draws an option as plain text, so how the work goes is a word. "Reduce churn, slowing, 3 in progress". */
function labelOf({ title, mark, doing }: Choice): string {
  if (mark === null) return title;
  return `${short(title, NAME)}, ${workWords(mark, doing).toLowerCase()}${inProgress(doing)}`;
}

/** A goal's name carries its health as a word. */
function groupLabel({ title, choices }: Choices["groups"][number]): string {
  const goal = choices[0]?.goal ?? null;
  if (goal?.title !== title) return title;
  return `${title} (${STATE_WORDS[goal.state].toLowerCase()})`;
}

/**
 * `found`: what was typed when the service found this. The select filters once more, by label and value, and does not know
 * that "rc" finds "Reduce churn": so the value holds what was typed.
 */
export const optionOf = (choice: Choice, found = ""): Option => ({
  label: labelOf(choice),
  value: [valueOf(choice), found].filter(Boolean).join(" "),
});

export const groupsOf = (choices: Choices, found: string): Group[] =>
  choices.groups.map((group) => ({
    label: groupLabel(group),
    options: group.choices.map((choice) => optionOf(choice, found)),
  }));

export const allChoices = (choices: Choices): Choice[] => choices.groups.flatMap((group) => group.choices);

export function targetOf(choice: Choice): Target | null {
  if (choice.class !== null) return { class: choice.class };
  const key = choice.key ?? choice.initiativeId;
  return key === null ? null : { id: choice.initiativeId ?? key, key, private: choice.goal?.private ?? false };
}

/** A choice for what an issue or an address says, until the list that it is in is there. */
export const choiceFor = (initiativeId: string, key: string, more: Partial<Choice> = {}): Choice => ({
  ...blank,
  initiativeId,
  key,
  title: key,
  ...more,
});

const blank: Choice = {
  initiativeId: null,
  class: null,
  key: null,
  title: "",
  mark: null,
  doing: 0,
  goal: null,
  due: null,
};

export const sameTarget = (choice: Choice, target: Target): boolean =>
  "class" in target
    ? choice.class === target.class
    : choice.class === null && (choice.key === target.key || choice.initiativeId === target.id);

/** "Moving, 2 of 5 work items done, 3 in progress". */
export const initiativeLine = (mark: WorkLevel, done: number, total: number, doing: number): string =>
  `${workWords(mark, doing)}, ${done} of ${several(total, "work item", "work items")} done${inProgress(doing)}`;
