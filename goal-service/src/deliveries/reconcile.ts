import { isStorable } from "@throughline/shared/basics";
import type { Sweep } from "@throughline/shared/page";
import { z } from "zod";
import { openNamesOf } from "../connections/container-names.ts";
import { noteSynced, noteTrouble } from "../connections/sync-state.ts";
import { type Changes, type PullConnector, type Reach, ToolError } from "../connectors/connector.ts";
import type { Tx } from "../db.ts";
import { newId } from "../ids.ts";
import { point } from "../points.ts";
import { applyReads } from "../work-items/apply.ts";
import { secondLook } from "./missed.ts";
import { touchParents } from "./parent-touches.ts";
import { toolVerdict } from "./retry.ts";
import { takeSweep } from "./sweep.ts";
import { addTouches } from "./touches.ts";
import {
  ask,
  closeTurn,
  type HeldRow,
  inTime,
  isInside,
  type Listing,
  LISTING_MS,
  type Turn,
  TurnOver,
  write,
} from "./turn.ts";
import { allHear, checkWebhooks } from "./webhooks.ts";

/** Changes are asked for this often where webhooks tell of them, and where they don't; everything is listed once a day. */
const POLL_MS = 60 * 60_000;
const DEAF_POLL_MS = 15 * 60_000;
const SWEEP_MS = 24 * 60 * 60_000;

const Due = z.object({
  containers: z.array(z.string()),
  cursor: z.record(z.string(), z.string()),
  poll_due: z.date().nullable(),
  /** Null: it has never been listed whole, and its first reconcile lists it anyway. */
  sweep_due: z.date().nullable(),
});

async function readDue(turn: Turn): Promise<z.infer<typeof Due>> {
  const { rows } = await turn.held.query(
    `SELECT containers, cursor, poll_due, sweep_due FROM connection WHERE workspace_id = $1 AND id = $2`,
    [turn.workspaceId, turn.connectionId],
  );
  return Due.parse(rows[0]);
}

/** One step of a reconcile that is due: its beginning, one page, or its end; false when none is due. */
export async function reconcile(turn: Turn): Promise<boolean> {
  const { listing } = turn;
  if (listing === null) {
    turn.listing = await beginListing(turn);
    return turn.listing !== null;
  }
  const container = listing.current?.container ?? listing.waiting[0];
  if (container === undefined) {
    turn.listing = null;
    await end(turn, listing);
    return true;
  }
  try {
    await takePage(turn, listing, container);
  } catch (error) {
    await giveUp(turn, listing, container, error);
  }
  return true;
}

async function beginListing(turn: Turn): Promise<Listing | null> {
  const due = await readDue(turn);
  const now = turn.ground.clock.now();
  const isDue = (at: Date | null) => at !== null && at <= now;
  if (!isDue(due.poll_due) && !isDue(due.sweep_due)) return null;
  await checkWebhooks(turn);
  const sweepId = isDue(due.sweep_due) && due.containers.length > 0 ? newId() : null;
  await point("reconcile: webhooks checked, not begun");
  if (sweepId !== null)
    await write(turn, (tx, { into }) => takeSweep(tx, turn.ground, into, sweepOf(sweepId, due.containers, false)));
  const asked = { pollDue: due.poll_due, sweepDue: due.sweep_due };
  return { sweepId, asked, waiting: due.containers, current: null, answered: [], problems: [] };
}

const sweepOf = (id: string, containers: string[], last: boolean): z.infer<typeof Sweep> => ({ id, containers, last });

/** The next page of a container and, in the same transaction, how far it goes: whoever is killed goes on there. */
async function takePage(turn: Turn, listing: Listing, container: string): Promise<void> {
  const { current } = listing;
  const page = current ? await inTime(turn, current.pages.next(), LISTING_MS) : await open(turn, listing, container);
  if (page.done === true) throw new Error("a listing ended without a last page");
  const { last } = page.value;
  const readAt = listing.current?.readAt ?? turn.ground.clock.now();
  await point("reconcile: page read, not applied");
  await applyOrTouch(turn, { ...page.value, container, readAt, sweepId: listing.sweepId });
  await point("reconcile: page kept, not ended");
  if (!last) return;
  listing.answered.push(container);
  nextContainer(listing);
}

function nextContainer(listing: Listing): void {
  listing.waiting.shift();
  listing.current = null;
}

/** Opened within the call that gets its first page, so that a token that has just ended is renewed for it. */
function open(turn: Turn, listing: Listing, container: string): Promise<IteratorResult<Changes>> {
  const begin = async (connector: PullConnector, reach: Reach) => {
    const { cursor } = await readDue(turn);
    const from = listing.sweepId === null ? (cursor[container] ?? null) : null;
    const readAt = turn.ground.clock.now();
    const pages = connector.changes(reach, container, from)[Symbol.asyncIterator]();
    const first = await pages.next();
    listing.current = { container, pages, readAt };
    return first;
  };
  return ask(turn, begin, LISTING_MS);
}

