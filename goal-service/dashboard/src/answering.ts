import { useSyncExternalStore } from "react";
import { z } from "zod/mini";
import { now } from "./clock.ts";

/**
 * Whether the service answers. Every reply and every beat of the live stream is heard; silence, or a reply that failed, is
 * looked into at once, so that nobody reads for longer than ten seconds what may no longer be so (product.md, rule 4).
 */

/** A little more than one beat of the stream (live/stream.ts). */
const SILENT_MS = 4_500;
/** How long the service has to say that it can serve. */
const SOON_MS = 3_000;
const LOOK_MS = 500;
/** The longest that a call may take while the service answers: creating in a slow tool, twice tried. */
const LONG_MS = 20_000;

export interface Silence {
  /** When it answered last, by its own clock. */
  since: number;
  /** What it says of itself, where it says anything. */
  why: string | null;
}

const NotReady = z.object({ reason: z.string(), stopping: z.optional(z.boolean()) });

let heardAt = performance.now();
let answeredAt = now();
let silence: Silence | null = null;
let looking = false;
let calls = new AbortController();
const listeners = new Set<() => void>();

function set(next: Silence | null): void {
  const turned = (silence === null) !== (next === null);
  silence = next;
  document.documentElement.toggleAttribute("data-unanswered", next !== null);
  if (turned && next !== null) {
    calls.abort();
    calls = new AbortController();
  }
  for (const listener of listeners) listener();
}

/** Something came from the service. */
export function heard(): void {
  heardAt = performance.now();
  answeredAt = now();
  if (silence !== null) set(null);
}

/** Asks the service whether it can serve; what can't be asked is silent. */
export async function look(): Promise<void> {
  if (looking) return;
  looking = true;
  try {
    const response = await fetch("/readyz", { method: "GET", cache: "no-store", signal: AbortSignal.timeout(SOON_MS) });
    const said = NotReady.safeParse(response.status === 503 ? await response.json() : null);
    if (response.status < 500 || said.data?.stopping === true) heard();
    else set({ since: answeredAt, why: said.data?.reason ?? null });
  } catch {
    set({ since: answeredAt, why: null });
  } finally {
    looking = false;
  }
}

/** How long a call may take: it ends when the service is found to be silent, and at the latest after a while. */
export const patience = (): AbortSignal =>
  AbortSignal.any([calls.signal, AbortSignal.timeout(silence === null ? LONG_MS : SOON_MS)]);

/** Watches while the page is looked at; `onAgain` is called when the service answers again. */
export function watch(onAgain: () => void): () => void {
  heardAt = performance.now();
  const timer = setInterval(() => {
    const quiet = performance.now() - heardAt > SILENT_MS;
    if (quiet && document.visibilityState === "visible") void look();
  }, LOOK_MS);
  let silent = silence !== null;
  const stop = onAnswering(() => {
    if (silent && silence === null) onAgain();
    silent = silence !== null;
  });
  return () => {
    clearInterval(timer);
    stop();
  };
}

function onAnswering(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Null while the service answers. */
export const useSilence = (): Silence | null => useSyncExternalStore(onAnswering, () => silence);
