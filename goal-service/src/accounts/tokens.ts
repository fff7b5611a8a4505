import type { Token } from "@throughline/shared/accounts";
import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import { prismaTransaction } from "../database/transaction.ts";
import type { PrismaTx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { record } from "../history.ts";
import { Refused } from "../refusal.ts";
import { type Caller, signedInPerson } from "./caller.ts";
import { showToken } from "./credential-wire.ts";
import { issueCredential } from "./credentials.ts";
import { endOwn, listOwn } from "./own-credentials.ts";

type Listing = ParsedInputOf<typeof endpoints.listTokens>;
type Create = ParsedInputOf<typeof endpoints.createToken>;

export async function listTokens(
  ground: Ground,
  caller: Caller,
  asked: Listing,
): Promise<{ items: Token[]; next: string | null }> {
  const { items, next } = await listOwn(ground, caller, "token", asked);
  return { items: items.map(showToken), next };
}

export async function createToken(ground: Ground, caller: Caller, input: Create): Promise<Token & { token: string }> {
  const expiresAt = input.expiresAt === undefined ? null : new Date(input.expiresAt);
  if (expiresAt !== null && expiresAt <= ground.clock.now()) {
    throw new Refused("expired", "This token would already have ended. Give a later moment, or none.");
  }
  return prismaTransaction(ground.db, (tx) => makeToken(tx, ground, caller, { name: input.name, expiresAt }));
}

export async function makeToken(
  tx: PrismaTx,
  ground: Ground,
  caller: Caller,
  { name, expiresAt }: { name: string; expiresAt: Date | null },
): Promise<Token & { token: string }> {
  const who = { workspaceId: caller.workspaceId, personId: signedInPerson(caller).id };
  const made = await issueCredential(ground, "token", who, { name, expiresAt, tx });
  const body = showToken(made);
  await record(tx, ground, caller, { action: "create", kind: "token", id: made.id, no: 1, body });
  return { ...body, token: made.text };
}

export async function endToken(ground: Ground, caller: Caller, id: string): Promise<Token> {
  return showToken(await endOwn(ground, caller, "token", id));
}
