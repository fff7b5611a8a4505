// Webhooks: made, listed, changed, deleted. An app sees its own.
import { z } from "zod";
import { findTeam, workspace } from "../state/acme.ts";
import { Filter, type Webhook } from "../state/model.ts";
import { subscribe, targetFault } from "../hooks/subscribe.ts";
import { type Answer, type Call, created, Gid, nothing, ok, type Operation, readData } from "./operation.ts";
import { type Full, readShown, show, showCompact } from "./opt-fields.ts";
import { paged } from "./paging.ts";
import { badRequest, forbidden, unknownObject } from "./refusal.ts";
import { checkWorkspace, seenProject, seenTask } from "./seen.ts";
import { moment, named } from "./shapes.ts";

const Create = z.strictObject({ resource: Gid, target: z.string(), filters: z.array(Filter).optional() });
const Update = z.strictObject({ filters: z.array(Filter) });
const MOST_PER_RESOURCE = 1000;
const MOST_PER_USER = 10_000;

/** A workspace or team is broad: filters are required there and know no fields. */
const isBroad = (gid: string): boolean => gid === workspace.gid || findTeam(gid) !== undefined;

function resourceShape(call: Call, gid: string): Full {
  const { site } = call;
  const project = site.project(gid);
  if (project) return named(gid, "project", project.name);
  const task = site.anyTask(gid);
  if (task) return named(gid, "task", task.name);
  return gid === workspace.gid
    ? named(gid, "workspace", workspace.name)
    : named(gid, "team", findTeam(gid)?.name ?? "");
}

const full = (call: Call, hook: Webhook): Full => ({
  gid: hook.gid,
  resource_type: "webhook",
  active: true,
  resource: resourceShape(call, hook.resource),
  target: hook.target,
  created_at: moment(hook.createdAt),
  last_success_at: hook.lastSuccessAt === null ? null : moment(hook.lastSuccessAt),
  last_failure_at: hook.lastFailureAt === null ? null : moment(hook.lastFailureAt),
  last_failure_content: hook.lastFailure,
  delivery_retry_count: hook.retries,
  next_attempt_after: hook.nextAttemptAt === null ? null : moment(hook.nextAttemptAt),
  failure_deletion_timestamp: hook.deletionAt === null ? null : moment(hook.deletionAt),
  filters: hook.filters,
});

const whole = (call: Call, hook: Webhook): unknown =>
  show(full(call, hook), readShown("webhook", call.caller, call.query["opt_fields"]));

const mine = (call: Call): Webhook[] =>
  call.site.data.webhooks.filter(({ by, app }) => by === call.caller.user && app === call.caller.client);

function found(call: Call): Webhook {
  const gid = call.params["webhook"] ?? "";
  const hook = mine(call).find((entry) => entry.gid === gid);
  if (!hook) throw unknownObject("webhook", gid);
  return hook;
}

function checkFilters(resource: string, filters: Filter[]): void {
  if (isBroad(resource) && filters.length === 0) throw badRequest("filters: Missing input: required for this resource");
  for (const filter of filters) {
    if (filter.fields !== undefined && filter.action !== "changed")
      throw badRequest("filters: fields can only be used with action changed.");
    if (filter.fields !== undefined && isBroad(resource))
      throw badRequest("filters: fields cannot be used on this resource.");
    if (isBroad(resource) && ["task", "story"].includes(filter.resource_type ?? "task"))
      throw badRequest("filters: This resource does not hear of tasks.");
  }
}

async function create(call: Call): Promise<Answer> {
  const { resource, target, filters = [] } = readData(Create, call.data);
  if (!isBroad(resource)) {
    if (call.site.project(resource)) seenProject(call, resource, "resource");
    else seenTask(call, resource, "resource");
  }
  const fault = targetFault(target);
  if (fault !== undefined) throw badRequest(`target: ${fault}`);
  checkFilters(resource, filters);
  const { webhooks } = call.site.data;
  if (mine(call).some((hook) => hook.resource === resource && hook.target === target))
    throw forbidden("A webhook for this resource and target exists already.");
  if (webhooks.filter((hook) => hook.resource === resource).length >= MOST_PER_RESOURCE)
    throw forbidden("This resource has too many webhooks.");
  if (mine(call).length >= MOST_PER_USER) throw forbidden("You have too many webhooks.");
  const { user, client } = call.caller;
  const hook = await subscribe(call.site, { resource, target, filters, by: user, app: client });
  if (!hook) throw badRequest("The remote server did not respond with the handshake secret.");
  void call.hooks.greet(hook);
  return created(whole(call, hook), { "X-Hook-Secret": hook.secret });
}

export const webhookOperations: Operation[] = [
  {
    method: "GET",
    path: "/webhooks",
    scope: "webhooks:read",
    query: ["workspace", "resource", "limit", "offset"],
    run: (call) => {
      const { workspace: place, resource } = call.query;
      if (place === undefined) throw badRequest("workspace: Missing input");
      checkWorkspace(place);
      const shown = readShown("webhook", call.caller, call.query["opt_fields"]);
      const hooks = mine(call).filter((hook) => resource === undefined || hook.resource === resource);
      return paged(call, hooks, (hook) => showCompact(full(call, hook), shown, ["active", "resource", "target"]));
    },
  },
  { method: "POST", path: "/webhooks", scope: "webhooks:write", run: create },
  { method: "GET", path: "/webhooks/:webhook", scope: "webhooks:read", run: (call) => ok(whole(call, found(call))) },
  {
    method: "PUT",
    path: "/webhooks/:webhook",
    scope: "webhooks:write",
    run: (call) => {
      const hook = found(call);
      const { filters } = readData(Update, call.data);
      checkFilters(hook.resource, filters);
      hook.filters = filters;
      return ok(whole(call, hook));
    },
  },
  {
    method: "DELETE",
    path: "/webhooks/:webhook",
    scope: "webhooks:delete",
    run: (call) => {
      call.hooks.remove(found(call));
      return nothing;
    },
  },
];
