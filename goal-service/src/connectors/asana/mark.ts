import type { Mark } from "@throughline/shared/link";
import { type Reach, ToolError } from "../connector.ts";
import { TASK_FIELDS } from "./fields.ts";
import { gatewayFor } from "./gateway.ts";
import { externalOf, isInitiativeField, isWritable, ownMark } from "./mark-text.ts";
import { data, Task } from "./task.ts";

/** Only what differs is written: every write moves the task's own clock and tells everybody who listens. */
export async function writeMark(reach: Reach, id: string, mark: Mark): Promise<void> {
  const gate = gatewayFor(reach);
  const fields = { opt_fields: TASK_FIELDS };
  const task = await gate.read(data(Task), ({ tasks }) => tasks.getTask(id, fields));
  const external = externalChange(task, mark);
  const changed = { ...external, ...fieldChange(task, mark) };
  const put = (body: object) => gate.set(({ tasks }) => tasks.updateTask({ data: body }, task.gid));
  if (Object.keys(changed).length === 0) return;
  await put(changed).catch((error: unknown) => {
    // A field left from a plan that was better; the mark itself needs no plan.
    const unpaid = error instanceof ToolError && error.kind === "unpaid" && "custom_fields" in changed;
    if (!unpaid) throw error;
    return Object.keys(external).length === 0 ? undefined : put(external);
  });
}

function externalChange(task: Task, mark: Mark): { external?: ReturnType<typeof externalOf> } {
  const is = ownMark(task);
  const same =
    task.external?.gid === mark.link &&
    is?.link === mark.link &&
    is.initiative === mark.initiative &&
    is.class === mark.class &&
    is.at === mark.at;
  return same ? {} : { external: externalOf(mark) };
}

/** A class has no key: the field then says nothing rather than what the task served before. */
function fieldChange(task: Task, mark: Mark): { custom_fields?: Record<string, string | null> } {
  const field = task.custom_fields.find((one) => isInitiativeField(one) && isWritable(one));
  const key = mark.initiative ?? null;
  return field === undefined || (field.text_value ?? "") === (key ?? "") ? {} : { custom_fields: { [field.gid]: key } };
}
