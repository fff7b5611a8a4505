import { fieldsOf, issueTypes } from "../jira/create-meta.ts";
import { creatableProjects, type Project } from "../jira/projects.ts";
import { good, type Outcome } from "../outcome.ts";
import { ask, service } from "../remote/goal-service.ts";
import type { CreateMeta, PayloadOf } from "../rpc.ts";
import type { Caller } from "./caller.ts";

/** The projects that an admin chose for Throughline; null when the service can't say or nobody has chosen. */
async function chosenProjects(caller: Caller): Promise<string[] | null> {
  const health = await ask(() => service(caller.accountId).getAppHealth({}));
  const containers = health.ok ? health.value.connection?.containers : undefined;
  return containers === undefined || containers.length === 0 ? null : containers;
}

const pick = <T extends { id: string } | Project>(all: T[], ...wishes: (string | null | undefined)[]): T | undefined =>
  wishes
    .map((wish) => all.find((one) => one.id === wish || ("key" in one && one.key === wish)))
    .find((found) => found !== undefined) ?? all[0];

/** The key of the project at hand where nobody chose it to be read. */
const unreadHere = (chosen: string[] | null, at: Caller["project"]): string | null =>
  chosen !== null && at !== null && !chosen.includes(at.id) && !chosen.includes(at.key) ? at.key : null;

/** Projects, types and required fields for the form, with what is asked for or stands nearest already chosen. */
export async function createMeta(caller: Caller, asked: PayloadOf<"createMeta">): Promise<Outcome<CreateMeta>> {
  const chosen = await chosenProjects(caller);
  const at = caller.project;
  const here = asked.project ?? at?.id ?? null;
  const projects = await creatableProjects(chosen ?? (here === null ? null : [here]));
  if (!projects.ok) return projects;
  const project = pick(projects.value, asked.project, at?.id);
  const nothing: CreateMeta = {
    projects: projects.value,
    project: null,
    types: [],
    type: null,
    extra: [],
    beyondUs: [],
    canOwn: false,
    canDue: false,
    me: caller.accountId,
    unread: unreadHere(chosen, at),
  };
  if (project === undefined) return good(nothing);
  const types = await issueTypes(project.id);
  if (!types.ok) return types;
  const type = pick(types.value, asked.type, caller.issue?.typeId);
  if (type === undefined) return good({ ...nothing, project: project.id });
  const fields = await fieldsOf(project.id, type.id);
  if (!fields.ok) return fields;
  const { extra, beyondUs, settable } = fields.value;
  return good({
    ...nothing,
    project: project.id,
    types: types.value,
    type: type.id,
    extra,
    beyondUs,
    canOwn: settable.includes("assignee"),
    canDue: settable.includes("duedate"),
  });
}
