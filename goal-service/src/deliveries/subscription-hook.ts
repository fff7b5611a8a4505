import type { IncomingMessage } from "node:http";
import { findSubscription, keepHandshake } from "../connections/subscription-target.ts";
import { Unreadable } from "../connectors/connector.ts";
import { pullConnectorFor } from "../connectors/registry.ts";
import { asanaWebhookHolds } from "../connectors/signature.ts";
import type { Ground } from "../ground.ts";
import { newId } from "../ids.ts";
import { point } from "../points.ts";
import { textOf } from "./read-body.ts";
import { idFromBody, storeHeard } from "./receive.ts";
import { refusal, type Reply } from "./reply.ts";

/**
 * 401 also for an address that we gave up: a tool deletes its webhook at 410, and whoever restores a database or mistypes
 * PUBLIC_URL would lose all of them by it. At 401 the tool tries again, for a day, and then deletes it all the same.
 */
const unknown = () =>
  refusal(401, "bad_signature", "The signature does not hold, or there is no such webhook. Sign the raw body.");
const notNow = () =>
  refusal(403, "not_allowed", "A handshake is taken only while our own request for this webhook is open.");

/** A webhook that we asked for: it shakes hands once, then tells what changed, or that it is alive. */
export async function fromSubscription(
  ground: Ground,
  request: IncomingMessage,
  to: { connectionId: string; key: string },
  body: Buffer,
): Promise<Reply> {
  const target = await findSubscription(ground, to);
  const offered = request.headers["x-hook-secret"];
  if (typeof offered === "string") {
    const kept = /^[\x21-\x7e]{1,200}$/.test(offered) && (await keepHandshake(ground, target, offered));
    await point("hook: shaken hands, not answered");
    return kept ? { status: 200, body: {}, headers: { "x-hook-secret": offered } } : notNow();
  }
  const signature = String(request.headers["x-hook-signature"] ?? "");
  const holds = asanaWebhookHolds(body, signature, target.secrets);
  if (!target.known || !holds) return unknown();
  const deliveryId = isSignOfLife(target.tool, body) ? newId() : idFromBody(body);
  await point("hook: verified, not stored");
  const received = await storeHeard(ground, target, deliveryId, textOf(body));
  await point("hook: stored, not answered");
  return { status: 200, body: { outcome: received.outcome } };
}

/**
 * Two signs of life are the same bytes, and each counts. A body that the connector stumbles over is stored, and fails
 * where it can be seen and replayed.
 */
function isSignOfLife(tool: string, body: Buffer): boolean {
  try {
    return pullConnectorFor(tool)?.touches(textOf(body)).length === 0;
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    return false;
  }
}
