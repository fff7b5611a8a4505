// What a site admin has set up: issue types, statuses, priorities, resolutions, security levels, link types.
export interface Named {
  id: string;
  name: string;
}

export interface Category {
  id: number;
  key: "new" | "indeterminate" | "done";
  name: string;
  colorName: string;
}
export type Status = Named & { category: Category };
export type IssueType = Named & { description: string; subtask: boolean; hierarchyLevel: number };
type SecurityLevel = Named & { projectKeys: string[]; members: "app" | "people" };

export const categories: Category[] = [
  { id: 2, key: "new", name: "To Do", colorName: "blue-gray" },
  { id: 4, key: "indeterminate", name: "In Progress", colorName: "yellow" },
  { id: 3, key: "done", name: "Done", colorName: "green" },
];

const category = (key: Category["key"]): Category => {
  const found = categories.find((candidate) => candidate.key === key);
  if (!found) throw new Error(`no category ${key}`);
  return found;
};

export const statuses: Status[] = [
  { id: "10001", name: "To Do", category: category("new") },
  { id: "10002", name: "In Progress", category: category("indeterminate") },
  { id: "10003", name: "In Review", category: category("indeterminate") },
  { id: "10004", name: "Done", category: category("done") },
  { id: "10005", name: "Won't do", category: category("done") },
];

/** Any status can be reached from any other; each way has its own transition id. */
export const transitionOf = (status: Status): string => String(Number(status.id) - 10000 + 10);

export const issueTypes: IssueType[] = [
  { id: "10000", name: "Epic", description: "A large piece of work", subtask: false, hierarchyLevel: 1 },
  { id: "10010", name: "Story", description: "Something a user gains", subtask: false, hierarchyLevel: 0 },
  { id: "10011", name: "Task", description: "A small piece of work", subtask: false, hierarchyLevel: 0 },
  { id: "10012", name: "Bug", description: "Something broken", subtask: false, hierarchyLevel: 0 },
  { id: "10013", name: "Sub-task", description: "A part of another item", subtask: true, hierarchyLevel: -1 },
];

export const priorities: Named[] = ["Highest", "High", "Medium", "Low", "Lowest"].map((name, index) => ({
  id: String(index + 1),
  name,
}));

export const resolutions: Named[] = [
  { id: "10000", name: "Done" },
  { id: "10001", name: "Won't Do" },
];

/** `Confidential` can be read by the installed app, `Board only` cannot. */
export const securityLevels: SecurityLevel[] = [
  { id: "10100", name: "Confidential", projectKeys: ["CS", "REV"], members: "app" },
  { id: "10101", name: "Board only", projectKeys: ["CS", "REV"], members: "people" },
];

export const linkTypes = [
  { id: "10000", name: "Blocks", inward: "is blocked by", outward: "blocks" },
  { id: "10001", name: "Cloners", inward: "is cloned by", outward: "clones" },
  { id: "10003", name: "Relates", inward: "relates to", outward: "relates to" },
];

export const byId = <T extends Named>(list: T[], id: string): T => {
  const found = list.find((entry) => entry.id === id);
  if (!found) throw new Error(`unknown id ${id}`);
  return found;
};

export const byName = <T extends Named>(list: T[], name: string): T | undefined =>
  list.find((entry) => entry.name.toLowerCase() === name.toLowerCase());
