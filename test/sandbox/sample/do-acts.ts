// Does the acts of a day, each in its tool as the person whose it is; here what is done in the sandbox Jira.
import { z } from "zod";
import type { Act, Item, Purpose } from "./acts.ts";
import type { Days } from "./calendar.ts";
import type { Asana } from "./asana.ts";
import { accountOf, isInAsana, type Project } from "./company.ts";
import { doInAsana } from "./do-in-asana.ts";
import { type Jira, linkIdFor } from "./jira.ts";
import { found, type Known } from "./set-up.ts";
import type { Status } from "./shapes.ts";
import { demanded } from "./work.ts";

const TYPES = { Story: "10010", Task: "10011", Bug: "10012", part: "10013" } as const;
const TRANSITIONS: Record<Status, string> = {
  "To Do": "11",
  "In Progress": "12",
  "In Review": "13",
  Done: "14",
  "Won't do": "15",
};
const POINTS = "customfield_10016";
const FLAGGED = "customfield_10021";

const Created = z.object({ key: z.string() });
const Born = Created.extend({ state: z.literal("created"), linked: z.literal("confirmed") });
const Attached = z.object({ state: z.literal("linked"), told: z.literal(true) });
const Nothing = z.unknown();

export interface Site {
  jira: Jira;
  /** Where people open the sandbox Jira. */
  jiraUrl: string;
  asana: Asana;
  known: Known;
  days: Days;
  /** The tool's own key of every item made, by its title. */
  keys: Map<string, string>;
}

/** One after the other where the order is seen (keys, links); what only moves goes side by side. */
export async function doActs(site: Site, acts: readonly Act[]): Promise<void> {
  for (const act of acts.filter(({ kind }) => kind === "make" || kind === "attach")) await doAct(site, act);
  const rest = new Map<string, Act[]>();
  for (const act of acts.filter(({ kind }) => kind !== "make" && kind !== "attach")) {
    rest.set(act.item.title, [...(rest.get(act.item.title) ?? []), act]);
  }
  await Promise.all(
    [...rest.values()].map(async (own) => {
      for (const act of own) await doAct(site, act);
    }),
  );
}

async function doAct(site: Site, act: Act): Promise<unknown> {
  const { jira, keys } = site;
  const { item } = act;
  const { project } = item;
  if (isInAsana(project)) return doInAsana(site, site.asana, project, act);
  if (act.kind === "make") return make(site, item, project);
  const key = found(keys, item.title);
  const edit = (fields: object) => jira.rest(item.owner, "PUT", `/issue/${key}`, { fields }, Nothing);
  switch (act.kind) {
    case "move": {
      const transition = { id: TRANSITIONS[act.to] };
      return jira.rest(item.owner, "POST", `/issue/${key}/transitions`, { transition }, Nothing);
    }
    case "attach": {
      const payload = { linkId: linkIdFor(item.title), target: targetOf(site, act) };
      return jira.inApp(item.owner, { moduleKey: "throughline-link", issue: key }, "linkIssue", payload, Attached);
    }
    case "estimate":
      return edit({ [POINTS]: act.points });
    case "block":
      return edit({ [FLAGGED]: [{ value: "Impediment" }] });
    case "hide":
      return edit({ security: { name: "Confidential" } });
  }
}

const targetOf = ({ known }: Site, purpose: NonNullable<Purpose>) =>
  "class" in purpose ? { class: purpose.class } : found(known.initiatives, purpose.initiative);

async function make(site: Site, item: Item, project: Project): Promise<void> {
  const { key } = await (item.purpose === null
    ? inOwnForm(site, item, project)
    : underInitiative(site, item, project, item.purpose));
  site.keys.set(item.title, key);
}

/** In our panel: the item is born with its link. */
function underInitiative(
  site: Site,
  item: Item,
  project: Project,
  purpose: NonNullable<Purpose>,
): Promise<{ key: string }> {
  const payload = {
    linkId: linkIdFor(item.title),
    target: targetOf(site, purpose),
    project,
    type: TYPES[item.type],
    summary: item.title,
    owner: accountOf(item.owner).accountId,
    due: item.due === undefined ? null : site.days.on(item.due),
    values: demanded[project] ?? {},
  };
  const place = { moduleKey: "throughline-create", project } as const;
  return site.jira.inApp(item.owner, place, "createIssue", payload, Born);
}

/** In Jira's own form, where nobody asks what it is for. A part takes the initiative of the whole by itself. */
function inOwnForm(site: Site, item: Item, project: Project): Promise<{ key: string }> {
  const whole = item.partOf === undefined ? undefined : found(site.keys, item.partOf);
  const fields = {
    project: { key: project },
    issuetype: { id: whole === undefined ? TYPES[item.type] : TYPES.part },
    summary: item.title,
    assignee: { accountId: accountOf(item.owner).accountId },
    ...(item.due !== undefined && { duedate: site.days.on(item.due) }),
    ...(whole !== undefined && { parent: { key: whole } }),
    ...demanded[project],
  };
  return site.jira.rest(item.owner, "POST", "/issue", { fields }, Created);
}
