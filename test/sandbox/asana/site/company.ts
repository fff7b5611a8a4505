// The company goes on: everybody else works, deterministically. Every open task that no one touched by hand moves at
// least weekly: to another section, done, or with a subtask done. Nothing new is made.
import { chance } from "../../base/chance.ts";
import { type Task } from "../state/model.ts";
import { type Stroke } from "../state/happen.ts";
import { type Site } from "../state/site.ts";
import { editTask, placeTask } from "../state/write-tasks.ts";

const DAY = 86_400_000;

/** Days since it was made: dice of the date itself would have the company live otherwise on each date. */
const age = (task: Task, now: number): string => String(Math.round((now - task.createdAt) / DAY));

/** Tasks move on the sixth day without a move at the latest, some of them sooner. */
function dueToMove(task: Task, now: number): boolean {
  if (task.completedAt !== null || task.byHand) return false;
  const rested = (now - task.movedAt) / DAY;
  return rested >= 5 || (rested >= 1 && chance("when", task.gid, age(task, now)) < 0.2);
}

/** Forward through the sections; from the last but one either done or a step back. */
function work(site: Site, task: Task, stroke: Stroke): void {
  const dice = chance("where", task.gid, age(task, stroke.at));
  const part = site.subtasks(task).find((child) => child.completedAt === null && !child.byHand);
  if (part && dice < 0.4) {
    editTask(site, part, { completed: true }, stroke);
    return;
  }
  const [place] = task.memberships;
  const project = place === undefined ? undefined : site.project(place.project);
  const sections = project?.sections ?? [];
  const at = sections.findIndex((section) => section.gid === place?.section);
  const last = sections.length - 1;
  const step = at < last - 1 ? at + 1 : dice < 0.5 || at < 2 ? last : at - 1;
  const section = sections[step];
  if (project && section && step !== at) placeTask(site, task, { project, section: section.gid }, stroke);
  if (step >= last) editTask(site, task, { completed: true }, stroke);
}

export function companyWorks(site: Site): number {
  const now = site.clock.now();
  let moved = 0;
  for (const task of site.tasks()) {
    // A subtask that was just done, or whose doing moved the task above it, has moved.
    if (!dueToMove(task, now)) continue;
    work(site, task, { actor: task.assignee ?? task.createdBy, at: now });
    moved += 1;
  }
  return moved;
}
