import type { Client } from "@throughline/shared/client";
import type { Choice, Choices } from "@throughline/shared/panel";
import { WorkClass } from "@throughline/shared/vocabulary";
import { cut, FOUND, LINE } from "./limits.ts";
import type { List, ListItem } from "./shapes.ts";
import { classAbout, className, stateWord } from "./words.ts";

/** A row of the picker: the initiative's mark as a picture, its name, and its goal with how that stands; or a class. */
export function listItem(url: string, choice: Choice): ListItem {
  const about = choice.goal
    ? `${stateWord(choice.goal.state)}. Goal: ${choice.goal.title}`
    : choice.class !== null
      ? `Not for a goal. ${classAbout(choice.class)}`
      : null;
  return {
    title: cut(choice.title, LINE),
    value: choice.class ?? choice.key ?? choice.title,
    ...(about !== null && { subtitle: cut(about, LINE) }),
    ...(choice.mark && { icon_url: `${url}/icons/${choice.mark}.png` }),
  };
}

/** Initiatives and classes, each once: a recently used one stands under its goal as well. */
export function choicesIn({ groups }: Choices): Choice[] {
  const rows = groups.flatMap(({ choices }) => choices);
  return [...new Map(rows.map((row) => [row.class ?? row.initiativeId, row])).values()];
}

/** A rule, and what it is for, is seen by everybody who sees its project: a private goal's initiative must not stand in it. */
export const isPublic = ({ goal }: Choice): boolean => goal?.private === false;

export async function searchChoices(
  client: Client,
  url: string,
  text: string,
  fits: (choice: Choice) => boolean = () => true,
): Promise<List> {
  const choices = await client.getPanelChoices(text === "" ? {} : { q: text.slice(0, 100) });
  const fitting = choicesIn(choices).filter(fits);
  const classes = fitting.filter((choice) => choice.class !== null);
  // A long list ends with the classes all the same: saying that it is for no goal is as easy as naming one.
  const initiatives = fitting.filter((choice) => choice.class === null).slice(0, FOUND - classes.length);
  const browsing = choices.groups.some(({ title }) => title === "Recently used")
    ? "Recently used, then what needs attention"
    : "What needs attention first";
  return {
    header: text === "" ? browsing : "Matches",
    items: [...initiatives, ...classes].map((choice) => listItem(url, choice)),
  };
}

/** What the service knows of an initiative by its key; null when it is closed, hidden or never was. */
export async function findInitiative(client: Client, key: string): Promise<Choice | null> {
  const found = choicesIn(await client.getPanelChoices({ q: key.slice(0, 100) }));
  return found.find((choice) => choice.key?.toUpperCase() === key.toUpperCase()) ?? null;
}

/** What stands in the form's field: a class, or an initiative's key. */
export async function findChoice(client: Client, value: string): Promise<Choice | null> {
  const named = WorkClass.safeParse(value).data;
  return named === undefined ? findInitiative(client, value) : classChoice(named);
}

const classChoice = (named: WorkClass): Choice => ({
  ...{ initiativeId: null, key: null, mark: null, doing: 0, goal: null, due: null },
  class: named,
  title: className(named),
});
