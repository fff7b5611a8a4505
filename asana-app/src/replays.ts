import type { Clock } from "./clock.ts";

/** More requests than this are not remembered at once; the oldest go first. */
const MOST = 10_000;

/**
 * Answers by signature, until the signature ends: browsers and Asana send a submit again when the first answer is slow, and
 * both then get the one answer. A second line of defence: what is made is known by its linkId anyway.
 */
export class Replays<Answer> {
  readonly #answers = new Map<string, { answer: Promise<Answer>; endsAt: number }>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  once(hash: string, endsAt: number, answer: () => Promise<Answer>): Promise<Answer> {
    const known = this.#answers.get(hash);
    if (known) return known.answer;
    this.#forget();
    const made = answer();
    this.#answers.set(hash, { answer: made, endsAt });
    // A failure is not an answer: the next try begins anew.
    made.catch(() => this.#answers.delete(hash));
    return made;
  }

  #forget(): void {
    const now = this.#clock.now();
    for (const [hash, { endsAt }] of this.#answers) if (endsAt < now) this.#answers.delete(hash);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size >= MOST && oldest !== undefined) this.#answers.delete(oldest);
  }
}
