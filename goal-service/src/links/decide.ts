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
  /** How the item's parent is linked, where it is. */
  parentInitiative: string | null;
  /** The person who acts, where a call (not a hook) brought the item: may this person see the initiative's goal? */
  maySee: (initiativeId: string) => boolean;
  link: (id: string) => KnownLink | undefined;
  initiative: (keyOrId: string) => KnownInitiative | undefined;
}

/** What an unlinked item is tied to, and how it came to it. The service decides it, no caller does. */
export type Decision =
  | { to: "initiative"; initiativeId: string; origin: Origin; linkId: string | null; confirms: boolean }
  | { to: "class"; class: string; until: string | null; linkId: string; confirms: boolean }
  | { to: "nothing" };

const NOTHING: Decision = { to: "nothing" };

export function decideLink(found: Found): Decision {
  const mark = Mark.safeParse(found.mark);
  if (mark.success) return byMark(found, mark.data);
  if (found.parentInitiative)
    return {
      to: "initiative",
      initiativeId: found.parentInitiative,
      origin: "inherited",
      linkId: null,
      confirms: false,
    };
  const key = keyInText(typeof found.mark === "string" ? found.mark : found.title);
  return key ? attach(found, key) : NOTHING;
}

function byMark(found: Found, mark: Mark): Decision {
  const link = found.link(mark.link);
  if (!link) return unknownMark(found, mark);
  const free = link.item_id === null || link.item_id === found.itemId;
  const born = free && Date.parse(found.createdAt) >= Date.parse(link.created_at) - BIRTH_MS;
  if (link.class !== null)
    return { to: "class", class: link.class, until: link.until, linkId: link.id, confirms: free };
  if (link.initiative_id === null) return NOTHING;
  const initiative = found.initiative(link.initiative_id);
  if (!initiative?.open) return NOTHING;
  return {
    to: "initiative",
    initiativeId: initiative.id,
    origin: born ? "born" : "attached",
    linkId: free ? link.id : null,
    confirms: free,
  };
}

/** A mark that nobody announced is a claim: its initiative must be open, here, and one that its maker may see. */
function unknownMark(found: Found, mark: Mark): Decision {
  if (mark.class !== undefined)
    return { to: "class", class: mark.class, until: null, linkId: mark.link, confirms: true };
  const initiative = found.initiative(mark.initiative ?? "");
  if (!initiative?.open || (initiative.private && !found.maySee(initiative.id))) return NOTHING;
  const born = Math.abs(Date.parse(mark.at) - Date.parse(found.createdAt)) <= BIRTH_MS;
  return {
    to: "initiative",
    initiativeId: initiative.id,
    origin: born ? "born" : "attached",
    linkId: mark.link,
    confirms: true,
  };
}

function attach(found: Found, key: string): Decision {
  const initiative = found.initiative(key);
  if (!initiative?.open || initiative.private) return NOTHING;
  return { to: "initiative", initiativeId: initiative.id, origin: "attached", linkId: null, confirms: false };
}
