import { Moment } from "@throughline/shared/basics";
import { maybe } from "@throughline/shared/tool-answer";
import { z } from "zod";
import { type Reach, ToolError } from "../connector.ts";
import { WEBHOOK_FIELDS } from "./fields.ts";
import { gatewayFor } from "./gateway.ts";
import { Gid } from "./task.ts";
import { kept } from "./text.ts";

/** Whatever our picture of a task depends on, and no comments: each of them would cost a read. */
const CHANGES = [
  "name",
  "completed",
  "assignee",
  "start_on",
  "due_on",
  "due_at",
  "approval_status",
  "custom_type_status_option",
  "memberships",
  "dependencies",
  "parent",
  "notes",
  "tags",
  "custom_fields",
  "actual_time_minutes",
];
const FILTERS = [
  { resource_type: "task", action: "changed", fields: CHANGES },
  ...["added", "removed", "deleted", "undeleted"].map((action) => ({ resource_type: "task", action })),
];

/** Asana gives the secret twice: to the target while this call is open, and here. */
const Made = z.object({ data: Gid, "X-Hook-Secret": z.string().min(1) });

export async function subscribe(
  reach: Reach,
  container: string,
  target: string,
): Promise<{ remoteId: string; secret: string }> {
  const wanted = { data: { resource: container, target, filters: FILTERS } };
  const made = await gatewayFor(reach).make(Made, ({ webhooks }) => webhooks.createWebhook(wanted));
  return { remoteId: made.data.gid, secret: made["X-Hook-Secret"] };
}

const Webhook = Gid.extend({
  active: maybe(z.boolean()),
  target: z.string(),
  last_success_at: maybe(Moment),
  last_failure_at: maybe(Moment),
  last_failure_content: maybe(z.string()),
  failure_deletion_timestamp: maybe(Moment),
});

export async function subscriptions(
  reach: Reach,
): Promise<{ remoteId: string; target: string; problem: string | null }[]> {
  const asked = { opt_fields: WEBHOOK_FIELDS };
  const found = await gatewayFor(reach).list(Webhook, ({ webhooks }, page) =>
    webhooks.getWebhooks(reach.tenant, { ...page, ...asked }),
  );
  return found.map((hook) => ({ remoteId: hook.gid, target: hook.target, problem: problemOf(hook) }));
}

function problemOf(hook: z.infer<typeof Webhook>): string | null {
  if (hook.active === false) return "Asana has switched it off.";
  const failed = hook.last_failure_at ?? null;
  if (failed === null || (hook.last_success_at != null && Date.parse(hook.last_success_at) >= Date.parse(failed)))
    return null;
  const why = kept(hook.last_failure_content ?? "", 200);
  const ends = hook.failure_deletion_timestamp ?? null;
  return [
    `Asana could not deliver at ${failed}${why === "" ? "." : `: ${why}`}`,
    ...(ends === null ? [] : [`It gives up at ${ends}.`]),
  ].join(" ");
}

/** One that is gone already is what we want. */
export async function unsubscribe(reach: Reach, remoteId: string): Promise<void> {
  try {
    await gatewayFor(reach).set(({ webhooks }) => webhooks.deleteWebhook(remoteId));
  } catch (error) {
    if (!(error instanceof ToolError) || error.kind !== "missing") throw error;
  }
}
