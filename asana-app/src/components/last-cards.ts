import type { Card } from "./shapes.ts";

/** More tasks than this are not remembered; those not seen for longest go first. */
const MOST = 5000;

interface Kept {
  /** Null: whoever asked then may not see it any more. */
  card: Card | null;
  at: Date;
  /** When the question began that this answers. */
  asked: number;
}

/** The last card of each viewer and task, for when the service is slow. Never one viewer's card for another. */
export class LastCards {
  readonly #cards = new Map<string, Kept>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** An answer that came late is older than one to a younger question, which stays. */
  keep(key: string, card: Card | null, asked: number): void {
    if ((this.#cards.get(key)?.asked ?? asked) > asked) return;
    this.#cards.delete(key);
    this.#cards.set(key, { card, at: new Date(this.#now()), asked });
    const [oldest] = this.#cards.keys();
    if (this.#cards.size > MOST && oldest !== undefined) this.#cards.delete(oldest);
  }

  last(key: string): { card: Card; at: Date } | null {
    const kept = this.#cards.get(key);
    return kept?.card ? { card: kept.card, at: kept.at } : null;
  }
}
