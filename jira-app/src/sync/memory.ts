import type { PageAnswer } from "@throughline/shared/page";
import { now } from "../clock.ts";
import { isProjectId } from "../jira/projects.ts";

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
/** The ids of projects that the service still has under another name; null where Jira does not show us such a one. */
let named = new Map<string, string | null>();
let refusing = false;

export const memory = {
  answered({ containers, cursor }: PageAnswer): void {
    heard = { containers, cursor, at: now() };
  },
  /** The projects to read, if the service said so lately. */
  containers(): string[] | null {
    return heard !== null && Math.abs(now() - heard.at) < FRESH ? heard.containers : null;
  },
  learnt(ids: ReadonlyMap<string, string | null>): void {
    named = new Map([...named, ...ids]);
  },
  /** The ids of these projects, as far as Jira shows them to us; null while one of them was never looked up. */
  idsOf(containers: string[]): string[] | null {
    const ids = containers.map((container) => (isProjectId(container) ? container : named.get(container)));
    return ids.includes(undefined) ? null : [...new Set(ids.filter((id) => typeof id === "string"))];
  },
  /** The ids of the projects to read, as far as we know; what is outside of them never leaves Jira. */
  chosen(): string[] | null {
    return heard === null ? null : memory.idsOf(heard.containers);
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
    named = new Map();
    refusing = false;
  },
};