interface Page extends Changes {
  container: string;
  readAt: Date;
  sweepId: string | null;
}

/** A page that we fail to apply is taken apart: each of its items is read alone, so that only what is at fault fails. */
async function applyOrTouch(turn: Turn, page: Page): Promise<void> {
  try {
    await write(turn, (tx, row) => applyPage(tx, turn, row, page));
  } catch (error) {
    if (error instanceof TurnOver) throw error;
    turn.ground.log.error({ error }, "a page of changes could not be applied as a whole");
    const ids = page.items.map(({ ref }) => ref.id);
    await write(turn, (tx, row) => applyPage(tx, turn, row, { ...page, items: [] }, ids));
  }
}

async function applyPage(tx: Tx, turn: Turn, row: HeldRow, page: Page, alone: string[] = []): Promise<void> {
  const { items, missing, unread, container, readAt, sweepId } = page;
  const inside = items.filter((read) => isInside(row, read.ref.container));
  // What is told from here and lies elsewhere has left: like what is missing, it is looked for once more.
  const left = items.filter(({ ref }) => ref.container !== container && !isInside(row, ref.container));
  const arrivals = inside.filter(isStorable).map((read) => ({ read, readAt, deliveryId: null }));
  await touchParents(
    tx,
    turn,
    arrivals.map(({ read }) => read),
    readAt,
  );
  await point("reconcile: parents asked for, page not applied");
  await applyReads(tx, turn.ground, { ...row.into, sweepId }, arrivals);
  // What can't be read or stored is touched: read alone it fails where it can be seen, and holds nobody up.
  const odd = inside.filter((read) => !isStorable(read)).map((read) => read.ref.id);
  const missed = [...missing, ...left.map((read) => read.ref.id)].map((ref) => secondLook(ref, readAt));
  await point("reconcile: page applied, nothing touched");
  const there = [...unread, ...odd, ...alone].map((ref) => ({ ref, there: true as const }));
  const told = arrivals.map(({ read }) => read.ref.id);
  await addTouches(tx, turn, [...there, ...missed], readAt, told);
  await point("reconcile: page applied, cursor not moved");
  // A full listing begins anew when it breaks off, and only its end says more than the cursor that is kept.
  if (sweepId === null || page.last) await moveCursor(tx, turn, container, page.cursor);
  await point("reconcile: cursor moved, not committed");
}

async function moveCursor(tx: Tx, turn: Turn, container: string, cursor: string): Promise<void> {
  await tx.query(
    `UPDATE connection SET cursor = cursor || jsonb_build_object($3::text, $4::text) WHERE workspace_id = $1 AND id = $2`,
    [turn.workspaceId, turn.connectionId, container, cursor],
  );
}

/** A container that can't be listed is said and passed over; the tool's silence ends the turn, and all of it comes again. */
async function giveUp(turn: Turn, listing: Listing, container: string, error: unknown): Promise<void> {
  if (!(error instanceof ToolError)) throw error;
  const verdict = toolVerdict(error, "container");
  if (verdict.then === "give_up") throw error;
  const opened = listing.current !== null;
  listing.current = null;
  // A token that ends between two pages: the container is opened again, and with that a fresh token is asked for.
  if (error.kind === "signed_out" && opened) return;
  if (verdict.then !== "degrade" || error.kind === "signed_out") throw await closeTurn(turn, verdict);
  listing.problems.push({ container, problem: verdict.problem });
  nextContainer(listing);
}

async function end(turn: Turn, listing: Listing): Promise<void> {
  const now = turn.ground.clock.now();
  const later = (ms: number) => new Date(now.getTime() + ms);
  const { sweepId, asked, answered, problems } = listing;
  const listedWhole = sweepId !== null || asked.sweepDue === null;
  await write(turn, async (tx, { into }) => {
    if (sweepId !== null && answered.length > 0)
      await takeSweep(tx, turn.ground, into, sweepOf(sweepId, answered, true));
    await point("reconcile: swept, not synced");
    const next = {
      pollDue: later(problems.length === 0 && (await allHear(tx, turn)) ? POLL_MS : DEAF_POLL_MS),
      sweepDue: listedWhole ? later(SWEEP_MS) : null,
      asked,
    };
    const names = await openNamesOf(
      tx,
      turn,
      problems.map(({ container }) => container),
    );
    const said = problems.map(({ container, problem }) => `${names.get(container) ?? container}: ${problem}`);
    const problem = `Not every project can be read. ${said.join(" ")} Give the account that reads access to it, or leave it out.`;
    if (problems.length === 0) await noteSynced(tx, turn, next, now);
    else await noteTrouble(tx, turn, { degraded: true, problem, until: null, failures: 0, next }, now);
    await point("reconcile: synced, not committed");
  });
}

/** What a turn leaves open when it ends is let go; nobody waits for it. */
export function closeListing({ listing }: Turn): void {
  void listing?.current?.pages.return?.().catch(() => undefined);
}
