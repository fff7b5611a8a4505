import { type Draft, type Reach, ToolError, type ToolRead } from "../connector.ts";
import { PROJECT_FIELDS, TASK_FIELDS } from "./fields.ts";
import { gatewayFor } from "./gateway.ts";
import { itemOf } from "./item.ts";
import { externalOf, isInitiativeField, isWritable } from "./mark-text.ts";
import { notesOf } from "./notes.ts";
import { OfOneThing } from "./says-no.ts";
import { data, isRestricted, Project, Task } from "./task.ts";

/**
 * One call makes the task with all that it carries; the project is read first, for its fields and for who sees it. What
 * keeps us from looking at it need not keep us from making a task in it.
 */
export async function create(reach: Reach, draft: Draft): Promise<ToolRead> {
  const gate = gatewayFor(reach);
  const fields = { opt_fields: PROJECT_FIELDS };
  const project = await gate
    .read(data(Project), ({ projects }) => projects.getProject(draft.container, fields))
    .catch((error: unknown) => {
      if (error instanceof OfOneThing) return null;
      throw error;
    });
  const make = (body: object) =>
    gate.make(data(Task), ({ tasks }) => tasks.createTask({ data: body }, { opt_fields: TASK_FIELDS }));
  const field = draft.initiative === null ? null : fieldIn(project);
  const task = await make(bodyOf(draft, field)).catch((error: unknown) => {
    // Fields are left from a plan that was better: nothing was made, so there is nothing to make twice.
    if (field !== null && error instanceof ToolError && error.kind === "unpaid") return make(bodyOf(draft, null));
    throw error;
  });
  // From here on the task is there: nothing more is asked that could fail and make it look as if it were not.
  const around = {
    container: draft.container,
    restricted: project === null || isRestricted(project),
    archived: project?.archived === true,
    subtasks: { done: 0, total: 0 },
    waits: false,
  };
  return itemOf(task, around, reach);
}

function fieldIn(project: Project | null): string | null {
  const fields = project?.custom_field_settings.map(({ custom_field: field }) => field) ?? [];
  return fields.find((field) => isInitiativeField(field) && isWritable(field))?.gid ?? null;
}

function bodyOf(draft: Draft, field: string | null): Record<string, unknown> {
  const { initiative, owner, due } = draft;
  const inField = initiative !== null && field !== null;
  return {
    name: draft.title,
    projects: [draft.container],
    external: externalOf(draft.mark),
    ...(owner !== null && { assignee: owner }),
    ...(due !== null && { due_on: due }),
    ...(inField && { custom_fields: { [field]: initiative.key } }),
    ...notesOf(draft.body, inField ? null : initiative),
  };
}
