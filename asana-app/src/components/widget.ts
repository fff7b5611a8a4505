import { type Client, Refusal } from "@throughline/shared/client";
import type { z } from "zod";
import { createdIn } from "./attached.ts";
import { asOf, classCard, createdCard, drawCard, safeCard, silentCard, unlinkedCard } from "./card.ts";
import type { LastCards } from "./last-cards.ts";
import type { Widget } from "./requests.ts";
import type { Card } from "./shapes.ts";
import { unlessHidden } from "../service.ts";

/** While the service answers within this, the card is as new as the last applied event; else it is the last one we had. */
export const FRESH_WITHIN_MS = 1000;

interface Asked {
  client: Client;
  url: string;
  request: z.infer<typeof Widget>;
  cards: LastCards;
  now: () => number;
}

export async function showWidget({ client, url, request, cards, now }: Asked): Promise<Card> {
  const key = [request.workspace, request.user, request.task, request.resource_url].join(" ");
  const asked = now();
  const asking = freshCard(client, url, request, () => new Date(now())).then((card) => {
    cards.keep(key, card, asked);
    return card;
  });
  const refused = refusedAs(() => {
    cards.keep(key, null, asked);
  }, now);
  const fresh = await Promise.race([asking.catch(refused), after(FRESH_WITHIN_MS)]);
  if (fresh !== null) return fresh;
  const last = cards.last(key);
  return last ? asOf(last.card, last.at) : silentCard(new Date(now()));
}

/** null after a while: the race is lost, the question goes on and its answer is kept for the next time. */
const after = (ms: number): Promise<null> =>
  new Promise((resolve) => {
    setTimeout(() => {
      resolve(null);
    }, ms).unref();
  });

/** A no of the service is an answer; only its silence is not. */
const refusedAs = (forget: () => void, now: () => number) => (error: unknown) => {
  if (!(error instanceof Refusal) || error.status >= 500) return null;
  forget();
  return error.status === 404 ? unlinkedCard(new Date(now())) : safeCard(new Date(now()));
};

/** What is true of the task at hand; what was created from it makes it no more linked than it is. */
async function freshCard(
  client: Client,
  url: string,
  { task, resource_url }: z.infer<typeof Widget>,
  now: () => Date,
): Promise<Card> {
  const [{ person }, line] = await Promise.all([
    client.getPanelAccount({}),
    unlessHidden(client.getPanelItem({ id: task })),
  ]);
  if (line && (line.initiative || line.item.link))
    return (person && drawCard(line, { url, now: now() })) ?? safeCard(now());
  if (line?.item.class) return classCard(line.item.class.class, line.item.class.until, now());
  const created = createdIn(resource_url);
  if (created === null) return unlinkedCard(now());
  const named = person !== null && created.under?.startsWith("INI-") ? created.under : null;
  const shown = named === null ? null : await unlessHidden(client.getPanelInitiative({ id: named }));
  return createdCard(created, shown, { url, now: now() });
}
