import { type Reach, ToolError, type ToolRead } from "../connector.ts";
import { childrenOf, itemsOf } from "./around.ts";
import { KIN_FIELDS, TASK_FIELDS } from "./fields.ts";
import { gatewayFor } from "./gateway.ts";
import { besideUnread } from "./says-no.ts";
import { data, Kin, Task } from "./task.ts";

/** Null only for Asana's plain "no such task": what is not found is made anew, so "not allowed" must not look like it. */
export async function findByMark(reach: Reach, linkId: string): Promise<ToolRead | null> {
  const gate = gatewayFor(reach);
  try {
    const fields = { opt_fields: TASK_FIELDS };
    const task = await gate.read(data(Task), ({ tasks }) => tasks.getTask(`external:${linkId}`, fields));
    const children = await childrenOf(gate, { schema: Kin, fields: KIN_FIELDS }, [task]);
    const [item] = (await itemsOf(gate, reach, [task], children)).items;
    if (item === undefined) throw besideUnread();
    return item;
  } catch (error) {
    if (error instanceof ToolError && error.kind === "missing") return null;
    throw error;
  }
}
