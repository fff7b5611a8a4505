import type { ParsedInputOf, ReplyOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import { shortDay } from "@throughline/shared/health/quantity";
import type { WorkItem } from "@throughline/shared/work-items";
import type { Caller } from "../accounts/caller.ts";
import type { Ground } from "../ground.ts";
import { itemToAsk } from "./item-to-ask.ts";

/** Who asks, below the question: it stands in the tool as ours. */
export const signatureOf = ({ person }: Caller): string =>
  `Asked by ${person?.name ?? "a colleague"} through Throughline.`;

/** What one would ask: of the item that the comment stands on, so that nothing need be named, neither goal nor key. */
export async function draftQuestion(
  ground: Ground,
  caller: Caller,
  input: ParsedInputOf<typeof endpoints.draftQuestion>,
): Promise<ReplyOf<typeof endpoints.draftQuestion>> {
  const { item, connection, needs } = await itemToAsk(ground, caller, input);
  const { id, name, tool } = connection;
  const today = ground.clock.dayIn(caller.zone, ground.clock.now());
  const day = (moment: string) => shortDay(ground.clock.dayIn(caller.zone, new Date(moment)), today);
  return { text: questionFor(item, day), signature: signatureOf(caller), connection: { id, name, tool }, needs };
}

function questionFor(item: WorkItem, day: (moment: string) => string): string {
  const [first] = (item.owner?.name ?? "").split(" ");
  const to = first ? `${first}, ` : "";
  const ask =
    item.owner === null
      ? "who takes this on?"
      : item.blocked
        ? "what blocks this, and who can help?"
        : "what does this need to move on?";
  const words = to + ask;
  const since =
    item.blocked && item.blockedSince !== null
      ? `It is blocked since ${day(item.blockedSince)}.`
      : `It has not moved since ${day(item.movedAt)}.`;
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} ${since}`;
}
