import { ItemRead } from "@throughline/shared/page";
import { usableItem } from "@throughline/shared/usable-item";
import type { z } from "zod";
import type { ToolRead } from "../connector.ts";
import { claimOf } from "./mark-text.ts";
import { mirrorsIn } from "./mirrors.ts";
import { type Rules, stateOf } from "./state.ts";
import type { Task } from "./task.ts";
import { kept } from "./text.ts";

/** What a task alone does not say of itself. */
export interface Around {
  /** The project that it counts in; the workspace for one that lies in none. */
  container: string;
  /** What people call it. */
  containerName?: string | undefined;
  restricted: boolean;
  archived: boolean;
  subtasks: { done: number; total: number };
  /** Something it depends on is not done. */
  waits: boolean;
}

export function itemOf(task: Task, around: Around, rules: Rules): ToolRead {
  const { id, name, category, blocked, tick } = stateOf(task, around, rules);
  const { assignee } = task;
  const type = kept(task.resource_subtype ?? "", 100);
  const item: z.input<typeof ItemRead> = {
    ref: { container: around.container, id: task.gid },
    ...(around.containerName !== undefined && { container: { name: kept(around.containerName, 200) } }),
    title: kept(task.name, 1000) || "Untitled task",
    url: task.permalink_url,
    ...(type !== "" && { type }),
    status: { id, name, category },
    blocked,
    assignees: assignee ? [{ remoteId: assignee.gid, ...nameOf(assignee.name) }] : [],
    labels: task.tags.slice(0, 200).flatMap((tag) => kept(tag.name, 255) || []),
    due: task.due_on ?? null,
    spentMinutes: Math.min(1e9, Math.max(0, Math.round(task.actual_time_minutes ?? 0))),
    subitems: around.subtasks,
    parent: task.parent ? { container: around.container, id: task.parent.gid } : null,
    mirrors: mirrorsIn(task.notes ?? ""),
    restricted: around.restricted,
    presence: around.archived ? "archived" : "live",
    mark: claimOf(task),
    createdAt: task.created_at,
    updatedAt: task.modified_at,
    ...(task.completed && task.completed_at && { movedAt: task.completed_at, finishedAt: task.completed_at }),
  };
  return { ...ItemRead.parse(usableItem(item).item ?? item), tick };
}

const nameOf = (name: string | null | undefined) => {
  const text = kept(name ?? "", 200);
  return text === "" ? {} : { name: text };
};
