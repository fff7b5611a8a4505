// Projects and who may do what in them.
import { z } from "zod";
import { account, people } from "./people.ts";

export interface Project {
  id: string;
  key: string;
  name: string;
  typeIds: string[];
  lead: string;
  /** Who sees the project; the rest get 404, as in Jira. The installed app sees every project but `app: false`. */
  browse: string[];
  /** Who creates and edits in it. */
  edit: string[];
  app: boolean;
  /** Field ids that the create screen demands beyond the usual ones. */
  required: string[];
}

const all = people.map((user) => user.accountId);
const software = ["10000", "10010", "10011", "10012", "10013"];
const business = ["10000", "10011", "10013"];
const open = { browse: all, edit: all, app: true, required: [] };

export const projects: Project[] = [
  { id: "10201", key: "CS", name: "Customer success", typeIds: software, lead: account("Dana Okafor"), ...open },
  { id: "10202", key: "DATA", name: "Data platform", typeIds: software, lead: account("Wei Zhang"), ...open },
  { id: "10203", key: "ONB", name: "Onboarding", typeIds: software, lead: account("Marco Silva"), ...open },
  { id: "10204", key: "REV", name: "Revenue", typeIds: software, lead: account("Priya Raman"), ...open },
  { id: "10205", key: "SUP", name: "Support", typeIds: software, lead: account("Aiko Tanaka"), ...open },
  {
    ...open,
    id: "10206",
    key: "LEGAL",
    name: "Legal",
    typeIds: business,
    lead: account("Lena Fischer"),
    required: ["customfield_10080"],
  },
  {
    ...open,
    id: "10207",
    key: "FIN",
    name: "Finance",
    typeIds: business,
    lead: account("Nadia Haddad"),
    edit: all.filter((id) => id !== account("Sam Whitlock")),
    required: ["customfield_10081"],
  },
  {
    ...open,
    id: "10208",
    key: "PPL",
    name: "People",
    typeIds: business,
    lead: account("Grace Mensah"),
    browse: [account("Grace Mensah"), account("Oskar Lindqvist"), account("Tomás Herrera")],
    edit: [account("Grace Mensah"), account("Oskar Lindqvist")],
  },
];

/** What an admin changed of a project: its names, and whether the installed app may see it. */
export const ProjectChange = z
  .strictObject({ key: z.string().regex(/^[A-Z][A-Z0-9]{1,9}$/), name: z.string().min(1).max(80), app: z.boolean() })
  .partial();
export type ProjectChange = z.infer<typeof ProjectChange>;

/** Keys that a project bore before, the last first. */
const formerKeys = new Map<string, string[]>();

export function changeProject(project: Project, change: ProjectChange): void {
  const { key } = project;
  Object.assign(project, change);
  if (project.key !== key) formerKeys.set(project.id, [key, ...(formerKeys.get(project.id) ?? [])]);
}

/** By its id or its key; a key that it bore before goes on working until another project takes it. */
export function findProject(idOrKey: string): Project | undefined {
  const key = idOrKey.toUpperCase();
  return (
    projects.find((project) => project.id === idOrKey || project.key === key) ??
    projects.find(({ id }) => formerKeys.get(id)?.includes(key))
  );
}

export const projectOf = (id: string): Project => {
  const project = findProject(id);
  if (!project) throw new Error(`unknown project ${id}`);
  return project;
};
