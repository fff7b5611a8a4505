// The site in memory: its data, its clock, and everyone who wants to hear of a change.
import { type Clock } from "../../base/clock.ts";
import { SearchIndex } from "./search-index.ts";
import { changeProject, type Project, type ProjectChange, projectOf } from "./projects.ts";
import { type ChangeItem, type Issue, type SiteData } from "./model.ts";

export interface Change {
  kind: "created" | "updated" | "deleted" | "commented";
  issue: Issue;
  actor: string;
  at: number;
  items: ChangeItem[];
  clonedFrom?: string;
  comment?: Issue["comments"][number];
}

export class Site {
  readonly index: SearchIndex;
  readonly #issues = new Map<string, Issue>();
  readonly #keys = new Map<string, Issue>();
  readonly #listeners: ((change: Change) => void)[] = [];
  readonly data: SiteData;
  readonly clock: Clock;
  readonly save: () => Promise<void>;

  constructor(data: SiteData, clock: Clock, save: () => Promise<void>, jqlLag: number) {
    this.data = data;
    this.clock = clock;
    this.save = save;
    this.index = new SearchIndex(jqlLag, () => clock.now());
    for (const [id, changes] of Object.entries(data.projects))
      for (const change of changes) changeProject(projectOf(id), change);
    for (const issue of data.issues) this.#remember(issue);
    // The index of a Jira outlives our process, and so does its lag.
    const written = (issue: Issue): boolean => issue.updatedAt > clock.now() - jqlLag;
    this.index.load(data.issues.filter((issue) => !written(issue)));
    for (const issue of data.issues.filter(written)) this.index.wrote(issue.id, structuredClone(issue));
  }

  #remember(issue: Issue): void {
    this.#issues.set(issue.id, issue);
    for (const key of [issue.key, ...issue.formerKeys]) this.#keys.set(key, issue);
  }

  onChange(listener: (change: Change) => void): void {
    this.#listeners.push(listener);
  }

  issues(): Issue[] {
    return this.data.issues;
  }

  find(idOrKey: string): Issue | undefined {
    return this.#issues.get(idOrKey) ?? this.#keys.get(idOrKey.toUpperCase());
  }

  children(parent: Issue): Issue[] {
    return this.data.issues.filter((issue) => issue.parentId === parent.id);
  }

  nextId(): string {
    return String(++this.data.lastId);
  }

  nextNumber(projectKey: string): number {
    const number = (this.data.lastNumbers[projectKey] ?? 0) + 1;
    this.data.lastNumbers[projectKey] = number;
    return number;
  }

  /** Under another key its issues are others by name; nobody is told, and none of them counts as changed. */
  changeProject(project: Project, change: ProjectChange): void {
    const { key } = project;
    changeProject(project, change);
    (this.data.projects[project.id] ??= []).push(change);
    if (project.key === key) return;
    this.data.lastNumbers[project.key] = this.data.lastNumbers[key] ?? 0;
    for (const issue of this.data.issues.filter(({ projectId }) => projectId === project.id)) {
      issue.formerKeys.push(issue.key);
      issue.key = `${project.key}${issue.key.slice(issue.key.lastIndexOf("-"))}`;
      this.put(issue);
    }
  }

  /** Puts a new or changed issue where reads and, later, searches find it. */
  put(issue: Issue): void {
    if (!this.#issues.has(issue.id)) this.data.issues.push(issue);
    this.#remember(issue);
    this.index.wrote(issue.id, structuredClone(issue));
  }

  remove(issue: Issue): void {
    this.data.issues.splice(this.data.issues.indexOf(issue), 1);
    this.data.links = this.data.links.filter((link) => link.inwardId !== issue.id && link.outwardId !== issue.id);
    this.#issues.delete(issue.id);
    for (const key of [issue.key, ...issue.formerKeys]) this.#keys.delete(key);
    this.index.wrote(issue.id, undefined);
  }

  announce(change: Change): void {
    const frozen = { ...change, issue: structuredClone(change.issue) };
    for (const listener of this.#listeners) listener(frozen);
  }
}
