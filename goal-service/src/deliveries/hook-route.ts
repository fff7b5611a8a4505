import type { IncomingMessage, ServerResponse } from "node:http";
import pLimit from "p-limit";
import { connectionOf, installationOf } from "../connections/installation.ts";
import { nextWanted } from "../connections/outbox.ts";
import { takeUninstall } from "../connections/uninstalled.ts";
import { cursorOf, secretsOf } from "../connections/hook-target.ts";
import { isEmpty, Unreadable } from "../connectors/connector.ts";
import { pushConnectorFor } from "../connectors/registry.ts";
import { standardWebhookHolds } from "../connectors/signature.ts";
import type { Ground } from "../ground.ts";
import { isTooDeep, TOO_DEEP } from "../http/json-depth.ts";
import { refusalOf } from "../http/refusals.ts";
import { newId } from "../ids.ts";
import { point } from "../points.ts";
import { hasLeft } from "../route.ts";
import { readBody, textOf } from "./read-body.ts";
import { idFromBody, storeDelivery } from "./receive.ts";
import { refusal, type Reply } from "./reply.ts";
import { fromSubscription } from "./subscription-hook.ts";

const unknown = () =>
  refusal(
    401,
    "bad_signature",
    "The signature does not hold, or there is no such connection. Sign `id.timestamp.body` with the connection's secret.",
  );

/** Bodies that are larger than this, or don't say, are read so many at once; the others wait where they are sent from. */
const SMALL = 64 * 1024;
const LARGE_AT_ONCE = 4;

const LONGEST_ID = 200;
const idTooLong = () => refusal(400, "invalid_input", `The webhook-id is longer than ${LONGEST_ID} characters.`);

/**
 * `POST /hooks/jira`, `POST /hooks/:connectionId` and, for a webhook that we asked a tool for,
 * `POST /hooks/:connectionId/:key`; in front of Express because it would cost more than all the rest:
 * raw body with a cap, connection, verify, store, answer. True when the request was one of these.
 */
export function hookRoute(
  ground: Ground,
  onStored: () => void,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const inLine = pLimit(LARGE_AT_ONCE);
  return (request, response) => {
    const [, to, key] = /^\/hooks\/([\w-]{1,100})(?:\/([\w-]{1,100}))?$/.exec(request.url?.split("?")[0] ?? "") ?? [];
    if (to === undefined) return false;
    const work = () => answer(ground, request, to, key);
    const isLarge = !(Number(request.headers["content-length"]) <= SMALL);
    void (isLarge ? inLine(work) : work()).then((reply) => {
      if (reply.status < 300) onStored();
      const body = JSON.stringify(reply.body);
      response
        .writeHead(reply.status, {
          "content-type": "application/json",
          "cache-control": "no-store",
          ...reply.headers,
          ...(reply.status === 413 && { connection: "close" }),
        })
        .end(body);
    });
    return true;
  };
}

async function answer(ground: Ground, request: IncomingMessage, to: string, key?: string): Promise<Reply> {
  try {
    if (request.method !== "POST") return refusal(405, "method_not_allowed", "Send a POST.");
    const body = await readBody(request);
    if (body === null) return refusal(413, "too_large", "The body is larger than 1 MiB. Send several pages.");
    if (isTooDeep(body)) return refusal(400, "invalid_input", TOO_DEEP);
    if (key !== undefined) return await fromSubscription(ground, request, { connectionId: to, key }, body);
    return to === "jira" ? await fromJira(ground, request, body) : await fromGeneric(ground, request, to, body);
  } catch (error) {
    // A sender that went away reads no answer, and sends again what it still wants us to have.
    if (hasLeft(request, error)) return refusal(400, "broken_off", "The request ended before its body did.");
    return whatWentWrong(ground, error);
  }
}

/** A page without items is a sign of life: two of them are the same bytes, and each of them counts. */
async function fromJira(ground: Ground, request: IncomingMessage, body: Buffer): Promise<Reply> {
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  const told = request.headers["x-throughline-site"];
  const installation = token === undefined ? null : await installationOf(ground, token, told);
  if (!installation) return refusal(401, "bad_signature", "The invocation token does not hold.");
  const parsed = pushConnectorFor("jira").parse(textOf(body), ground.clock.now());
  if (parsed.uninstalled) {
    await takeUninstall(ground, installation);
    return { status: 202, body: { rejected: [], dropped: [], wanted: [], containers: [], cursor: {} } };
  }
  const connection = await connectionOf(ground, installation);
  const given = request.headers["webhook-id"];
  if (given !== undefined && given.length > LONGEST_ID) return idTooLong();
  await point("hook: verified, not stored");
  await storeDelivery(
    ground,
    { workspaceId: connection.workspaceId, connectionId: connection.id },
    typeof given === "string" ? given : isEmpty(parsed) ? newId() : idFromBody(body),
    textOf(body),
  );
  await point("hook: stored, not answered");
  const wanted = await nextWanted(ground, connection.workspaceId, connection.id);
  return {
    status: 202,
    body: { rejected: parsed.rejected, dropped: parsed.dropped, wanted, ...(await cursorOf(ground, connection)) },
  };
}

async function fromGeneric(
  ground: Ground,
  request: IncomingMessage,
  connectionId: string,
  body: Buffer,
): Promise<Reply> {
  const header = (name: string) => String(request.headers[name] ?? "");
  const hook = {
    id: header("webhook-id"),
    timestamp: header("webhook-timestamp"),
    signature: header("webhook-signature"),
    body,
  };
  const target = await secretsOf(ground, connectionId);
  const holds = standardWebhookHolds(hook, target.secrets, ground.clock.now());
  if (!target.known || !holds || hook.id === "") return unknown();
  if (hook.id.length > LONGEST_ID) return idTooLong();
  const parsed = pushConnectorFor("generic").parse(textOf(body), ground.clock.now());
  await point("hook: verified, not stored");
  const received = await storeDelivery(ground, target, hook.id, textOf(body));
  await point("hook: stored, not answered");
  return { status: 202, body: { outcome: received.outcome, rejected: parsed.rejected, dropped: parsed.dropped } };
}

function whatWentWrong(ground: Ground, error: unknown): Reply {
  if (error instanceof Unreadable) return refusal(400, "invalid_input", error.message, { issues: error.issues });
  const known = refusalOf(error);
  if (known?.status === 503) ground.log.warn({ error }, "a hook can't be taken now");
  if (known) return { status: known.status, headers: known.headers, body: { error: known.body } };
  const id = newId();
  ground.log.error({ id, error }, "fault in a hook");
  return refusal(500, "fault", `Something failed on our side. Its number is ${id}.`);
}
