import type { Card } from "./shapes.ts";

/** More tasks than this are not remembered; those not seen for longest go first. */
const MOST = 5000;

/** The last card of each viewer and task, for when the service is slow. Never one viewer's card for another. */
export class LastCards {
  readonly #cards = new Map<string, { card: Card; at: Date }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  keep(key: string, card: Card): void {
    this.#cards.delete(key);
    this.#cards.set(key, { card, at: new Date(this.#now()) });
    const [oldest] = this.#cards.keys();
    if (this.#cards.size > MOST && oldest !== undefined) this.#cards.delete(oldest);
  }

  last(key: string): { card: Card; at: Date } | undefined {
    return this.#cards.get(key);
  }

  drop(key: string): void {
    this.#cards.delete(key);
  }
}
