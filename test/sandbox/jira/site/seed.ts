// The sample's way in: many items with their past, made and moved by the same code as any other write.
import { z } from "zod";
import { byName, issueTypes, linkTypes, priorities, securityLevels, statuses } from "../state/catalogue.ts";
import { ours } from "../rest/refusal.ts";
import { type Issue } from "../state/model.ts";
import { userByName } from "../state/people.ts";
import { findProject } from "../state/projects.ts";
import { type Site } from "../state/site.ts";
import { addComment, createIssue, editIssue, logWork, setProperty, type Values } from "../state/write.ts";

const Moment = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()])
  .transform((text) => Date.parse(text.length === 10 ? `${text}T09:00:00Z` : text));
const When = { at: Moment, by: z.string().optional() };

const Step = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("status"), to: z.string(), ...When }),
  z.strictObject({ kind: z.literal("assignee"), to: z.string().nullable(), ...When }),
  z.strictObject({ kind: z.literal("flag"), on: z.boolean(), ...When }),
  z.strictObject({ kind: z.literal("due"), to: z.iso.date().nullable(), ...When }),
  z.strictObject({ kind: z.literal("comment"), text: z.string(), ...When }),
  z.strictObject({ kind: z.literal("worklog"), minutes: z.number().int().positive(), ...When }),
]);

export const Seed = z.strictObject({
  issues: z.array(
    z.strictObject({
      /** A name for this item within the request, for `parent` and `blocks`. */
      ref: z.string().optional(),
      project: z.string(),
      type: z.string().default("Task"),
      summary: z.string().min(1).max(255),
      description: z.string().optional(),
      reporter: z.string().optional(),
      assignee: z.string().nullable().default(null),
      due: z.iso.date().nullable().default(null),
      /** A `ref` of this request, or a key. */
      parent: z.string().optional(),
      blocks: z.array(z.string()).default([]),
      labels: z.array(z.string()).default([]),
      points: z.number().nullable().default(null),
      priority: z.string().default("Medium"),
      security: z.string().optional(),
      properties: z.record(z.string(), z.unknown()).default({}),
      created: Moment,
      history: z.array(Step).default([]),
    }),
  ),
});
type Seed = z.infer<typeof Seed>;
type Item = Seed["issues"][number];

export const paragraph = (text: string): unknown => ({
  type: "doc",
  version: 1,
  content: [{ type: "paragraph", content: [{ type: "text", text }] }],
});

function person(name: string | null | undefined, otherwise: string): string {
  if (name === null || name === undefined) return otherwise;
  const user = userByName(name);
  if (!user) throw ours(400, `There is no ${name} on this site.`);
  return user.accountId;
}

function pick(list: { id: string; name: string }[], name: string): string {
  const found = byName(list, name);
  if (!found) throw ours(400, `There is no ${name}; there is ${list.map((entry) => entry.name).join(", ")}.`);
  return found.id;
}

/** Everything is read before the first item is written, so that a bad seed writes nothing. */
export function seed(site: Site, asked: Seed): { ref: string | undefined; id: string; key: string }[] {
  const planned = asked.issues.map((item) => ({ item, draft: draftOf(item), steps: item.history.map(stepOf) }));
  const byRef = new Map<string, Issue>();
  const find = (ref: string): Issue | undefined => byRef.get(ref) ?? site.find(ref);
  const made = planned.map(({ item, draft, steps }) => {
    const parent = item.parent === undefined ? undefined : find(item.parent);
    const issue = createIssue(
      site,
      { ...draft.values, parentId: parent?.id ?? null },
      { actor: draft.reporter, at: item.created },
    );
    if (item.ref !== undefined) byRef.set(item.ref, issue);
    for (const [key, value] of Object.entries(item.properties)) setProperty(site, issue, key, value);
    for (const step of steps) step(site, issue);
    return { ref: item.ref, id: issue.id, key: issue.key };
  });
  for (const { item } of planned) {
    const blocker = item.ref === undefined ? undefined : byRef.get(item.ref);
    for (const ref of item.blocks) {
      const blocked = find(ref);
      if (blocker && blocked)
        site.data.links.push({
          id: site.nextId(),
          typeId: linkTypes[0]?.id ?? "",
          inwardId: blocker.id,
          outwardId: blocked.id,
        });
    }
  }
  return made;
}

function draftOf(item: Item) {
  const project = findProject(item.project);
  if (!project) throw ours(400, `There is no project ${item.project}.`);
  const reporter = person(item.reporter, project.lead);
  const values = {
    project,
    typeId: pick(issueTypes, item.type),
    summary: item.summary,
    description: item.description === undefined ? null : paragraph(item.description),
    assignee: item.assignee === null ? null : person(item.assignee, reporter),
    due: item.due,
    labels: item.labels,
    points: item.points,
    priorityId: pick(priorities, item.priority),
    securityId: item.security === undefined ? null : pick(securityLevels, item.security),
  };
  return { reporter, values };
}

function stepOf(step: Item["history"][number]): (site: Site, issue: Issue) => void {
  const by = step.by === undefined ? undefined : person(step.by, "");
  const stroke = (issue: Issue) => ({ actor: by ?? issue.assignee ?? issue.reporter, at: step.at });
  const change = (values: Values) => (site: Site, issue: Issue) => {
    editIssue(site, issue, values, stroke(issue));
  };
  switch (step.kind) {
    case "status":
      return change({ statusId: pick(statuses, step.to) });
    case "assignee":
      return change({ assignee: step.to === null ? null : person(step.to, "") });
    case "flag":
      return change({ flagged: step.on });
    case "due":
      return change({ due: step.to });
    case "comment":
      return (site, issue) => void addComment(site, issue, paragraph(step.text), [], stroke(issue));
    case "worklog":
      return (site, issue) => {
        logWork(site, issue, step.minutes * 60, stroke(issue));
      };
  }
}
