import type { z } from "zod";
import type { Reach, ToolRead } from "../connector.ts";
import { tasksById } from "./by-ids.ts";
import { KIN_FIELDS, PROJECT_LIST_FIELDS } from "./fields.ts";
import type { Gateway } from "./gateway.ts";
import { type Around, itemOf } from "./item.ts";
import { OfOneThing } from "./says-no.ts";
import { data, isRestricted, isUnread, Kin, Project, type Task, type Unread } from "./task.ts";

/** Subtasks by their parent's id; none where they could not be listed. */
export type Children = ReadonlyMap<string, readonly Kin[]>;

const orElse = <T, E>(asked: Promise<T>, other: E): Promise<T | E> =>
  asked.catch((error: unknown) => {
    if (error instanceof OfOneThing) return other;
    throw error;
  });

export async function childrenOf<T>(
  gate: Gateway,
  asked: { schema: z.ZodType<T>; fields: string },
  parents: readonly Task[],
): Promise<Map<string, T[]>> {
  const having = parents.filter((task) => (task.num_subtasks ?? 0) > 0);
  const lists = await Promise.all(
    having.map((task) =>
      orElse(
        gate.list(asked.schema, ({ tasks }, page) =>
          tasks.getSubtasksForTask(task.gid, { ...page, opt_fields: asked.fields }),
        ),
        null,
      ),
    ),
  );
  return new Map(having.flatMap((task, at) => (lists[at] ? [[task.gid, lists[at]]] : [])));
}

/** Subtasks lie no deeper than this in Asana. */
const DEEPEST = 5;

type Known = ReadonlyMap<string, Kin | Unread | null>;

/**
 * Tasks as work items: with the project they count in, whether it is open to all, what is done below and before them.
 * `unread`: tasks whose place or progress stands in an answer that can't be read. A guess would look like a movement.
 */
export async function itemsOf(
  gate: Gateway,
  reach: Reach,
  tasks: readonly Task[],
  children: Children,
): Promise<{ items: ToolRead[]; unread: string[] }> {
  const kin = new Map<string, Kin | Unread | null>(tasks.map((task) => [task.gid, task]));
  const meet = async (ids: readonly string[]): Promise<void> => {
    const strangers = [...new Set(ids)].filter((id) => !kin.has(id));
    const asked = { schema: Kin, fields: KIN_FIELDS, unread: (id: string): Kin | Unread => ({ unread: id }) };
    const found = await tasksById(gate, reach, asked, strangers);
    strangers.forEach((id, at) => kin.set(id, found[at] ?? null));
  };
  await meet(tasks.filter((task) => !task.completed).flatMap((task) => task.dependencies.map(({ gid }) => gid)));
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const lost = tasks
      .flatMap((task) => highest(task, kin) ?? [])
      .filter(({ memberships }) => memberships.length === 0);
    await meet(lost.flatMap(({ parent }) => parent?.gid ?? []));
  }
  const isPlaced = (task: Task) => highest(task, kin) !== null;
  const isCounted = (task: Task) => (task.num_subtasks ?? 0) === 0 || children.has(task.gid);
  const whole = tasks.filter((task) => isPlaced(task) && isCounted(task));
  const unread = tasks.filter((task) => !whole.includes(task)).map(({ gid }) => gid);
  const homes = new Map(whole.map((task) => [task.gid, homeOf(highest(task, kin) ?? task, reach)]));
  const projects = await projectsOf(gate, [...homes.values()]);

  const items = whole.map((task) => {
    const home = homes.get(task.gid) ?? null;
    const project = home === null ? null : (projects.get(home) ?? null);
    const below = children.get(task.gid) ?? [];
    const around: Around = {
      container: home ?? reach.tenant,
      containerName: project?.name ?? undefined,
      // Without a project a task is seen only by those who are on it.
      restricted: project === null || isRestricted(project),
      archived: project?.archived === true,
      subtasks: { done: below.filter((child) => child.completed).length, total: below.length },
      waits: task.dependencies.some(({ gid }) => isOpen(kin.get(gid))),
    };
    return itemOf(task, around, reach);
  });
  return { items, unread };
}

const isOpen = (one: Kin | Unread | null | undefined): boolean => one != null && !isUnread(one) && !one.completed;

/**
 * The task itself where it lies in a project, else the nearest task above it that does, as far as we are shown them; null
 * where that stands in an answer that can't be read.
 */
function highest(task: Kin, kin: Known): Kin | null {
  let at = task;
  for (let depth = 0; depth < DEEPEST && at.memberships.length === 0; depth += 1) {
    const above = at.parent ? kin.get(at.parent.gid) : null;
    if (!above) break;
    if (isUnread(above)) return null;
    at = above;
  }
  return at;
}

/** The first of the chosen projects that it lies in, else the first at all. */
function homeOf({ memberships }: Kin, { containers }: Reach): string | null {
  const ids = memberships.flatMap(({ project }) => project?.gid ?? []);
  return containers.find((id) => ids.includes(id)) ?? ids[0] ?? null;
}

/**
 * Asked anew each time: a project that was closed to others a moment ago must not be shown for a moment more. One that
 * can't be read is closed.
 */
async function projectsOf(gate: Gateway, homes: readonly (string | null)[]): Promise<Map<string, Project | null>> {
  const ids = [...new Set(homes)].filter((id) => id !== null);
  const fields = { opt_fields: PROJECT_LIST_FIELDS };
  const found = await Promise.all(
    ids.map((id) =>
      orElse(
        gate.read(data(Project), ({ projects }) => projects.getProject(id, fields)),
        null,
      ),
    ),
  );
  return new Map(ids.map((id, at) => [id, found[at] ?? null]));
}
