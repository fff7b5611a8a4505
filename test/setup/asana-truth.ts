import type { Client } from "@throughline/shared/client";
import { z } from "zod";
import type { AsanaWorkspace } from "./asana-workspace.ts";
import { itemsOf } from "./jira-truth.ts";

const Task = z.object({ gid: z.string(), name: z.string(), completed: z.boolean() });
type Task = z.infer<typeof Task>;

/** What both sides can say of a task, in the same words. */
export interface Told {
  id: string;
  title: string;
  over: boolean;
}

/** What a person of the workspace does there by hand: with their own token, so that the app's limits stay the app's. */
export async function byHand<T>(
  { url }: AsanaWorkspace,
  method: string,
  path: string,
  answer: z.ZodType<T>,
  data?: object,
): Promise<T> {
  const response = await fetch(`${url}/api/1.0${path}`, {
    method,
    headers: { authorization: "Bearer sandbox-pat:oskar.lindqvist@example.com", "content-type": "application/json" },
    ...(data && { body: JSON.stringify({ data }) }),
  });
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
  return z.object({ data: answer }).parse(await response.json()).data;
}

/** Every task of a project as Asana shows it now. */
export async function tasksOf(asana: AsanaWorkspace, project: string): Promise<Task[]> {
  const path = `/tasks?limit=100&opt_fields=name,completed&project=${asana.project(project)}`;
  return byHand(asana, "GET", path, z.array(Task));
}

export const toldByAsana = (tasks: readonly Task[]): Told[] =>
  tasks.map(({ gid, name, completed }) => ({ id: gid, title: name, over: completed })).sort(byId);

/** The same of those that the service knows as being there; subtasks, which no list of a project holds, left out. */
export async function toldByService(client: Client, connectionId: string, ids: readonly string[]): Promise<Told[]> {
  const items = await itemsOf(client, connectionId);
  return items
    .filter(({ presence, ref }) => presence === "live" && ids.includes(ref.id))
    .map(({ ref, title, status }) => ({
      id: ref.id,
      title,
      over: status.category === "done" || status.category === "cancelled",
    }))
    .sort(byId);
}

const byId = (a: Told, b: Told): number => a.id.localeCompare(b.id);

const Webhooks = z.object({ webhooks: z.array(z.object({ target: z.string() }).loose()) });

/** Where the sandbox's webhooks lead, and which projects they are of. */
export async function webhooksOf({ url }: AsanaWorkspace): Promise<string[]> {
  const shown = Webhooks.parse(await (await fetch(`${url}/sandbox/webhooks`)).json());
  return shown.webhooks.map((hook) => String(hook["resource"])).sort();
}
