import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";

/** A tool that is connected by the generic webhook: how it signs and sends its page (api.md). */
export interface GenericTool {
  /** The service's answer to a page of these items. */
  tell: (...items: object[]) => Promise<Response>;
}

export function genericTool(url: string, connection: { id: string; secret: string }, now: () => Date): GenericTool {
  return {
    tell: (...items) => {
      const id = randomUUID();
      const body = JSON.stringify({ items });
      return fetch(`${url}/hooks/${connection.id}`, {
        method: "POST",
        headers: {
          "webhook-id": id,
          "webhook-timestamp": String(Math.floor(now().getTime() / 1000)),
          "webhook-signature": new Webhook(connection.secret).sign(id, now(), body),
        },
        body,
        signal: AbortSignal.timeout(10_000),
      });
    },
  };
}
