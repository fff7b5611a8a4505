import type { Session, Token } from "@throughline/shared/accounts";
import type { Credential } from "./credentials.ts";

export const showToken = ({ id, name, prefix, personId, createdAt, lastUsedAt, expiresAt }: Credential): Token => ({
  id,
  name,
  prefix,
  personId,
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
  expiresAt: expiresAt?.toISOString() ?? null,
});

/** `current`: the session of the browser that asks. */
export const showSession = (row: Credential, current?: string): Session => ({
  id: row.id,
  device: row.name,
  current: row.id === current,
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  expiresAt: row.expiresAt?.toISOString() ?? null,
});
