import { route } from "@forge/api";
import { each, maybe, RemoteId } from "@throughline/shared/tool-answer";
import { z } from "zod";
import { good, type Outcome } from "../outcome.ts";
import { type As, jira } from "./client.ts";

const ProjectRead = z.looseObject({ id: RemoteId, key: z.string(), name: maybe(z.string()) });
const Found = z.looseObject({ values: each(ProjectRead), isLast: maybe(z.boolean()) });

export interface Project {
  id: string;
  key: string;
  name: string;
}

/** An id is a number; a key begins with a letter. */
export const isProjectId = (name: string): boolean => /^\d+$/.test(name);

const shown = ({ id, key, name }: z.output<typeof ProjectRead>): Project => ({ id, key, name: name ?? key });

/** A query of Jira names as many at once. */
const AT_ONCE = 50;

async function search(as: As, query: URLSearchParams): Promise<Outcome<{ projects: Project[]; more: boolean }>> {
  const found = await jira(Found, { as, method: "GET", path: route`/rest/api/3/project/search?${query}` });
  if (!found.ok) return found;
  const { values, isLast } = found.value;
  return good({ projects: values.map(shown), more: isLast === false && values.length > 0 });
}

/** Of these projects those that are in use and shown to whoever asks: what is archived, deleted or closed to us is missing. */
export async function projectsById(as: As, ids: string[]): Promise<Outcome<Project[]>> {
  const all: Project[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const query = new URLSearchParams({ maxResults: String(AT_ONCE) });
    for (const id of ids.slice(from, from + AT_ONCE)) query.append("id", id);
    const found = await search(as, query);
    if (!found.ok) return found;
    all.push(...found.value.projects);
  }
  return good(all.filter(({ id }) => ids.includes(id)));
}

/** The project that bears this key, or bore it before; null where there is none that we may see. */
export async function projectNamed(as: As, key: string): Promise<Outcome<Project | null>> {
  const found = await jira(ProjectRead, { as, method: "GET", path: route`/rest/api/3/project/${key}` });
  if (found.ok) return good(shown(found.value));
  const { kind } = found.problem;
  return kind === "not_found" || kind === "denied" || kind === "invalid" ? good(null) : found;
}

/** Projects in which this person may create, among those named (by id or key) where some are. */
export async function creatableProjects(names: string[] | null): Promise<Outcome<Project[]>> {
  const query = new URLSearchParams({ action: "create", orderBy: "name", maxResults: String(AT_ONCE) });
  // A query by ids and keys asks for what is both.
  const [first = ""] = names ?? [];
  const sort = (name: string): boolean => isProjectId(name) === isProjectId(first);
  for (const name of (names ?? []).filter(sort).slice(0, AT_ONCE))
    query.append(isProjectId(name) ? "id" : "keys", name);
  const found = await search("user", query);
  return found.ok ? good(found.value.projects) : found;
}

/** Every project that a Jira admin may choose from, a page at a time. */
export async function allProjects(): Promise<Outcome<Project[]>> {
  const all: Project[] = [];
  for (let page = 0; page < 20; page++) {
    const query = new URLSearchParams({ orderBy: "name", maxResults: "100", startAt: String(all.length) });
    const found = await search("user", query);
    if (!found.ok) return found;
    all.push(...found.value.projects);
    if (!found.value.more) break;
  }
  return good(all);
}
