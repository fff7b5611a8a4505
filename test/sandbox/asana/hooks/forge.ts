// An attacker who knows a target's address: a handshake that nobody asked for, then events signed with its secret.
import { randomBytes } from "node:crypto";
import { type Webhook } from "../state/model.ts";
import { deliver, shakeHands } from "./post.ts";

export async function forgeTakeover(hook: Webhook): Promise<{ handshake: unknown; events: unknown; taken: boolean }> {
  const secret = randomBytes(32).toString("hex");
  const handshake = await shakeHands(hook.target, secret);
  const event = {
    user: null,
    created_at: new Date(hook.createdAt).toISOString(),
    action: "changed" as const,
    resource: { gid: "1", resource_type: "task", resource_subtype: "default_task" },
    parent: null,
    change: { field: "completed", action: "changed" as const },
  };
  const events = await deliver(hook.target, secret, [event]);
  return {
    handshake: { status: handshake.status, echoed: handshake.secret === secret },
    events: { status: events.status },
    taken: events.ok,
  };
}
