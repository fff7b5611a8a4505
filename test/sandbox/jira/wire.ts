// What the sandbox's own pages and its server say to each other.
import { z } from "zod";

export const Person = z.object({ accountId: z.string(), name: z.string(), admin: z.boolean() });
export const Status = z.object({
  id: z.string(),
  name: z.string(),
  category: z.enum(["new", "indeterminate", "done"]),
  transition: z.string(),
});
export const Named = z.object({ id: z.string(), name: z.string() });
const ProjectInfo = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  types: z.array(Named),
  mayCreate: z.boolean(),
  needs: z.array(z.string()),
});
export const ModuleInfo = z.object({
  kind: z.string(),
  key: z.string(),
  title: z.string(),
  bundle: z.string(),
  size: z.string().optional(),
});
export const Bootstrap = z.object({
  me: Person,
  people: z.array(Person),
  statuses: z.array(Status),
  priorities: z.array(Named),
  projects: z.array(ProjectInfo),
  modules: z.array(ModuleInfo),
  /** The address of the app's global page, by the ids of app and environment as on a real site. */
  page: z.string(),
  commands: z.array(z.object({ key: z.string(), title: z.string(), page: z.string().nullable() })),
  installed: z.boolean(),
  service: z.string(),
  days: z.number(),
  today: z.string(),
});
export type Bootstrap = z.infer<typeof Bootstrap>;
export type Person = z.infer<typeof Person>;
export type Status = z.infer<typeof Status>;
type ProjectInfo = z.infer<typeof ProjectInfo>;
export type ModuleInfo = z.infer<typeof ModuleInfo>;

export const Card = z.object({
  id: z.string(),
  key: z.string(),
  project: z.string(),
  type: z.string(),
  subtask: z.boolean(),
  summary: z.string(),
  status: z.string(),
  assignee: z.string().nullable(),
  due: z.string().nullable(),
  flagged: z.boolean(),
  points: z.number().nullable(),
  marked: z.boolean(),
  parent: z.string().nullable(),
});
export type Card = z.infer<typeof Card>;
export const Board = z.object({ cards: z.array(Card) });

export const Entry = z.object({ at: z.string(), who: z.string(), what: z.string() });
export const IssueView = z.object({
  card: Card,
  description: z.string(),
  reporter: z.string(),
  priority: z.string(),
  labels: z.array(z.string()),
  security: z.string().nullable(),
  created: z.string(),
  updated: z.string(),
  children: z.array(Card),
  links: z.array(z.object({ what: z.string(), key: z.string(), summary: z.string() })),
  entries: z.array(Entry),
  properties: z.array(z.object({ key: z.string(), value: z.unknown() })),
  parents: z.array(z.object({ key: z.string(), summary: z.string() })),
  mayEdit: z.boolean(),
  mayDelete: z.boolean(),
});
export type IssueView = z.infer<typeof IssueView>;

export const Place = z.object({ moduleKey: z.string(), issue: z.string().optional(), project: z.string().optional() });
export type Place = z.infer<typeof Place>;
export const AppContext = z.looseObject({});
export const Invoked = z.object({ result: z.unknown() });
export const ProductAnswer = z.object({
  status: z.number(),
  statusText: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});
export const RemoteSetting = z.object({ endpoint: z.string().nullable() });
export const DaysPassed = z.looseObject({ days: z.number().optional() });
export const AppStatus = z.union([
  z.null(),
  z.looseObject({
    type: z.string(),
    value: z
      .union([z.string(), z.looseObject({ label: z.string().optional(), type: z.string().optional() })])
      .optional(),
  }),
]);
