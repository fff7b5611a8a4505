// Who works at Acme: the people of the sandbox Jira, matched by their addresses, and the teams that goals belong to.
import { people as accounts, type User } from "../jira/state/people.ts";

/** First names are enough in the tables; there are no two alike. */
export type First =
  "Aiko" | "Dana" | "Grace" | "Lena" | "Marco" | "Nadia" | "Oskar" | "Priya" | "Sam" | "Tomás" | "Wei";
export type TeamName = "Customer" | "Product" | "Platform" | "Revenue" | "People" | "Finance";

export const teams: Record<TeamName, readonly First[]> = {
  Customer: ["Dana", "Marco", "Aiko"],
  Product: ["Tomás", "Lena"],
  Platform: ["Wei", "Oskar"],
  Revenue: ["Priya", "Sam", "Nadia"],
  People: ["Grace"],
  Finance: ["Nadia"],
};

export const everybody: readonly First[] = [
  "Dana",
  "Priya",
  "Marco",
  "Lena",
  "Sam",
  "Tomás",
  "Aiko",
  "Nadia",
  "Oskar",
  "Grace",
  "Wei",
];

/** The same person in the sandbox Jira. */
export function accountOf(first: First): User {
  const found = accounts.find(({ displayName }) => displayName.startsWith(`${first} `));
  if (!found) throw new Error(`The sandbox Jira knows no ${first}.`);
  return found;
}

/** Only this one administers the sandbox Jira, so only this one can pair it. */
export const jiraAdmin: First = "Oskar";

/** What an admin of Acme chose to have read. People's own project stays out. */
export const projects = ["CS", "DATA", "ONB", "REV", "SUP", "LEGAL", "FIN"] as const;
export type Project = (typeof projects)[number];

/** What is read of the sandbox Asana. People's hiring and the quarter's close stay out. */
export const asanaProjects = ["Customer onboarding", "Website relaunch", "Partner programme", "Campaigns"] as const;
export type AsanaProject = (typeof asanaProjects)[number];
export const isInAsana = (project: Project | AsanaProject): project is AsanaProject =>
  asanaProjects.some((name) => name === project);

/** Who allowed Throughline to act for them in Asana. */
export const inAsana: readonly First[] = ["Aiko", "Dana", "Lena", "Marco", "Nadia", "Priya", "Sam", "Tomás"];
