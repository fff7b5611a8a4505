import { setTimeout as sleep } from "node:timers/promises";

/** Tries until it holds, or until no machine could still be at it; then says why it did not. */
export async function eventually<T>(attempt: () => Promise<T>, withinMs = 15_000): Promise<T> {
  const tries = Math.ceil(withinMs / 100);
  for (let left = tries; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (left <= 0) throw error;
      await sleep(100);
    }
  }
}
