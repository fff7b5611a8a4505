import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Ground } from "../ground.ts";
import { newId } from "../ids.ts";

/**
 * API tokens, sessions and one-time addresses are one thing: 32 random bytes, of which only the SHA-256 is kept.
 * The workspace is written into the text, so that the row is found by its key like every other.
 */
export type Kind = "token" | "session" | "sign-in";

const LIFE: Record<Kind, number | null> = { token: null, session: 30 * 24 * 3600_000, "sign-in": 10 * 60_000 };
const PREFIX: Record<Kind, string> = { token: "tl_", session: "tls_", "sign-in": "tlo_" };

const hashOf = (secret: string) => createHash("sha256").update(secret).digest("base64url");

export interface Credential {
  id: string;
  workspaceId: string;
  personId: string;
  name: string;
  prefix: string;
  createdAt: Date;
  expiresAt: Date | null;
}

export async function issueCredential(
  ground: Ground,
  kind: Kind,
  who: { workspaceId: string; personId: string },
  options: { name?: string; expiresAt?: Date | null; text?: string } = {},
): Promise<Credential & { text: string }> {
  const workspace = Buffer.from(who.workspaceId.replaceAll("-", ""), "hex").toString("base64url");
  const text = options.text ?? `${PREFIX[kind]}${workspace}_${randomBytes(32).toString("base64url")}`;
  const now = ground.clock.now();
  const life = LIFE[kind];
  const row = {
    ...who,
    id: newId(),
    kind,
    hash: hashOf(text),
    name: options.name ?? kind,
    prefix: text.slice(0, 3) + "…" + text.slice(-4),
    createdAt: now,
    expiresAt: options.expiresAt ?? (life === null ? null : new Date(now.getTime() + life)),
  };
  await ground.db.prisma.credential.upsert({
    where: { workspaceId_hash: { workspaceId: row.workspaceId, hash: row.hash } },
    create: row,
    update: {},
  });
  return { ...row, text };
}

function workspaceIn(text: string): string | null {
  const hex = Buffer.from(/^tl[so]?_([\w-]{22})_/.exec(text)?.[1] ?? "", "base64url").toString("hex");
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return z.guid().safeParse(id).success ? id : null;
}

/** The person behind a secret, or null when it is unknown, ended or past its day. */
export async function readCredential(ground: Ground, kind: Kind, text: string): Promise<Credential | null> {
  const workspaceId = workspaceIn(text);
  if (!workspaceId) return null;
  const row = await ground.db.prisma.credential.findUnique({
    where: { workspaceId_hash: { workspaceId, hash: hashOf(text) } },
  });
  const now = ground.clock.now();
  const ended = row && (row.endedAt !== null || (row.expiresAt !== null && row.expiresAt <= now));
  if (row?.kind !== kind || ended) return null;
  return kind === "session" ? stayIn(ground, row, now) : row;
}

/** Ends a credential; true for exactly one caller, which is what makes a one-time address work once. */
export async function endCredential(ground: Ground, credential: Credential): Promise<boolean> {
  const { count } = await ground.db.prisma.credential.updateMany({
    where: { workspaceId: credential.workspaceId, id: credential.id, endedAt: null },
    data: { endedAt: ground.clock.now() },
  });
  return count === 1;
}

/** Whether a given secret is the expected one, in constant time; no secret expected: never. */
export function isSame(given: string, expected: string | undefined): boolean {
  return expected !== undefined && timingSafeEqual(Buffer.from(hashOf(given)), Buffer.from(hashOf(expected)));
}

const DAY = 24 * 3600_000;

/** Who comes back stays signed in: a session ends thirty days after its last use, noted once a day. */
async function stayIn(ground: Ground, row: Credential, now: Date): Promise<Credential> {
  const expiresAt = new Date(now.getTime() + (LIFE.session ?? 0));
  if (row.expiresAt !== null && expiresAt.getTime() - row.expiresAt.getTime() < DAY) return row;
  await ground.db.prisma.credential.updateMany({
    where: { workspaceId: row.workspaceId, id: row.id },
    data: { expiresAt },
  });
  return { ...row, expiresAt };
}
