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

const ASKS = {
  owner: "who takes this on?",
  block: "what blocks this, and who can help?",
  move: "what does this need to move on?",
};
const SINCE = { blocked: "It is blocked since", still: "It has not moved since" };

/** Our own words in a text; they name nothing, whatever a goal is called. */
export const withoutOurWords = (text: string): string =>
  [...Object.values(ASKS), ...Object.values(SINCE)].reduce(
    (rest, words) => rest.replaceAll(new RegExp(words.replace(/\?/g, "\\?"), "gi"), " | "),
    text,
  );

function questionFor(item: WorkItem, day: (moment: string) => string): string {
  const [first] = (item.owner?.name ?? "").split(" ");
  const to = first ? `${first}, ` : "";
  const ask = item.owner === null ? ASKS.owner : item.blocked ? ASKS.block : ASKS.move;
  const words = to + ask;
  const since =
    item.blocked && item.blockedSince !== null
      ? `${SINCE.blocked} ${day(item.blockedSince)}.`
      : `${SINCE.still} ${day(item.movedAt)}.`;
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} ${since}`;
}
