import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import type { Token } from "@throughline/shared/people";
import type { z } from "zod";
import type { Caller } from "../accounts/caller.ts";
import { issueCredential } from "../accounts/credentials.ts";
import { asUuid } from "../goals/visibility.ts";
import type { Ground } from "../ground.ts";
import { Refused } from "../refusal.ts";
import { showToken } from "./wire.ts";

type TokenWire = z.output<typeof Token>;
type Listing = ParsedInputOf<typeof endpoints.listTokens>;
type Create = ParsedInputOf<typeof endpoints.createToken>;

/** The caller's own tokens that still work, newest first; the cursor is the last id shown. */
export async function listTokens(
  ground: Ground,
  caller: Caller,
  asked: Listing,
): Promise<{ items: TokenWire[]; next: string | null }> {
  const personId = personOf(caller);
  const now = ground.clock.now();
  const rows = await ground.db.prisma.credential.findMany({
    where: {
      workspaceId: caller.workspaceId,
      personId,
      kind: "token",
      endedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
      ...(asked.cursor !== undefined && { id: { lt: asUuid(asked.cursor) } }),
    },
    orderBy: { id: "desc" },
    take: asked.limit + 1,
  });
  const items = rows.slice(0, asked.limit).map(showToken);
  return { items, next: rows.length > asked.limit ? (items.at(-1)?.id ?? null) : null };
}

export async function createToken(
  ground: Ground,
  caller: Caller,
  input: Create,
): Promise<TokenWire & { token: string }> {
  const expiresAt = input.expiresAt === undefined ? null : new Date(input.expiresAt);
  if (expiresAt !== null && expiresAt <= ground.clock.now()) {
    throw new Refused("expired", "This token would already have ended. Give a later moment, or none.");
  }
  const who = { workspaceId: caller.workspaceId, personId: personOf(caller) };
  const made = await issueCredential(ground, "token", who, { name: input.name, expiresAt });
  return { ...showToken(made), token: made.text };
}

/** A token acts as a person, so only a person has any. */
function personOf(caller: Caller): string {
  if (caller.connection || !caller.person) {
    throw new Refused("not_allowed", "Tokens belong to people. Sign in to Throughline to make one.");
  }
  return caller.person.id;
}
