import type { PageAnswer } from "@throughline/shared/page";
import { now } from "../clock.ts";

/**
 * What one warm instance of the app remembers between calls. Nothing here is needed for being right: whatever is
 * forgotten is asked again, so the app needs no storage of its own.
 */
interface Heard {
  containers: string[];
  cursor: Record<string, string>;
  at: number;
}

const FRESH = 5 * 60_000;

let heard: Heard | null = null;
let refusing = false;

export const memory = {
  answered({ containers, cursor }: PageAnswer): void {
    heard = { containers, cursor, at: now() };
  },
  /** The projects to read, if the service said so lately. */
  containers(): string[] | null {
    return heard !== null && Math.abs(now() - heard.at) < FRESH ? heard.containers : null;
  },
  refused(): void {
    refusing = true;
  },
  /** True once, at the first answer after a refusal. */
  recovered(): boolean {
    const was = refusing;
    refusing = false;
    return was;
  },
  forget(): void {
    heard = null;
    refusing = false;
  },
};
