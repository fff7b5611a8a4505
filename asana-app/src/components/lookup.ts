import type { Client } from "@throughline/shared/client";
import type { Choice } from "@throughline/shared/panel";
import type { z } from "zod";
import { attachedFor } from "./attached.ts";
import { linkIdOfTask } from "./ids.ts";
import { choicesIn, findChoice } from "./initiatives.ts";
import type { Attach } from "./requests.ts";
import type { Attached } from "./shapes.ts";

/** What was typed or picked in the lookup is nothing that this person may link to. */
export class NotFound extends Error {}

/** The lookup says what the task at hand is for: by an initiative's key, its page's address, a class, or words that only one matches. */
export async function attachChoice(
  client: Client,
  { task, query }: z.infer<typeof Attach>,
  hash: string,
): Promise<Attached> {
  const words = /INI-\d+/i.exec(query)?.[0] ?? query.trim();
  const found = (await findChoice(client, words)) ?? (await onlyMatch(client, words));
  if (found === null)
    throw new NotFound("No open initiative has this name. Type two letters and choose one of the list.");
  const { dashboard } = await client.getPanelAccount({});
  const linkId = linkIdOfTask(hash, task, nameOf(found));
  await client.linkPanelItem({ ...servesOf(found), id: task, linkId });
  return attachedFor(found, dashboard, task);
}

/** What a choice is known by. */
export const nameOf = (choice: Choice): string => choice.class ?? choice.key ?? "";

/** What a choice means to the service; a class may end on a day. */
export const servesOf = (choice: Choice, until?: string | null) =>
  choice.class === null
    ? { initiativeId: choice.initiativeId ?? "" }
    : { class: choice.class, ...(choice.class === "emergency" && until && { until }) };

async function onlyMatch(client: Client, words: string): Promise<Choice | null> {
  if (words === "") return null;
  const found = choicesIn(await client.getPanelChoices({ q: words.slice(0, 100) })).filter(
    ({ initiativeId }) => initiativeId !== null,
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}
