import type { Client } from "@throughline/shared/client";
import type { z } from "zod";
import { attachedFor } from "./attached.ts";
import { linkIdOfTask } from "./ids.ts";
import { findInitiative, initiativesIn } from "./initiatives.ts";
import type { Attach } from "./requests.ts";
import type { Attached } from "./shapes.ts";

/** What was typed or picked in the lookup is no initiative that this person may link to. */
export class NotFound extends Error {}

/** The lookup links the task at hand: by an initiative's key, its page's address, or words that only one matches. */
export async function attachInitiative(
  client: Client,
  { task, query }: z.infer<typeof Attach>,
  hash: string,
): Promise<Attached> {
  const words = /INI-\d+/i.exec(query)?.[0] ?? query.trim();
  const found = (await findInitiative(client, words)) ?? (await onlyMatch(client, words));
  if (!found?.initiativeId || found.key === null) {
    throw new NotFound("No open initiative has this name. Type two letters and choose one of the list.");
  }
  const { dashboard } = await client.getPanelAccount({});
  await client.linkPanelItem({
    initiativeId: found.initiativeId,
    id: task,
    linkId: linkIdOfTask(hash, task, found.key),
  });
  return attachedFor(found, dashboard, task);
}

async function onlyMatch(client: Client, words: string) {
  if (words === "") return null;
  const found = initiativesIn(await client.getPanelChoices({ q: words.slice(0, 100) }));
  return found.length === 1 ? (found[0] ?? null) : null;
}
