import type { House } from "./house.ts";

/** What a tool and the service can both say of an item. */
export interface Told {
  id: string;
  title: string;
}

/** One thing that the tool tells the service, as it stands on the wire. */
export interface Delivery {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** How somebody who is not the tool may try to be it. */
export type Forgery = "unsigned" | "signed with another key" | "of another body" | "of another connection" | "long ago";

/**
 * One tool that is connected to the service, as an admin connects it: what people do there, what becomes of its news on
 * the way, and what the service does in it. The promises know no more of a tool than this.
 */
export interface World {
  house: House;
  connectionId: string;

  /** Somebody makes an item by hand; the answer is the tool's own id. */
  make: (title: string) => Promise<string>;
  /** The tool holds so many more items, made one an hour, that a listing of them takes several pages; nothing is told. */
  crowd: () => Promise<void>;
  rename: (id: string, title: string) => Promise<void>;
  remove: (id: string) => Promise<void>;
  /** Everything that is there now, as the tool itself shows it. */
  truth: () => Promise<Told[]>;

  /** What the tool tells of what people do: nothing is told; told at once; held back. */
  news: (mode: "none" | "prompt" | "held") => Promise<void>;
  /** How much of its news the tool still has to tell. */
  untold: () => Promise<number>;
  /** What was held back comes, each of it twice, and not in the order in which it happened. */
  outOfOrder: () => Promise<void>;
  /** What the tool sends about this act, taken off the wire: the service has not heard it. */
  caught: (act: () => Promise<void>) => Promise<Delivery>;
  /** The same delivery as a forger would send it. */
  forged: (delivery: Delivery, how: Forgery) => Promise<Delivery>;

  /** Time passes for both sides, this long at least. */
  later: (minutes: number) => Promise<void>;
  /** What changed is asked for, as the hour brings it. */
  catchUp: () => Promise<void>;
  /** Everything is listed, as the day or the week brings it. */
  listAll: () => Promise<void>;
  /** How many items the tool has shown in listings so far. */
  listed: () => number;
  /** Listings break off between two of their pages, until they don't any more. */
  breakOff: (broken: boolean) => void;

  /** The tool and the service can't reach each other, and can again. */
  silence: (silent: boolean) => Promise<void>;
  /** The tool answers, but no longer shows us the project in which all of this lies, or does so again. */
  hideProject: (hidden: boolean) => Promise<void>;
  /** The tool answers the next read with 429 and these seconds. */
  limit: (seconds: number) => Promise<void>;
  /** From now on this item is told in a form that nobody can read; null: all of them are as they should be again. */
  garble: (id: string | null) => void;

  /** A person creates under the initiative, by the form in the tool, which does all that it ever does; the link is the form's. */
  create: (linkId: string, title: string) => Promise<void>;
  /** The tool makes what the next creation asks for, and its answer is lost. */
  loseNextCreation: () => Promise<void>;
  /** The tool's id of the item that carries this link, as it is looked for after a lost answer. */
  find: (linkId: string) => Promise<string | null>;
  /** The link that the tool itself keeps on an item. */
  linkOn: (id: string) => Promise<string | null>;

  /** Somebody who knows our addresses offers a secret: again, or after the time for it. What the service answers. */
  shakeHands: (when: "again" | "late", secret: string) => Promise<number>;
  /** Somebody takes every way there is to become the tool, and tells of `id`; what the service answers to that. */
  takeOver: (id: string) => Promise<number[]>;
  /** What the tool still holds of ours: webhooks, permissions. */
  leftInTool: () => Promise<number>;

  stop: () => Promise<void>;
}
