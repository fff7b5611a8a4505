import { keyInText, Mark } from "@throughline/shared/link";
import type { Origin } from "@throughline/shared/vocabulary";

/** An unknown mark within this of the item's own creation is a birth; so is an item made after its link was announced. */
export const BIRTH_MS = 5 * 60_000;

export interface KnownLink {
  id: string;
  initiative_id: string | null;
  class: string | null;
  until: string | null;
  item_id: string | null;
  person_id: string | null;
  /** Through which it was announced; none: on our own pages or by an API token. */
  connection_id: string | null;
  created_at: string;
}

export interface KnownInitiative {
  id: string;
  key: string;
  open: boolean;
  /** Its goal is private: a mark alone, whose maker we don't know, must not reach it. */
  private: boolean;
}

export interface Found {
  itemId: string;
  createdAt: string;
  mark: unknown;
  title: string;
  /** The initiative that all work of its container serves. */
  serves: string | null;
  /** A person took its tie away: only a mark gives it one again. */
  untied: boolean;
  /** How the item's parent is linked, where it is. */
  parentInitiative: string | null;
  /** The person who acts, where a call (not a hook) brought the item: may this person see the initiative's goal? */
  maySee: (initiativeId: string) => boolean;
  /** This connection may use the link: it was announced through it, or on our pages for a tool that carries our marks. */
  announcedHere: (link: KnownLink) => boolean;
  /** Whoever made the item names it as the link's own, in a call (not a hook). */
  confirmed: boolean;
  link: (id: string) => KnownLink | undefined;
  initiative: (keyOrId: string) => KnownInitiative | undefined;
}

/**
 * What an unlinked item is tied to, and how it came to it. The service decides it, no caller does. Without a `linkId` the
 * item gets a link of its own.
 */
export type Decision =
  | { to: "initiative"; initiativeId: string; origin: Origin; linkId: string | null }
  | { to: "class"; class: string; until: string | null; linkId: string | null }
  | { to: "nothing" };

const NOTHING: Decision = { to: "nothing" };

export function decideLink(found: Found): Decision {
  const mark = Mark.safeParse(found.mark);
  if (mark.success) return byMark(found, mark.data);
  if (found.untied) return NOTHING;
  if (found.parentInitiative)
    return { to: "initiative", initiativeId: found.parentInitiative, origin: "inherited", linkId: null };
  const key = keyInText(typeof found.mark === "string" ? found.mark : found.title);
  const named = key ? attach(found, key) : NOTHING;
  return named.to === "nothing" ? byContainer(found) : named;
}

const time = (moment: string): number => Date.parse(moment);

/**
 * The mark is made in the create call itself, or put on an item that was there before. So an item made well after its
 * mark is a copy of the one that it was made for, and leaves the link to it, even if the original is heard of later.
 */
const isCopy = (found: Found, mark: Mark): boolean =>
  !found.confirmed && time(found.createdAt) > time(mark.at) + BIRTH_MS;

function byMark(found: Found, mark: Mark): Decision {
  const link = found.link(mark.link);
  if (!link) return unknownMark(found, mark);
  // Its own link, and yet it is untied: a person took the tie away.
  if (link.item_id === found.itemId) return NOTHING;
  const own = link.item_id === null && !isCopy(found, mark);
  const linkId = own ? link.id : null;
  if (link.class !== null) return { to: "class", class: link.class, until: link.until, linkId };
  if (link.initiative_id === null) return NOTHING;
  const initiative = found.initiative(link.initiative_id);
  if (!initiative?.open) return NOTHING;
  if (!mayReach(found, initiative, own ? link : null)) return NOTHING;
  const born = own && time(found.createdAt) >= time(link.created_at) - BIRTH_MS;
  return { to: "initiative", initiativeId: initiative.id, origin: born ? "born" : "attached", linkId };
}

/** A private goal is reached by whoever may see it. A copy's maker is unknown, and so is who sends an id announced elsewhere. */
function mayReach(found: Found, initiative: KnownInitiative, own: KnownLink | null): boolean {
  const announced = own !== null && !found.confirmed && found.announcedHere(own);
  return !initiative.private || announced || found.maySee(initiative.id);
}

/** A mark that nobody announced is a claim: its initiative must be open, here, and one that its maker may see. */
function unknownMark(found: Found, mark: Mark): Decision {
  const linkId = isCopy(found, mark) ? null : mark.link;
  if (mark.class !== undefined) return { to: "class", class: mark.class, until: null, linkId };
  const initiative = found.initiative(mark.initiative ?? "");
  if (!initiative?.open || !mayReach(found, initiative, null)) return NOTHING;
  const born = Math.abs(time(mark.at) - time(found.createdAt)) <= BIRTH_MS;
  return { to: "initiative", initiativeId: initiative.id, origin: born ? "born" : "attached", linkId };
}

function attach(found: Found, key: string): Decision {
  const initiative = found.initiative(key);
  if (!initiative?.open || initiative.private) return NOTHING;
  return { to: "initiative", initiativeId: initiative.id, origin: "attached", linkId: null };
}

function byContainer(found: Found): Decision {
  const initiative = found.serves === null ? undefined : found.initiative(found.serves);
  if (!initiative?.open) return NOTHING;
  return { to: "initiative", initiativeId: initiative.id, origin: "mapped", linkId: null };
}
