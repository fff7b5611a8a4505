import { storableText } from "@throughline/shared/basics";
import { Mark } from "@throughline/shared/link";
import { z } from "zod";
import { HealthWish } from "../connections/health-wishes.ts";
import { type PullConnector, type Reach, ToolError } from "../connectors/connector.ts";
import { point } from "../points.ts";
import { tellQuestions } from "../connections/tell-questions.ts";
import { TRIES } from "../connections/tries.ts";
import { thingVerdict, toolVerdict } from "./retry.ts";
import { tellHealth } from "./tell-health.ts";
import { addTouches } from "./touches.ts";
import { ask, closeTurn, type Turn, TurnOver, write } from "./turn.ts";

/** What is wanted in the tool, as it stands in `wanted`: what a push connection's app is asked to do, we do ourselves. */
const Wish = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("mark"), value: Mark }),
  z.object({ kind: z.literal("comment"), value: z.string() }),
  z.object({ kind: z.literal("card"), value: z.object({ name: z.string(), url: z.string() }) }),
  z.object({ kind: z.literal("lookup") }),
  ...HealthWish.options,
]);
type Act = Exclude<z.infer<typeof Wish>, { kind: "lookup" }>;

interface Row {
  id: string;
  kind: string;
  ref: string;
  value: unknown;
  attempts: number;
}

/** Does the oldest wish that is due; false when there is none. Done twice is the same as once. */
export async function grantWish(turn: Turn): Promise<boolean> {
  const { rows } = await turn.held.query<Row>(
    `SELECT id, kind, ref, value, attempts FROM wanted
     WHERE workspace_id = $1 AND connection_id = $2 AND state = 'open' AND due_at <= $3 ORDER BY created_at, id LIMIT 1`,
    [turn.workspaceId, turn.connectionId, turn.ground.clock.now()],
  );
  const row = rows[0];
  if (!row) return false;
  try {
    const wish = Wish.parse(row);
    if (wish.kind === "lookup") await lookUp(turn, row);
    else if (wish.kind === "status") await once(turn, row, wish);
    else {
      await ask(turn, (connector, reach) => perform(connector, reach, row, wish));
      await point("wish: done, not noted");
      await note(turn, row, { state: "done", attempts: row.attempts + 1, error: null, inMs: 0 });
    }
  } catch (error) {
    await blame(turn, row, error);
  }
  return true;
}

function perform(connector: PullConnector, reach: Reach, { id, ref }: Row, wish: Act): Promise<void> {
  switch (wish.kind) {
    case "mark":
      return connector.writeMark(reach, ref, wish.value);
    case "comment":
      return connector.comment(reach, ref, { text: wish.value, reference: id });
    case "card":
      return connector.showCard(reach, ref, wish.value);
    case "field":
    case "status":
    case "goal":
      return tellHealth(connector.writeBack, reach, ref, wish);
  }
}

/** Reaches people and can't be taken back: noted first, so that whatever breaks in between, it is not sent twice. */
async function once(turn: Turn, row: Row, wish: Act): Promise<void> {
  await note(turn, row, { state: "done", attempts: row.attempts + 1, error: null, inMs: 0 });
  await point("wish: noted, not sent");
  try {
    await ask(turn, (connector, reach) => perform(connector, reach, row, wish));
  } catch (error) {
    await turn.held.query(`UPDATE wanted SET state = 'open', done_at = NULL WHERE workspace_id = $1 AND id = $2`, [
      turn.workspaceId,
      row.id,
    ]);
    throw error;
  }
}

/** An item that a full listing missed: read again, and gone when it is missed again. */
async function lookUp(turn: Turn, row: Row): Promise<void> {
  await write(turn, async (tx) => {
    const now = turn.ground.clock.now();
    await addTouches(tx, turn, [{ ref: row.ref, missedSince: now }], now);
    await point("wish: to be read, not noted");
    await tx.query(END, [turn.workspaceId, row.id, "done", row.attempts + 1, null, now, now, valueOf(row)]);
  });
}

const END = `WITH ended AS (UPDATE wanted SET state = $3, attempts = $4, error = $5, due_at = $6, done_at = CASE WHEN $3 = 'done' THEN $7::timestamptz END
  WHERE workspace_id = $1 AND id = $2 AND state = 'open' AND value IS NOT DISTINCT FROM $8::jsonb RETURNING id), ${tellQuestions("$7")}`;

/** A wish that changed while it was done is done again, as it is now. */
const valueOf = ({ value }: Row): string | null => (value === null ? null : JSON.stringify(value));

async function note(
  turn: Turn,
  row: Row,
  end: { state: "done" | "open" | "failed"; attempts: number; error: string | null; inMs: number },
): Promise<void> {
  const now = turn.ground.clock.now();
  const due = new Date(now.getTime() + end.inMs);
  await turn.held.query(END, [turn.workspaceId, row.id, end.state, end.attempts, end.error, due, now, valueOf(row)]);
}

/** What can't be done stays, and says why. */
async function blame(turn: Turn, row: Row, error: unknown): Promise<void> {
  if (error instanceof TurnOver) throw error;
  const verdict = error instanceof ToolError ? toolVerdict(error, row.kind === "comment" ? "comment" : "wish") : null;
  if (verdict === null) turn.ground.log.error({ error }, "a wish could not be done");
  const words = storableText(error instanceof Error ? error.message : String(error), 1000);
  const what = thingVerdict(verdict, { attempts: row.attempts, failures: turn.failures });
  if (what) await note(turn, row, { state: what.attempts >= TRIES ? "failed" : "open", error: words, ...what });
  await point("wish: failed, turn not over");
  if (verdict !== null && verdict.then !== "give_up") throw await closeTurn(turn, verdict);
}
