// The workspace as it is founded: teams, projects with their sections, custom fields, one custom type, two goals.
import { type Name } from "../../base/people.ts";
import { type CustomField, type Goal, type Project } from "./model.ts";
import { people, userGid } from "./people.ts";

export const workspace = { gid: "1209100000000001", name: "Acme" };

export interface Team {
  gid: string;
  name: string;
}
export const teams: Team[] = ["Customer", "Product", "Platform", "Revenue", "People", "Finance"].map((name, index) => ({
  gid: `12091000000002${String(index + 1).padStart(2, "0")}`,
  name,
}));
export const findTeam = (gid: string): Team | undefined => teams.find((team) => team.gid === gid);
const teamGid = (name: string): string => teams.find((team) => team.name === name)?.gid ?? "";

/** Statuses of one custom type; completing or reopening a task sets the first that fits. */
export const customTypes = [
  {
    gid: "1209100000000601",
    name: "Web request",
    statuses: [
      { gid: "1209100000000611", name: "New", done: false },
      { gid: "1209100000000612", name: "In progress", done: false },
      { gid: "1209100000000613", name: "Waiting for reply", done: false },
      { gid: "1209100000000614", name: "Done", done: true },
    ],
  },
];
export const statusOption = (gid: string) =>
  customTypes.flatMap((type) => type.statuses).find((status) => status.gid === gid);
export const typeOfStatus = (gid: string) =>
  customTypes.find((type) => type.statuses.some((status) => status.gid === gid));

export const INITIATIVE_FIELD = "1209100000000501";
export const PRIORITY_FIELD = "1209100000000502";
const HOURS_FIELD = "1209100000000503";

export const foundedFields = (): CustomField[] => [
  {
    gid: INITIATIVE_FIELD,
    name: "Initiative",
    type: "text",
    description: "The initiative this work serves",
    options: [],
    createdBy: userGid("Oskar Lindqvist"),
  },
  {
    gid: PRIORITY_FIELD,
    name: "Priority",
    type: "enum",
    description: "",
    options: [
      { gid: "1209100000000511", name: "High", color: "red" },
      { gid: "1209100000000512", name: "Medium", color: "yellow" },
      { gid: "1209100000000513", name: "Low", color: "aqua" },
    ],
    createdBy: null,
  },
  {
    gid: HOURS_FIELD,
    name: "Estimated hours",
    type: "number",
    description: "",
    options: [],
    createdBy: null,
  },
];

interface Founded {
  name: string;
  team: string;
  owner: Name;
  color: string;
  sections: string[];
  fields: string[];
  view?: Project["view"];
  notes: string;
  only?: Name[];
  commenters?: Name[];
  customTypes?: string[];
}

const rows: Founded[] = [
  {
    name: "Customer onboarding",
    team: "Customer",
    owner: "Marco Silva",
    color: "light-green",
    sections: ["To do", "In progress", "Waiting", "Done"],
    fields: [INITIATIVE_FIELD, PRIORITY_FIELD],
    view: "board",
    notes: "Everything between the signature and the first value.",
  },
  {
    name: "Website relaunch",
    team: "Product",
    owner: "Lena Fischer",
    color: "light-purple",
    sections: ["Backlog", "This sprint", "In review", "Live"],
    fields: [INITIATIVE_FIELD, PRIORITY_FIELD, HOURS_FIELD],
    notes: "The new site, page by page.",
    customTypes: ["1209100000000601"],
  },
  {
    name: "Partner programme",
    team: "Revenue",
    owner: "Priya Raman",
    color: "light-orange",
    sections: ["Leads", "Talking", "Contract", "Signed"],
    fields: [INITIATIVE_FIELD],
    notes: "Resellers and audit firms who sell with us.",
  },
  {
    name: "Campaigns",
    team: "Revenue",
    owner: "Sam Whitlock",
    color: "light-pink",
    sections: ["Ideas", "Planned", "Running", "Done"],
    fields: [PRIORITY_FIELD],
    view: "board",
    notes: "Events, mailings and stories.",
  },
  {
    name: "Quarter close",
    team: "Finance",
    owner: "Nadia Haddad",
    color: "light-teal",
    sections: ["Untitled section"],
    fields: [],
    notes: "Steps at the end of each quarter.",
    commenters: ["Sam Whitlock"],
  },
  {
    name: "Hiring",
    team: "People",
    owner: "Grace Mensah",
    color: "light-red",
    sections: ["Open roles", "Interviews", "Offers", "Joined"],
    fields: [],
    notes: "Seen by its members only.",
    only: ["Grace Mensah", "Oskar Lindqvist", "Tomás Herrera"],
  },
];

export const foundedProjects = (at: number): Project[] =>
  rows.map((row, index) => ({
    gid: `12091000000003${String(index + 1).padStart(2, "0")}`,
    name: row.name,
    team: teamGid(row.team),
    owner: userGid(row.owner),
    color: row.color,
    notes: row.notes,
    archived: false,
    privacy: row.only ? "private" : "public_to_workspace",
    members: row.only ? row.only.map(userGid) : people.map((user) => user.gid),
    commenters: (row.commenters ?? []).map(userGid),
    view: row.view ?? "list",
    startOn: null,
    dueOn: null,
    createdAt: at,
    modifiedAt: at,
    sections: row.sections.map((name, place) => ({
      gid: `1209100000000${String(400 + index * 10 + place)}`,
      name,
    })),
    fieldGids: row.fields,
    fields: {},
    customTypes: row.customTypes ?? [],
    apps: [],
  }));

export const foundedGoals = (): Goal[] => [
  {
    gid: "1209100000000701",
    name: "New customers see value within 30 days",
    notes: "",
    owner: userGid("Marco Silva"),
    team: teamGid("Customer"),
    startOn: null,
    dueOn: null,
    status: "green",
    metric: { gid: "1209100000000711", unit: "percentage", precision: 0, initial: 0.4, target: 0.8, current: 0.55 },
  },
  {
    gid: "1209100000000702",
    name: "Partners bring a fifth of new revenue",
    notes: "",
    owner: userGid("Priya Raman"),
    team: teamGid("Revenue"),
    startOn: null,
    dueOn: null,
    status: null,
    metric: null,
  },
];
