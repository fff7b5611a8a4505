import type { ItemRead, Rejected } from "@throughline/shared/page";
import type { Done, Sweep } from "@throughline/shared/page";
import type { z } from "zod";

/** What a delivery means in our words: items as a tool said they are, each read at `readAt` by the sender's clock. */
export interface Parsed {
  items: ItemRead[];
  /** Items that don't have the right shape; the rest of the page is taken. */
  rejected: z.infer<typeof Rejected>[];
  sweep: z.infer<typeof Sweep> | null;
  done: z.infer<typeof Done>[];
  readAt: Date | null;
  /** How far a reconcile came, per container; null when this page is not part of one. */
  cursor: Record<string, string> | null;
}

/** The page as a whole can't be read; each issue says what is wrong and where. */
export class Unreadable extends Error {
  readonly issues: { path: string; message: string }[];
  constructor(message: string, issues: { path: string; message: string }[] = []) {
    super(message);
    this.issues = issues;
  }
}

/**
 * A translator for one tool. It parses, and later reads and creates; it touches no database, never sleeps, knows no other
 * connector and no clock.
 */
export interface Connector {
  /** push: deliveries bring the read with them. */
  mode: "push";
  /** True where our app can write the mark into the tool for us, through the outbox. */
  writesMarks: boolean;
  parse: (body: string) => Parsed;
}
