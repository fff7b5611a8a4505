import type { ContainerRead } from "@throughline/shared/page";
import type { z } from "zod";
import { isProjectId, type Project, projectNamed, projectsById } from "../jira/projects.ts";
import { log } from "../log.ts";
import { good, type Outcome } from "../outcome.ts";
import { exchange } from "./exchange.ts";
import { memory } from "./memory.ts";

export interface Chosen {
  /** Those that Jira shows us. `was`: the name under which the service has one that it does not yet know by its id. */
  projects: (Project & { was?: string })[];
  /** Those that it does not: nothing in them is gone, and silence is not trusted. */
  hidden: string[];
}

async function look(stored: string[]): Promise<Outcome<Chosen>> {
  const ids = stored.filter(isProjectId);
  const found = await projectsById("app", ids);
  if (!found.ok) return found;
  const projects: Chosen["projects"] = found.value;
  const hidden = ids.filter((id) => !found.value.some((project) => project.id === id));
  const learnt = new Map<string, string | null>();
  for (const was of stored.filter((name) => !isProjectId(name))) {
    const project = await projectNamed("app", was);
    if (!project.ok) return project;
    learnt.set(was, project.value?.id ?? null);
    if (project.value === null) hidden.push(was);
    else projects.push({ ...project.value, was });
  }
  memory.learnt(learnt);
  return good({ projects, hidden });
}

/**
 * Looks for each chosen project itself, because a search that finds nothing says nothing of it, and tells the service what
 * they are called now before anything is told from them.
 */
export async function lookAtChosen(stored: string[]): Promise<Outcome<Chosen>> {
  const chosen = await look(stored);
  if (!chosen.ok) return chosen;
  const { projects, hidden } = chosen.value;
  if (hidden.length > 0) log("warn", "chosen projects are hidden", { hidden: hidden.slice(0, 5) });
  const containers = projects.map(({ id, key, name, was }): z.input<typeof ContainerRead> => ({
    id,
    key: key.slice(0, 100),
    name: name.slice(0, 200),
    ...(was === undefined ? {} : { was }),
  }));
  const told = await exchange({ items: [], containers, ...(hidden.length > 0 ? { hidden } : {}) });
  return told.ok ? chosen : told;
}

/**
 * The ids of the projects to read: remembered, or asked for. Nothing is read from Jira before the service knows this site;
 * what it has under another name is looked up first.
 */
export async function chosenIds(): Promise<Outcome<{ ids: string[]; recovered: boolean }>> {
  const known = memory.containers();
  const asked = known === null ? await exchange({ items: [] }) : null;
  if (asked?.ok === false) return asked;
  const stored = known ?? asked?.value.containers ?? [];
  const recovered = asked?.value.recovered ?? false;
  const ids = memory.idsOf(stored);
  if (ids !== null) return good({ ids, recovered });
  const chosen = await lookAtChosen(stored);
  return chosen.ok ? good({ ids: chosen.value.projects.map(({ id }) => id), recovered }) : chosen;
}
