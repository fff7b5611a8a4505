import { isDeepStrictEqual } from "node:util";
import { STATE_WORDS } from "@throughline/shared/health/words";
import { HealthState } from "@throughline/shared/vocabulary";
import { z } from "zod";
import { pullTools } from "../connectors/registry.ts";
import type { Tx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { newId } from "../ids.ts";
import { type Told, waitingOrDone } from "./last-wishes.ts";
import { readSettings, type Settings } from "./settings.ts";

/**
 * Health goes out into a tool where an admin asked for it, above the items and never into one (product.md, rule 8): as
 * wishes, so that they are done and repeated like all others. `goalIds`: whose report changed; null: all, when an admin
 * has just switched it on. A private goal is told nowhere.
 */
export async function wishHealth(
  tx: Tx,
  ground: Ground,
  workspaceId: string,
  goalIds: readonly string[] | null,
): Promise<void> {
  const asked = await askedFor(tx, workspaceId);
  if (asked.length === 0) return;
  const containers = await mainGoals(tx, workspaceId, asked, goalIds);
  const natives = await nativeGoals(tx, workspaceId, asked, goalIds);
  const wanted = [
    ...containers.flatMap((row) => containerWishes(ground, row)),
    ...natives.map((row) => nativeWish(ground, row)),
  ];
  const told = await waitingOrDone(tx, workspaceId, wanted);
  for (const wish of wanted) await put(tx, ground, workspaceId, wish, told(wish));
}

interface Asked {
  id: string;
  writeBack: Settings["writeBack"];
}

async function askedFor(tx: Tx, workspaceId: string): Promise<Asked[]> {
  const { rows } = await tx.query<{ id: string; settings: unknown }>(
    `SELECT id, settings FROM connection WHERE workspace_id = $1 AND tool = ANY($2) AND state <> 'ended'`,
    [workspaceId, pullTools()],
  );
  const read = rows.map(({ id, settings }) => ({ id, writeBack: readSettings(settings).writeBack }));
  return read.filter(({ writeBack }) => Object.values(writeBack).includes(true));
}

interface MainGoal {
  connection_id: string;
  container: string;
  key: string;
  title: string;
  state: string;
  writeBack: Settings["writeBack"];
}

/** A container shows the goal that most of its open work serves. */
const MAIN = `
  WITH touched AS (
    SELECT DISTINCT w.connection_id, w.container FROM work_item w JOIN initiative i ON i.workspace_id = w.workspace_id AND i.id = w.initiative_id
    WHERE w.workspace_id = $1 AND w.connection_id = ANY($2::uuid[]) AND ($3::uuid[] IS NULL OR i.goal_id = ANY($3::uuid[]))
      AND w.presence = 'live' AND w.category IN ('todo', 'doing'))
  SELECT DISTINCT ON (t.connection_id, t.container) t.connection_id, t.container, 'G-' || g.no AS key, g.title, h.state
  FROM touched t
  JOIN work_item w ON w.workspace_id = $1 AND w.connection_id = t.connection_id AND w.container = t.container
    AND w.presence = 'live' AND w.category IN ('todo', 'doing')
  JOIN initiative i ON i.workspace_id = w.workspace_id AND i.id = w.initiative_id
  JOIN goal g ON g.workspace_id = i.workspace_id AND g.id = i.goal_id AND NOT g.private
  JOIN goal_health h ON h.workspace_id = g.workspace_id AND h.goal_id = g.id
  GROUP BY t.connection_id, t.container, g.no, g.title, h.state
  ORDER BY t.connection_id, t.container, count(*) DESC, g.no`;

async function mainGoals(
  tx: Tx,
  workspaceId: string,
  asked: readonly Asked[],
  goalIds: readonly string[] | null,
): Promise<MainGoal[]> {
  const outward = asked.filter(({ writeBack }) => writeBack.projectField || writeBack.statusUpdate);
  if (outward.length === 0) return [];
  const { rows } = await tx.query<Omit<MainGoal, "writeBack">>(MAIN, [
    workspaceId,
    outward.map(({ id }) => id),
    goalIds,
  ]);
  return rows.flatMap((row) => {
    const writeBack = outward.find(({ id }) => id === row.connection_id)?.writeBack;
    return writeBack ? [{ ...row, writeBack }] : [];
  });
}

interface NativeGoal {
  connection_id: string;
  key: string;
  state: string;
  now: number | null;
}

/** Every changed goal, for the tool's own goal that may name it: whether one does, only the tool knows. */
async function nativeGoals(
  tx: Tx,
  workspaceId: string,
  asked: readonly Asked[],
  goalIds: readonly string[] | null,
): Promise<NativeGoal[]> {
  const ids = asked.filter(({ writeBack }) => writeBack.nativeGoal).map(({ id }) => id);
  if (ids.length === 0) return [];
  const { rows } = await tx.query<NativeGoal>(
    `SELECT c.id AS connection_id, 'G-' || g.no AS key, h.state, r.value AS now
     FROM goal g JOIN goal_health h ON h.workspace_id = g.workspace_id AND h.goal_id = g.id
     CROSS JOIN unnest($2::uuid[]) AS c(id)
     LEFT JOIN LATERAL (SELECT id FROM key_result WHERE workspace_id = g.workspace_id AND goal_id = g.id AND removed_at IS NULL ORDER BY id LIMIT 1) k ON true
     LEFT JOIN LATERAL (SELECT value FROM current_reading WHERE workspace_id = g.workspace_id AND key_result_id = k.id ORDER BY "on" DESC LIMIT 1) r ON true
     WHERE g.workspace_id = $1 AND NOT g.private AND g.state = 'active' AND ($3::uuid[] IS NULL OR g.id = ANY($3::uuid[]))`,
    [workspaceId, ids, goalIds],
  );
  return rows;
}

/** What travels out: shown in a field, posted as an update, set on the tool's own goal. */
export const HealthWish = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("field"), value: z.object({ words: z.string() }) }),
  z.object({
    kind: z.literal("status"),
    value: z.object({ status: z.enum(["on_track", "at_risk", "off_track"]), title: z.string(), text: z.string() }),
  }),
  z.object({
    kind: z.literal("goal"),
    value: z.object({
      url: z.string(),
      now: z.number().nullable(),
      status: z.enum(["green", "yellow", "red"]).nullable(),
    }),
  }),
]);

