import { timingSafeEqual } from "node:crypto";
import type { PrismaTx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { newId } from "../ids.ts";
import { hashOf, type Kind as SecretKind, keyOf, newSecret } from "./secrets.ts";

/** API tokens, sessions and the ten-minute addresses of a start are one thing: a secret that acts as a person. */
export type Kind = Exclude<SecretKind, "invitation">;

const DAY = 24 * 3600_000;
export const SESSION_LIFE = 30 * DAY;
const LIFE: Record<Kind, number | null> = { token: null, session: SESSION_LIFE, "sign-in": 10 * 60_000 };
/** How often a use is noted. */
const NOTED_EVERY = 5 * 60_000;

export interface Credential {
  id: string;
  workspaceId: string;
  personId: string;
  kind: string;
  name: string;
  prefix: string;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  endedAt: Date | null;
}

export async function issueCredential(
  ground: Ground,
  kind: Kind,
  who: { workspaceId: string; personId: string },
  options: { name?: string; expiresAt?: Date | null; tx?: PrismaTx } = {},
): Promise<Credential & { text: string }> {
  const { workspaceId, personId } = who;
  const text = newSecret(kind, workspaceId);
  const now = ground.clock.now();
  const life = LIFE[kind];
  const data = {
    workspaceId,
    personId,
    id: newId(),
    kind,
    hash: hashOf(text),
    name: options.name ?? kind,
    prefix: text.slice(0, 3) + "…" + text.slice(-4),
    createdAt: now,
    expiresAt: options.expiresAt ?? (life === null ? null : new Date(now.getTime() + life)),
  };
  const row = await (options.tx ?? ground.db.prisma).credential.create({ data });
  return { ...row, text };
}

/** The row behind a secret, whatever became of it; null when it is unknown. */
export async function findCredential(tx: PrismaTx, kind: Kind, text: string): Promise<Credential | null> {
  const key = keyOf(text);
  if (!key) return null;
  const row = await tx.credential.findUnique({ where: { workspaceId_hash: key } });
  return row?.kind === kind ? row : null;
}

/** The person behind a secret, or null when it is unknown, ended or past its day; `noted` when its use was written down. */
export async function readCredential(
  ground: Ground,
  kind: Kind,
  text: string,
): Promise<(Credential & { noted: boolean }) | null> {
  const row = await findCredential(ground.db.prisma, kind, text);
  const now = ground.clock.now();
  if (!row || !works(row, now)) return null;
  if (row.lastUsedAt !== null && now.getTime() - row.lastUsedAt.getTime() < NOTED_EVERY)
    return { ...row, noted: false };
  return { ...(await noteUse(ground, kind, row, now)), noted: true };
}

export const works = (row: Pick<Credential, "endedAt" | "expiresAt">, now: Date): boolean =>
  row.endedAt === null && (row.expiresAt === null || row.expiresAt > now);

/** Who comes back stays signed in: a session ends thirty days after its last use. */
async function noteUse(ground: Ground, kind: Kind, row: Credential, now: Date): Promise<Credential> {
  const data = {
    lastUsedAt: now,
    ...(kind === "session" && { expiresAt: new Date(now.getTime() + SESSION_LIFE) }),
  };
  await ground.db.prisma.credential.updateMany({ where: { workspaceId: row.workspaceId, id: row.id }, data });
  return { ...row, ...data };
}

/** Ends a credential; true for exactly one caller, which is what makes a one-time address work once. */
export async function endCredential(
  ground: Ground,
  { workspaceId, id }: Pick<Credential, "workspaceId" | "id">,
  tx: PrismaTx = ground.db.prisma,
): Promise<boolean> {
  const endedAt = ground.clock.now();
  const { count } = await tx.credential.updateMany({ where: { workspaceId, id, endedAt: null }, data: { endedAt } });
  return count === 1;
}

/** Whether a given secret is the expected one, in constant time; no secret expected: never. */
export function isSame(given: string, expected: string | undefined): boolean {
  return expected !== undefined && timingSafeEqual(Buffer.from(hashOf(given)), Buffer.from(hashOf(expected)));
}
