import { isStorable, NOT_STORABLE, storableText } from "@throughline/shared/basics";
import { noteHidden } from "../connections/sync-state.ts";
import { ToolError, type ToolRead } from "../connectors/connector.ts";
import type { Tx } from "../db.ts";
import { point } from "../points.ts";
import { applyReads } from "../work-items/apply.ts";
import { applyGone } from "../work-items/gone.ts";
import { judgeMissed, lastSeen, missedAgain } from "./missed.ts";
import { touchParents } from "./parent-touches.ts";
import { TRIES } from "../connections/tries.ts";
import { thingVerdict, toolVerdict } from "./retry.ts";
import { dueTouches, type Settled, settleTouches, type Touch } from "./touches.ts";
import { ask, closeTurn, type HeldRow, isInside, type Turn, TurnOver, write } from "./turn.ts";

/** What the tool showed of the items that were asked for, and which containers answer where that matters. */
interface Sight {
  readAt: Date;
  reads: Map<string, ToolRead | null>;
  answering: ReadonlySet<string>;
}

/** Reads some of the items that are due and applies what the tool shows; false when none is due. */
export async function readTouches(turn: Turn): Promise<boolean> {
  const now = turn.ground.clock.now();
  const touches = await dueTouches(turn.held, turn, now, turn.connector.readsAtOnce);
  if (touches.length === 0) return false;
  await point("touch: claimed, not read");
  try {
    const sight = await look(turn, touches);
    await point("touch: read, not applied");
    const hidden = await write(turn, (tx, row) => apply(tx, turn, row, touches, sight));
    await point("touch: committed, nothing hidden");
    if (hidden.length > 0) await noteHidden(turn.held, turn, hidden, turn.ground.clock.now());
  } catch (error) {
    await blame(turn, touches, error);
  }
  return true;
}

async function look(turn: Turn, touches: readonly Touch[]): Promise<Sight> {
  const readAt = turn.ground.clock.now();
  const refs = touches.map(({ ref }) => ref);
  const found = await ask(turn, (connector, reach) => connector.read(reach, refs));
  if (found.length !== refs.length) throw new Error(`asked for ${refs.length} items, was shown ${found.length}`);
  const reads = new Map(refs.map((ref, index) => [ref, found[index] ?? null]));
  const missed = touches.filter(({ ref }) => !reads.get(ref)).map((touch) => ({ touch, outside: false }));
  const outside = touches.filter(({ ref, missed_since }) => reads.get(ref) && missed_since !== null);
  const moved = outside.map((touch) => ({ touch, outside: true }));
  return { readAt, reads, answering: await answering(turn, missedAgain([...missed, ...moved], readAt)) };
}

/** Which containers of these items the tool still shows. */
async function answering(turn: Turn, refs: readonly string[]): Promise<Set<string>> {
  const seen = await lastSeen(turn.held, turn, refs);
  const shown = new Set<string>();
  for (const container of new Set([...seen.values()].map(({ container: last }) => last)))
    if (await ask(turn, (connector, reach) => connector.seesContainer(reach, container))) shown.add(container);
  return shown;
}

/** Applies what was seen and ends the touches; the answer is the containers that did not answer. */
async function apply(
  tx: Tx,
  turn: Turn,
  row: HeldRow,
  touches: readonly Touch[],
  { readAt, reads, answering: visible }: Sight,
): Promise<string[]> {
  const { ground } = turn;
  const sound = [...reads.values()].flatMap((read) => (read && isInside(row, read.ref.container) ? [read] : []));
  await touchParents(tx, turn, sound, readAt);
  const shown = new Map(sound.map((read) => [read.ref.id, read]));
  const missed = touches.filter(({ ref }) => !shown.has(ref));
  const seen = await lastSeen(
    tx,
    turn,
    missed.map(({ ref }) => ref),
  );
  const answers = (container: string) => visible.has(container) || !isInside(row, container);
  const judged = new Map(
    missed.map((touch) => {
      const outside = reads.get(touch.ref) !== null;
      return [touch.ref, judgeMissed({ touch, outside }, seen.get(touch.ref), answers, readAt)];
    }),
  );
  const arrivals = sound.filter(isStorable).map((read) => ({ read, readAt, deliveryId: null }));
  const left = [...judged].flatMap(([ref, { what }]) => (what === "left" ? (reads.get(ref) ?? []) : []));
  const elsewhere = left.map((read) => ({ read, readAt, deliveryId: null, outside: true }));
  await point("touch: parents asked for, nothing applied");
  await applyReads(tx, ground, row.into, [...arrivals, ...elsewhere]);
  const gone = [...judged].flatMap(([ref, { what }]) => (what === "gone" ? [ref] : []));
  await point("touch: applied, nothing gone");
  await applyGone(tx, ground, row.into, gone);
  await point("touch: applied, not settled");
  const settled = touches.map((touch): Settled => {
    const read = shown.get(touch.ref);
    if (read && !isStorable(read)) return failed(touch, TRIES, readAt, NOT_STORABLE);
    const verdict = judged.get(touch.ref);
    const due = verdict && "due" in verdict ? verdict.due : null;
    const missedSince = verdict?.what === "again" ? verdict.missedSince : touch.missed_since;
    return { ref: touch.ref, asked: touch.asked, due, attempts: 0, error: null, missedSince: due && missedSince };
  });
  await settleTouches(tx, turn, settled, readAt);
  await point("touch: settled, not committed");
  return [
    ...new Set([...judged.values()].flatMap((verdict) => (verdict.what === "hidden" ? [verdict.container] : []))),
  ];
}

const failed = (touch: Touch, attempts: number, due: Date, error: string): Settled => ({
  ref: touch.ref,
  asked: touch.asked,
  due,
  attempts,
  error: storableText(error, 1000),
  missedSince: touch.missed_since,
});

/** A read that failed; of several that failed together each is tried alone next. */
async function blame(turn: Turn, touches: readonly Touch[], error: unknown): Promise<void> {
  if (error instanceof TurnOver) throw error;
  const now = turn.ground.clock.now();
  const verdict = error instanceof ToolError ? toolVerdict(error, "read") : null;
  const words = error instanceof Error ? error.message : String(error);
  if (verdict === null) turn.ground.log.error({ error }, "a read could not be applied");
  const notTheTool = verdict === null || verdict.then === "give_up";
  const settled = touches.flatMap((touch) => {
    if (notTheTool && touches.length > 1) return [failed(touch, touch.attempts + 1, now, words)];
    const what = thingVerdict(verdict, { attempts: touch.attempts, failures: turn.failures });
    return what ? [failed(touch, what.attempts, new Date(now.getTime() + what.inMs), words)] : [];
  });
  if (settled.length > 0) await settleTouches(turn.held, turn, settled, now);
  await point("touch: failed, turn not over");
  if (!notTheTool) throw await closeTurn(turn, verdict);
}
