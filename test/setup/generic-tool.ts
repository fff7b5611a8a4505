import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";

/** A tool that is connected by the generic webhook: how it signs and sends its page (api.md). */
export interface GenericTool {
  /** The service's answer to a page of these items. */
  tell: (...items: object[]) => Promise<Response>;
}

/** The headers of Standard Webhooks for this body. */
export const signedHeaders = (secret: string, id: string, at: Date, body: string): Record<string, string> => ({
  "webhook-id": id,
  "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
  "webhook-signature": new Webhook(secret).sign(id, at, body),
});

export function genericTool(url: string, connection: { id: string; secret: string }, now: () => Date): GenericTool {
  return {
    tell: (...items) => {
      const id = randomUUID();
      const body = JSON.stringify({ items });
      return fetch(`${url}/hooks/${connection.id}`, {
        method: "POST",
        headers: signedHeaders(connection.secret, id, now(), body),
        body,
        signal: AbortSignal.timeout(10_000),
      });
    },
  };
}
