import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

/**
 * Named points between two writes of creation and of intake. In life they do nothing. Under THROUGHLINE_STOP_AT the
 * process says that it has reached the point and waits there for ever, so that a parent can kill it exactly there
 * (test/journeys/kill.test.ts). A write without a point between it and the one before fails test/house/points.test.ts.
 */
export const POINTS = [
  "hook: verified, not stored",
  "hook: stored, not answered",
  "intake: claimed, not applied",
  "intake: ids learnt, no reads applied",
  "intake: reads applied, no sweep taken",
  "sweep: page noted, not ended",
  "sweep: ended, nothing gone",
  "sweep: gone, nothing looked up",
  "intake: reads applied, unread not kept",
  "intake: reads applied, not synced",
  "intake: cursor moved, not synced",
  "intake: synced, nothing done",
  "intake: applied, not finished",
  "intake: finished, not committed",
  "intake: committed, not told",
  "link: stored, not recorded",
  "link: stored, not answered",
  "item: applied, not recorded",
  "item: applied, not committed",
  "item: committed, not answered",
  "health: claimed, not evaluated",
  "health: written, nothing wished",
  "health: written, not committed",
] as const;

/** Those that only creation in a tool that we call passes (test/journeys/birth-kill.test.ts). */
export const BIRTH_POINTS = [
  "birth: announced, not begun",
  "birth: somebody else's turn, not looked again",
  "birth: begun, not made",
  "birth: turn held, not made",
  "birth: made, not confirmed",
  "attach: announced, not read",
  "attach: read, not linked",
] as const;

/** Those on the way of a tool that is read: from its webhook to what it showed, and what we do there (test/journeys/pull-kill.test.ts). */
export const PULL_POINTS = [
  "hook: shaken hands, not answered",
  "touch: claimed, not read",
  "touch: read, not applied",
  "touch: parents asked for, nothing applied",
  "touch: applied, nothing gone",
  "touch: applied, not settled",
  "touch: settled, not committed",
  "touch: committed, nothing hidden",
  "touch: failed, turn not over",
  "wish: done, not noted",
  "wish: noted, not sent",
  "wish: to be read, not noted",
  "wish: failed, turn not over",
  "webhook: compared, not mended",
  "webhook: stray one given back, not the next",
  "webhook: next one not announced",
  "webhook: announced, not asked for",
  "webhook: asked for, not noted",
  "webhook: not ours, key not closed",
  "webhook: key closed, not given back",
  "reconcile: webhooks checked, not begun",
  "reconcile: page read, not applied",
  "reconcile: parents asked for, page not applied",
  "reconcile: page applied, nothing touched",
  "reconcile: page applied, cursor not moved",
  "reconcile: cursor moved, not committed",
  "reconcile: page kept, not ended",
  "reconcile: swept, not synced",
  "reconcile: synced, not committed",
  "turn: answered, not resumed",
  "turn: step taken, next not begun",
] as const;
/** Those of two sides that become one piece of work (test/journeys/mirror-kill.test.ts). */
export const MIRROR_POINTS = [
  "mirrors: held, not noted",
  "mirrors: noted, no side written",
  "mirrors: one side written, not the next",
  "mirrors: sides written, not ticked off",
  "mirrors: settled, not committed",
] as const;
export type Point =
  | (typeof POINTS)[number]
  | (typeof BIRTH_POINTS)[number]
  | (typeof PULL_POINTS)[number]
  | (typeof MIRROR_POINTS)[number];

let stopAt: string | undefined;
const toParent = (name: Point): void => void process.stdout.write(`${JSON.stringify({ at: name })}\n`);
let say = toParent;

export function stopAtPoint(name: string | undefined, reached = toParent): void {
  stopAt = name;
  say = reached;
}

/** The parent that will kill names the point when it starts the process, or later in a line: it is told when that is known. */
export function obeyParent(first: string, lines: Readable): void {
  stopAtPoint(first);
  createInterface({ input: lines }).on("line", (name) => {
    stopAtPoint(name);
    process.stdout.write(`${JSON.stringify({ stopsAt: name })}\n`);
  });
}

export async function point(name: Point): Promise<void> {
  if (stopAt !== name) return;
  say(name);
  await new Promise(() => undefined);
}
