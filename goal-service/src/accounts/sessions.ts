import type { Session } from "@throughline/shared/accounts";
import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import type { PrismaTx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { record } from "../history.ts";
import { Refused } from "../refusal.ts";
import type { Browser } from "./browser.ts";
import { type Caller, signedInPerson } from "./caller.ts";
import { showSession } from "./credential-wire.ts";
import { issueCredential } from "./credentials.ts";
import { endFormer, endOwn, listOwn } from "./own-credentials.ts";

/** A new session of this person in this browser, whose former one ends; the answer is the cookie's text. */
export async function beginSession(tx: PrismaTx, ground: Ground, by: Caller, browser: Browser): Promise<string> {
  await endFormer(tx, ground, browser.session);
  const who = { workspaceId: by.workspaceId, personId: signedInPerson(by).id };
  const made = await issueCredential(ground, "session", who, { name: browser.device, tx });
  await record(tx, ground, by, { action: "create", kind: "session", id: made.id, no: 1, body: showSession(made) });
  return made.text;
}

/** Where the caller is signed in. */
export async function listSessions(
  ground: Ground,
  caller: Caller,
  asked: ParsedInputOf<typeof endpoints.listSessions>,
): Promise<{ items: Session[]; next: string | null }> {
  const { items, next } = await listOwn(ground, caller, "session", asked);
  return { items: items.map((row) => showSession(row, caller.session)), next };
}

export async function endSession(ground: Ground, caller: Caller, id: string): Promise<Session> {
  const row = await endOwn(ground, caller, "session", id);
  return showSession(row, caller.session);
}

export async function signOut(ground: Ground, caller: Caller, browser: Browser): Promise<{ signedOut: true }> {
  if (caller.session === undefined) {
    throw new Refused("not_allowed", "Only a browser signs out. An API token is revoked: DELETE /tokens/:id.");
  }
  await endSession(ground, caller, caller.session);
  browser.forget();
  return { signedOut: true };
}
