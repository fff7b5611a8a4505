import type { Day } from "@throughline/shared/calendar";
import type { Mark } from "@throughline/shared/link";
import type { ContainerRead, Done, Dropped, ItemRead, Rejected, Sweep, Unread } from "@throughline/shared/page";
import type { Category } from "@throughline/shared/vocabulary";
import type { z } from "zod";

/**
 * A translator for one tool. It verifies, parses, reads, creates; it touches no database, never sleeps, knows no other
 * connector and no clock.
 */
export type Connector = PushConnector | PullConnector;

/** push: deliveries bring the read with them. */
export interface PushConnector {
  mode: "push";
  /** True where our app can write marks and comments into the tool for us, through the outbox. */
  writesMarks: boolean;
  /**
   * True where the sender itself says which id a container has that we know by a name. Elsewhere a label says it: what was
   * sent under a name before is the container that bears this name as its key.
   */
  tellsIds: boolean;
  /** A page as it was received then. */
  parse: (body: string, receipt: Date) => Parsed;
}

/** What a delivery means in our words: items as a tool said they are, each read at `readAt` by the sender's clock. */
export interface Parsed {
  items: ItemRead[];
  /** Items that don't have the right shape; the rest of the page is taken. */
  rejected: z.infer<typeof Rejected>[];
  /** Items that are there, though nobody can read how they stand: rejected ones, and what the sender itself can't read. */
  unread: Unread[];
  /** Some of what can't be read does not even say which item it is: any that this page does not list may be meant. */
  nameless: boolean;
  /** Values that could not be used and cost only themselves. */
  dropped: Dropped[];
  sweep: z.infer<typeof Sweep> | null;
  done: z.infer<typeof Done>[];
  readAt: Date | null;
  /** How far a reconcile came, per container; null when this page is not part of one. */
  cursor: Record<string, string> | null;
  /** What containers are called now. */
  containers: ContainerRead[];
  /** Containers that the tool does not show to who reads. */
  hidden: string[];
  /** The app takes its leave: it is being removed from its site. */
  uninstalled: boolean;
}

/** Nothing is in it, not even something that can't be read. */
export const isEmpty = ({ items, rejected, unread }: Parsed): boolean =>
  items.length + rejected.length + unread.length === 0;

/** The page as a whole can't be read; each issue says what is wrong and where. */
export class Unreadable extends Error {
  readonly issues: { path: string; message: string }[];
  constructor(message: string, issues: { path: string; message: string }[] = []) {
    super(message);
    this.issues = issues;
  }
}

/**
 * pull: deliveries say what to look at, and the service reads it with the token of an account that allowed it. Every call
 * takes `Reach` and fails with a ToolError and nothing else.
 */
export interface PullConnector {
  mode: "pull";
  writesMarks: true;
  /** How many items one read takes at most. */
  readsAtOnce: number;
  /** The tool's own ids of the items that a stored delivery names; none for a sign of life. */
  touches: (body: string) => string[];
  /** The items as they are now, in the order of `ids`; null for one that the tool doesn't show to this account. */
  read: (reach: Reach, ids: readonly string[]) => Promise<(ToolRead | null)[]>;
  /**
   * What changed in a container since `cursor` (null: everything live), page by page, oldest first. A run that breaks off
   * goes on from its last page's cursor.
   */
  changes: (reach: Reach, container: string, cursor: string | null) => AsyncIterable<Changes>;
  /** What can be chosen. */
  containers: (reach: Reach) => Promise<ToolContainer[]>;
  /** Whether the tool still shows this container to the account, in use or put away. */
  seesContainer: (reach: Reach, container: string) => Promise<boolean>;
  /** Accounts of the tool that may own work, as far as this account sees them. */
  people: (reach: Reach) => Promise<{ id: string; name: string }[]>;
  create: (reach: Reach, draft: Draft) => Promise<ToolRead>;
  /** The item that carries this link, wherever it lies; null when there is none that this account may see. */
  findByMark: (reach: Reach, linkId: string) => Promise<ToolRead | null>;
  /** Writes the mark on an item that exists; the same mark again is the same. */
  writeMark: (reach: Reach, id: string, mark: Mark) => Promise<void>;
  /** Our card on the item, for the page at `url`; a second time changes nothing. */
  showCard: (reach: Reach, id: string, card: { name: string; url: string }) => Promise<void>;
  /** Once for each `reference`, which the comment carries: whoever asks again is not heard twice. */
  comment: (reach: Reach, id: string, comment: { text: string; reference: string }) => Promise<void>;
  /** Asks for a webhook; the tool shakes hands with `target` before this returns. */
  subscribe: (reach: Reach, container: string, target: string) => Promise<{ remoteId: string; secret: string }>;
  /** The webhooks that the tool still keeps for us. */
  subscriptions: (reach: Reach) => Promise<{ remoteId: string; target: string; problem: string | null }[]>;
  unsubscribe: (reach: Reach, remoteId: string) => Promise<void>;
  writeBack: Outward;
}

