// `POST /sandbox/seed`: tasks with a past, written through the same writer as everything else. All or nothing.
import { z } from "zod";
import { statusOption, typeOfStatus, customTypes } from "../state/acme.ts";
import { htmlOf } from "../state/html.ts";
import { type Stroke } from "../state/happen.ts";
import { Approval, type Project, Subtype, type Task } from "../state/model.ts";
import { userByName } from "../state/people.ts";
import { type Site } from "../state/site.ts";
import { createTask, editTask, placeTask, setDependencies, story } from "../state/write-tasks.ts";
import { badRequest } from "../rest/refusal.ts";

const Moment = z
  .string()
  .transform((text) => Date.parse(text.length === 10 ? `${text}T09:00:00Z` : text))
  .refine((at) => !Number.isNaN(at), "no moment");
const When = { at: Moment, by: z.string().optional() };
const Step = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("section"), to: z.string(), ...When }),
  z.strictObject({ kind: z.literal("complete"), ...When }),
  z.strictObject({ kind: z.literal("reopen"), ...When }),
  z.strictObject({ kind: z.literal("assignee"), to: z.string().nullable(), ...When }),
  z.strictObject({ kind: z.literal("due"), to: z.iso.date().nullable(), ...When }),
  z.strictObject({ kind: z.literal("approval"), to: Approval, ...When }),
  z.strictObject({ kind: z.literal("status"), to: z.string(), ...When }),
  z.strictObject({ kind: z.literal("comment"), text: z.string(), ...When }),
]);

export const Seed = z.strictObject({
  tasks: z.array(
    z.strictObject({
      /** A name for this task within the request, for `parent` and `waitsFor`. */
      ref: z.string().optional(),
      /** By name; none makes a private task, unless it has a parent. */
      project: z.string().optional(),
      section: z.string().optional(),
      name: z.string().min(1),
      notes: z.string().default(""),
      type: Subtype.default("default_task"),
      by: z.string().optional(),
      assignee: z.string().nullable().default(null),
      start: z.iso.date().nullable().default(null),
      due: z.iso.date().nullable().default(null),
      /** A `ref` of this request, or a gid. */
      parent: z.string().optional(),
      waitsFor: z.array(z.string()).default([]),
      /** By the field's name; an option by its own. */
      fields: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
      /** A status of a custom type, by its name. */
      status: z.string().optional(),
      minutes: z.number().nullable().default(null),
      external: z.strictObject({ gid: z.string(), data: z.string() }).optional(),
      /** This moment when absent. */
      created: Moment.optional(),
      history: z.array(Step).default([]),
    }),
  ),
});
type Seed = z.infer<typeof Seed>;
type Item = Omit<Seed["tasks"][number], "created"> & { created: number };

function person(name: string): string {
  const user = userByName(name);
  if (!user) throw badRequest(`There is no ${name} in this workspace.`);
  return user.gid;
}

function sectionIn(project: Project | undefined, name: string): string {
  const found = project?.sections.find((section) => section.name === name);
  if (!found) throw badRequest(`There is no section ${name} in ${project?.name ?? "no project"}.`);
  return found.gid;
}

function status(name: string): string {
  const found = customTypes.flatMap((type) => type.statuses).find((entry) => entry.name === name);
  if (!found || !statusOption(found.gid) || !typeOfStatus(found.gid)) throw badRequest(`There is no status ${name}.`);
  return found.gid;
}

function fieldValues(site: Site, project: Project | undefined, given: Item["fields"]): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const field = site.data.customFields.find((entry) => entry.name === name);
      if (!field || !project?.fieldGids.includes(field.gid)) throw badRequest(`There is no field ${name} here.`);
      const option = field.options.find((entry) => entry.name === value);
      if (field.type === "enum" && !option) throw badRequest(`There is no ${String(value)} in ${name}.`);
      return [field.gid, option?.gid ?? value];
    }),
  );
}

/** Everything is read before the first task is written, so that a bad seed writes nothing. */
export function seed(site: Site, asked: Seed, client: string): { ref: string | undefined; gid: string }[] {
  const now = site.clock.now();
  const items = asked.tasks.map((item): Item => ({ ...item, created: item.created ?? now }));
  const refs = new Set<string>();
  const known = (ref: string): void => {
    if (!refs.has(ref) && !site.task(ref)) throw badRequest(`There is no task ${ref}.`);
  };
  const planned = items.map((item) => {
    if (item.parent !== undefined) known(item.parent);
    const plan = planOf(site, item, client);
    if (item.ref !== undefined) refs.add(item.ref);
    return plan;
  });
  for (const item of items) item.waitsFor.forEach(known);

  const byRef = new Map<string, Task>();
  const find = (ref: string): Task | undefined => byRef.get(ref) ?? site.task(ref);
  const made = planned.map(({ item, make, steps }) => {
    const task = make(item.parent === undefined ? null : (find(item.parent)?.gid ?? null));
    if (item.ref !== undefined) byRef.set(item.ref, task);
    for (const step of steps) step(task);
    return { item, task };
  });
  for (const { item, task } of made) {
    const gids = item.waitsFor.flatMap((ref) => find(ref)?.gid ?? []);
    if (gids.length > 0) setDependencies(site, task, gids, { actor: task.createdBy, at: item.created });
  }
  return made.map(({ item, task }) => ({ ref: item.ref, gid: task.gid }));
}

function planOf(site: Site, item: Item, client: string) {
  const project = item.project === undefined ? undefined : site.data.projects.find(({ name }) => name === item.project);
  if (item.project !== undefined && !project) throw badRequest(`There is no project ${item.project}.`);
  const by = item.by === undefined ? (project?.owner ?? person("Dana Okafor")) : person(item.by);
  const assignee = item.assignee === null ? null : person(item.assignee);
  const section = item.section === undefined ? undefined : sectionIn(project, item.section);
  const fields = fieldValues(site, project, item.fields);
  const option = item.status === undefined ? undefined : status(item.status);
  const make = (parent: string | null): Task =>
    createTask(
      site,
      {
        name: item.name,
        html: htmlOf(item.notes),
        subtype: item.type,
        assignee,
        startOn: item.start,
        dueOn: item.due,
        parent,
        minutes: item.minutes,
        fields,
        ...(option === undefined ? {} : { statusOption: option }),
        ...(item.external === undefined ? {} : { external: { client, ...item.external } }),
        places: project ? [{ project, section }] : [],
        createdBy: by,
      },
      { actor: by, at: item.created },
    );
  return { item, make, steps: item.history.map((step) => stepOf(site, step, project)) };
}

function stepOf(site: Site, step: Item["history"][number], project: Project | undefined): (task: Task) => void {
  const by = step.by === undefined ? undefined : person(step.by);
  const stroke = (task: Task): Stroke => ({ actor: by ?? task.assignee ?? task.createdBy, at: step.at });
  const edit =
    (values: Parameters<typeof editTask>[2]) =>
    (task: Task): void => {
      editTask(site, task, values, stroke(task));
    };
  switch (step.kind) {
    case "section": {
      const section = sectionIn(project, step.to);
      return (task) => {
        if (project) placeTask(site, task, { project, section }, stroke(task));
      };
    }
    case "complete":
      return edit({ completed: true });
    case "reopen":
      return edit({ completed: false });
    case "assignee":
      return edit({ assignee: step.to === null ? null : person(step.to) });
    case "due":
      return edit({ dueOn: step.to, dueAt: null });
    case "approval":
      return edit({ approval: step.to });
    case "status":
      return edit({ statusOption: status(step.to) });
    case "comment":
      return (task) => void story(site, task, "comment_added", step.text, stroke(task));
  }
}
