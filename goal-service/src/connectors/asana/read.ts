import type { Reach, ToolRead } from "../connector.ts";
import { childrenOf, itemsOf } from "./around.ts";
import { tasksById } from "./by-ids.ts";
import { KIN_FIELDS, TASK_FIELDS } from "./fields.ts";
import { gatewayFor } from "./gateway.ts";
import { besideUnread } from "./says-no.ts";
import { isWork, Kin, Task } from "./task.ts";

export async function read(reach: Reach, ids: readonly string[]): Promise<(ToolRead | null)[]> {
  const gate = gatewayFor(reach);
  const tasks = await tasksById(gate, reach, { schema: Task, fields: TASK_FIELDS }, ids);
  const work = tasks.flatMap((task) => (task !== null && isWork(task) ? [task] : []));
  const children = await childrenOf(gate, { schema: Kin, fields: KIN_FIELDS }, work);
  const { items: found, unread } = await itemsOf(gate, reach, work, children);
  if (unread.length > 0) throw besideUnread();
  const items = new Map(found.map((item) => [item.ref.id, item]));
  return tasks.map((task) => (task && items.get(task.gid)) ?? null);
}