/** What a status means to us. */
export interface Meaning {
  category: Category;
  blocked: boolean;
}

/** An item as we read it ourselves, and how its tick stands where the tool has one. */
export interface ToolRead extends ItemRead {
  tick?: Tick;
}

interface Tick {
  done: boolean;
  /** What an open item means by the tool alone, where an admin's rule says that it is over. */
  open: Meaning | null;
}

/** What we tell a tool above its items, where an admin asked for it (product.md, rule 8). */
export interface Outward {
  /** Sets a container's own field to `words`; false where it has no such field or choice. */
  containerHealth: (reach: Reach, container: string, words: string) => Promise<boolean>;
  /** Reaches everybody who follows the container, and can't be taken back. */
  statusUpdate: (reach: Reach, parent: string, update: StatusUpdate) => Promise<void>;
  /** The tool's own goals whose description holds this address of ours: how people say that the two are one. */
  goalsNaming: (reach: Reach, address: string) => Promise<{ id: string; hasMetric: boolean }[]>;
  goalMetric: (reach: Reach, goal: string, value: number) => Promise<void>;
  /** A goal without a metric takes no status. */
  goalStatus: (reach: Reach, goal: string, status: "green" | "yellow" | "red") => Promise<void>;
}

export interface StatusUpdate {
  status: "on_track" | "at_risk" | "off_track";
  title: string;
  text: string;
}

/** With whose token, where, and by which rules a connector reaches its tool. */
export interface Reach {
  token: string;
  /** The tool's API, for example https://app.asana.com/api/1.0. */
  api: string;
  /** The tenant in the tool: Asana's workspace. */
  tenant: string;
  /** The containers that are read: an item in several of them counts in the first. */
  containers: readonly string[];
  /** What an admin said of statuses; the connector guesses the others. */
  statuses: readonly (Meaning & { container: string; name: string })[];
  /** The registration allows everything (events, batch), not only granular scopes. */
  full: boolean;
  /** The workspace's day: work whose start date has come has begun, where the tool says no more than that. */
  today: Day;
}

export interface Changes {
  items: ToolRead[];
  /** Ids that changed and that the tool does not show any more: removed, or hidden. */
  missing: string[];
  /** Ids that the tool shows in a form which we don't understand: they are there, and each is looked at alone. */
  unread: string[];
  /** How far this page goes, in the connector's own words: kept and handed back, never reckoned with. */
  cursor: string;
  last: boolean;
}

export interface ToolContainer {
  id: string;
  name: string;
  restricted: boolean;
}

export interface Draft {
  mark: Mark;
  container: string;
  title: string;
  /** The tool's account that is to own it. */
  owner: string | null;
  due: string | null;
  body: string | null;
  /** The initiative in words for people (key and title) and its page; null for a class and for a private goal. */
  initiative: { key: string; title: string | null; url: string } | null;
}

/** How a tool says no. Decided once, in its gateway, from status and words; never holds a token or a request. */
export class ToolError extends Error {
  readonly kind: ToolErrorKind;
  readonly retryAfterMs: number | null;
  constructor(kind: ToolErrorKind, message: string, retryAfterMs: number | null = null) {
    super(message);
    this.kind = kind;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * limited: wait as told. signed_out: the token no longer holds. not_allowed: this account may not. missing: there is no
 * such thing, or it is hidden. unpaid: the tool's plan lacks it. refused: it says what is wrong with the request, or what
 * it says of this one thing can't be read.
 * unknown: no answer came, and doing it again could do it twice. unreachable: the tool is not there; try again later.
 */
export type ToolErrorKind =
  "limited" | "signed_out" | "not_allowed" | "missing" | "unpaid" | "refused" | "unknown" | "unreachable";
