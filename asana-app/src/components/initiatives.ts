import type { Client } from "@throughline/shared/client";
import type { Choice, Choices } from "@throughline/shared/panel";
import { cut, FOUND, LINE } from "./limits.ts";
import type { List, ListItem } from "./shapes.ts";
import { stateWord } from "./words.ts";

/** A row of the picker: the initiative's mark as a picture, its name, and its goal with how that stands. */
export function listItem(url: string, choice: Choice): ListItem {
  return {
    title: cut(choice.title, LINE),
    value: choice.key ?? choice.title,
    ...(choice.goal && { subtitle: cut(`${stateWord(choice.goal.state)}. Goal: ${choice.goal.title}`, LINE) }),
    ...(choice.mark && { icon_url: `${url}/icons/${choice.mark}.png` }),
  };
}

/** Initiatives only, each once: a recently used one stands under its goal as well. Classes have a radio of their own. */
export function initiativesIn({ groups }: Choices): Choice[] {
  const rows = groups.flatMap(({ choices }) => choices).filter(({ initiativeId }) => initiativeId !== null);
  return [...new Map(rows.map((row) => [row.initiativeId, row])).values()];
}

/** A rule, and what it is for, is seen by everybody who sees its project: a private goal's initiative must not stand in it. */
export const isPublic = ({ goal }: Choice): boolean => goal?.private === false;

export async function searchInitiatives(
  client: Client,
  url: string,
  text: string,
  fits: (choice: Choice) => boolean = () => true,
): Promise<List> {
  const choices = await client.getPanelChoices(text === "" ? {} : { q: text.slice(0, 100) });
  const items = initiativesIn(choices)
    .filter(fits)
    .map((choice) => listItem(url, choice));
  const browsing = choices.groups.some(({ title }) => title === "Recently used")
    ? "Recently used, then what needs attention"
    : "What needs attention first";
  return { header: text === "" ? browsing : "Matching initiatives", items: items.slice(0, FOUND) };
}

/** What the service knows of an initiative by its key; null when it is closed, hidden or never was. */
export async function findInitiative(client: Client, key: string): Promise<Choice | null> {
  const found = initiativesIn(await client.getPanelChoices({ q: key.slice(0, 100) }));
  return found.find((choice) => choice.key?.toUpperCase() === key.toUpperCase()) ?? null;
}
