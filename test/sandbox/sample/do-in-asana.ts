// Does the acts of a day in the sandbox Asana, each as the person whose it is.
import { z } from "zod";
import type { Act, Item, Purpose } from "./acts.ts";
import type { Asana } from "./asana.ts";
import type { AsanaProject } from "./company.ts";
import type { Site } from "./do-acts.ts";
import { linkIdFor } from "./jira.ts";
import { found } from "./set-up.ts";
import type { Status } from "./shapes.ts";

/** Which section of a project stands for which step. */
const SECTIONS: Record<AsanaProject, Partial<Record<Status, string>>> = {
  "Customer onboarding": { "To Do": "To do", "In Progress": "In progress", Done: "Done" },
  "Website relaunch": { "To Do": "Backlog", "In Progress": "This sprint", "In Review": "In review", Done: "Live" },
  "Partner programme": { "To Do": "Leads", "In Progress": "Talking", "In Review": "Contract", Done: "Signed" },
  Campaigns: { "To Do": "Ideas", "In Progress": "Planned", "In Review": "Running", Done: "Done" },
};
const Gid = z.object({ gid: z.string() });

export async function doInAsana(site: Site, asana: Asana, project: AsanaProject, act: Act): Promise<void> {
  const { item } = act;
  if (act.kind === "make") {
    site.keys.set(item.title, await make(site, asana, project, item));
    return;
  }
  const gid = found(site.keys, item.title);
  if (act.kind === "move") await move(asana, project, item, gid, act.to);
  else if (act.kind === "attach") {
    const target = targetOf(site, act);
    await asana.inApp(item.owner).linkPanelItem({ ...target, id: gid, linkId: linkIdFor(item.title) });
  } else throw new Error(`Nobody does this in Asana: ${act.kind} ${item.title}`);
}

const targetOf = ({ known }: Site, purpose: NonNullable<Purpose>) =>
  "class" in purpose ? { class: purpose.class } : { initiativeId: found(known.initiatives, purpose.initiative).id };

/** In our app's form the task is born with its link; on the board nobody asks what it is for. */
async function make(site: Site, asana: Asana, project: AsanaProject, item: Item): Promise<string> {
  const container = asana.projectNamed(project).gid;
  const due = item.due === undefined ? null : site.days.on(item.due);
  const whole = item.partOf === undefined ? null : found(site.keys, item.partOf);
  if (item.purpose === null) {
    const assignee = asana.personOf(item.owner).gid;
    const where = whole === null ? { projects: [container] } : { parent: whole };
    const data = { name: item.title, assignee, ...where, ...(due !== null && { due_on: due }) };
    return (await asana.rest(item.owner, "POST", "/tasks", data, Gid)).gid;
  }
  const made = await asana.inApp(item.owner).createPanelItem({
    ...targetOf(site, item.purpose),
    linkId: linkIdFor(item.title),
    title: item.title,
    container,
    assignToMe: true,
    ...(due !== null && { due }),
    ...(item.sameAs !== undefined && {
      body: `The same work in Jira: ${site.jiraUrl}/browse/${found(site.keys, item.sameAs)}`,
    }),
  });
  return made.ref.id;
}

async function move(asana: Asana, project: AsanaProject, item: Item, gid: string, to: Status): Promise<void> {
  const name = SECTIONS[project][to];
  const section = asana.projectNamed(project).sections.find((one) => one.name === name);
  if (item.partOf === undefined) {
    if (!section) throw new Error(`${project} has no section for ${to}: ${item.title}`);
    await asana.rest(item.owner, "POST", `/sections/${section.gid}/addTask`, { task: gid }, z.unknown());
  }
  if (to === "Done") await asana.rest(item.owner, "PUT", `/tasks/${gid}`, { completed: true }, z.unknown());
}