export type Outgoing = z.infer<typeof HealthWish> & { connectionId: string; ref: string };

const UPDATES = { green: "on_track", amber: "at_risk", red: "off_track" } as const;
const NATIVE = { green: "green", amber: "yellow", red: "red" } as const;
const isJudged = (state: string): state is keyof typeof UPDATES => state in UPDATES;

function containerWishes(
  ground: Ground,
  { connection_id, container, key, title, state, writeBack }: MainGoal,
): Outgoing[] {
  const words = STATE_WORDS[HealthState.parse(state)];
  const to = { connectionId: connection_id, ref: container };
  const page = `${ground.config.publicUrl}/goals/${key}`;
  return [
    ...(writeBack.projectField ? [{ ...to, kind: "field" as const, value: { words } }] : []),
    ...(writeBack.statusUpdate && isJudged(state)
      ? [
          {
            ...to,
            kind: "status" as const,
            value: {
              status: UPDATES[state],
              title: `Goal health: ${words}`,
              text: `“${title}” is ${words.toLowerCase()}. Why, and what would help: ${page}`,
            },
          },
        ]
      : []),
  ];
}

const nativeWish = (ground: Ground, { connection_id, key, state, now }: NativeGoal): Outgoing => ({
  connectionId: connection_id,
  ref: key,
  kind: "goal",
  value: { url: `${ground.config.publicUrl}/goals/${key}`, now, status: isJudged(state) ? NATIVE[state] : null },
});

/**
 * The same as last time is nothing new. What still waits is brought up to date, so that a goal which turns back before
 * it was told is not told at all. An update reaches people: the first sight of a state is none, and one a day is enough.
 */
async function put(tx: Tx, ground: Ground, workspaceId: string, wish: Outgoing, told: Told): Promise<void> {
  const now = ground.clock.now();
  const value = JSON.stringify(wish.value);
  const same = told.done !== undefined && isDeepStrictEqual(told.done.value, wish.value);
  if (told.waiting) {
    const change = same ? `DELETE FROM wanted` : `UPDATE wanted SET value = $3`;
    const at = [workspaceId, told.waiting.id];
    await tx.query(`${change} WHERE workspace_id = $1 AND id = $2 AND state = 'open'`, same ? at : [...at, value]);
    return;
  }
  if (same) return;
  const first = wish.kind === "status" && told.done === undefined;
  const due =
    wish.kind === "status" && told.done ? new Date(Math.max(now.getTime(), told.done.at.getTime() + DAY_MS)) : now;
  await tx.query(
    `INSERT INTO wanted (workspace_id, id, connection_id, kind, ref, value, state, created_at, due_at, done_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      workspaceId,
      newId(),
      wish.connectionId,
      wish.kind,
      wish.ref,
      value,
      first ? "done" : "open",
      now,
      due,
      first ? now : null,
    ],
  );
}

const DAY_MS = 86_400_000;
