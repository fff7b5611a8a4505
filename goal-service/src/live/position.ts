import type { Position } from "./events.ts";

/** A transaction that takes longer than this to commit is heard of by the next change of the same thing only. */
const WAIT_MS = 60_000;
const MOST_GAPS = 2000;

/**
 * Event numbers are given when a row is written and seen when it is committed, so a lower number can appear after a higher
 * one. Whoever only asks for "above the highest seen" loses it. We remember the gaps for a while and ask for them too.
 */
export class WorkspacePosition implements Position {
  readonly workspaceId: string;
  top: number;
  readonly #gaps = new Map<number, number>();

  constructor(workspaceId: string, latest: readonly number[], nowMs: number) {
    this.workspaceId = workspaceId;
    this.top = latest[0] ?? 0;
    for (const id of latest) this.saw(id, nowMs);
  }

  get gaps(): number[] {
    return [...this.#gaps.keys()];
  }

  /** Takes note of an event; false when it was known already. */
  saw(id: number, nowMs: number): boolean {
    if (id <= this.top) return this.#gaps.delete(id);
    for (let missing = Math.max(this.top + 1, id - MOST_GAPS); missing < id; missing++) {
      this.#gaps.set(missing, nowMs + WAIT_MS);
    }
    this.top = id;
    return true;
  }

  /** Lets go of gaps that nobody will fill any more: an undone transaction, or another workspace's number. */
  forget(nowMs: number): void {
    for (const [id, until] of this.#gaps) if (until <= nowMs || this.#gaps.size > MOST_GAPS) this.#gaps.delete(id);
  }
}
