import { route } from "@forge/api";
import { z } from "zod";
import { jira } from "../jira/client.ts";
import { allProjects } from "../jira/projects.ts";
import { failed, good, type Outcome } from "../outcome.ts";
import { ask, service } from "../remote/goal-service.ts";
import type { AdminStatus, PayloadOf, RepairReply } from "../rpc.ts";
import { exchange } from "../sync/exchange.ts";
import { memory } from "../sync/memory.ts";
import { reconcile } from "../sync/reconcile.ts";
import { timeLeft } from "../sync/time-left.ts";
import type { Caller } from "./caller.ts";

const Permissions = z.looseObject({
  permissions: z.looseObject({ ADMINISTER: z.looseObject({ havePermission: z.boolean() }) }),
});

/** Every page of the app shares one resolver, so each admin call asks Jira itself whether this person administers it. */
async function mustAdminister(): Promise<Outcome<true>> {
  const query = new URLSearchParams({ permissions: "ADMINISTER" });
  const mine = await jira(Permissions, { as: "user", method: "GET", path: route`/rest/api/3/mypermissions?${query}` });
  if (!mine.ok) return mine;
  return mine.value.permissions.ADMINISTER.havePermission
    ? good(true)
    : failed({ kind: "denied", message: "Only a Jira administrator can change this." });
}

async function statusFor(caller: Caller): Promise<Outcome<AdminStatus>> {
  const [health, projects] = await Promise.all([ask(() => service(caller.accountId).getAppHealth({})), allProjects()]);
  if (!projects.ok) return projects;
  if (health.ok) {
    const { paired, code, connection, dashboard } = health.value;
    return good({ paired, code, connection, dashboard, projects: projects.value });
  }
  if (health.problem.kind !== "not_paired") return health;
  const { code } = health.problem;
  return good({ paired: false, code, connection: null, dashboard: null, projects: projects.value });
}

export async function adminStatus(caller: Caller): Promise<Outcome<AdminStatus>> {
  const allowed = await mustAdminister();
  if (!allowed.ok) return allowed;
  const status = await statusFor(caller);
  if (!status.ok || status.value.paired || status.value.code !== null) return status;
  // The first call of an unknown installation makes its pending connection, and that gives it a code.
  const first = await exchange({ items: [] });
  const code = !first.ok && first.problem.kind === "not_paired" ? first.problem.code : null;
  return code === null ? statusFor(caller) : good({ ...status.value, code });
}

export async function adminSetProjects(
  caller: Caller,
  { projects }: PayloadOf<"adminSetProjects">,
): Promise<Outcome<AdminStatus>> {
  const allowed = await mustAdminister();
  if (!allowed.ok) return allowed;
  const to = service(caller.accountId);
  const health = await ask(() => to.getAppHealth({}));
  if (!health.ok) return health;
  const { connection, code } = health.value;
  if (connection === null) return failed({ kind: "not_paired", code });
  const set = await ask(() => to.setContainers({ id: connection.id, containers: projects }));
  if (!set.ok) return set;
  memory.forget();
  return statusFor(caller);
}

/** As much as fits into one call; the page calls again until it is done, and each call goes on from the cursor. */
export async function adminRepair(): Promise<Outcome<RepairReply>> {
  const allowed = await mustAdminister();
  return allowed.ok ? reconcile(timeLeft(10_000)) : allowed;
}
