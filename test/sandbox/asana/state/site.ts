// The workspace in memory: its data, its clock, and everyone who wants to hear of what happens.
import { type Clock } from "../../base/clock.ts";
import {
  type CustomField,
  type Event,
  type Goal,
  type Happening,
  type Project,
  type Section,
  type Task,
} from "./model.ts";
import { type WorkspaceData } from "./model.ts";

const DAY = 86_400_000;
/** How much of the past the events API can tell. */
const KEPT = 5000;

export class Site {
  readonly #tasks = new Map<string, Task>();
  readonly #listeners: ((happened: Happening) => void)[] = [];
  readonly data: WorkspaceData;
  readonly clock: Clock;
  readonly save: () => Promise<void>;

  constructor(data: WorkspaceData, clock: Clock, save: () => Promise<void>) {
    this.data = data;
    this.clock = clock;
    this.save = save;
    for (const task of data.tasks) this.#tasks.set(task.gid, task);
  }

  onEvent(listener: (happened: Happening) => void): void {
    this.#listeners.push(listener);
  }

  nextGid(): string {
    return String(++this.data.lastGid);
  }

  tasks(): Task[] {
    return this.data.tasks.filter((task) => !task.deleted);
  }

  /** A deleted task too. */
  anyTask(gid: string): Task | undefined {
    return this.#tasks.get(gid);
  }

  task(gid: string): Task | undefined {
    const task = this.#tasks.get(gid);
    return task?.deleted === false ? task : undefined;
  }

  addTask(task: Task): void {
    this.data.tasks.push(task);
    this.#tasks.set(task.gid, task);
  }

  subtasks(parent: Task): Task[] {
    return this.tasks().filter((task) => task.parent === parent.gid);
  }

  project(gid: string): Project | undefined {
    return this.data.projects.find((project) => project.gid === gid);
  }

  projectOf(gid: string): Project {
    const project = this.project(gid);
    if (!project) throw new Error(`unknown project ${gid}`);
    return project;
  }

  section(gid: string): { project: Project; section: Section } | undefined {
    for (const project of this.data.projects) {
      const section = project.sections.find((entry) => entry.gid === gid);
      if (section) return { project, section };
    }
    return undefined;
  }

  field(gid: string): CustomField | undefined {
    return this.data.customFields.find((field) => field.gid === gid);
  }

  goal(gid: string): Goal | undefined {
    return this.data.goals.find((goal) => goal.gid === gid);
  }

  announce(at: number, event: Event, heardBy: string[]): void {
    const happened: Happening = { n: ++this.data.lastEvent, at, event, heardBy };
    const log = this.data.happenings;
    log.push(happened);
    if (log.length > KEPT) log.splice(0, log.length - KEPT);
    for (const listener of this.#listeners) listener(happened);
  }

  /** The events API tells of the last day only. */
  forgetOld(): void {
    const now = this.clock.now();
    this.data.happenings = this.data.happenings.filter((happened) => happened.at > now - DAY);
  }
}
