// The people of the workspace: those of the sandbox Jira, by the same addresses, under ids like Asana's.
import { addressOf, adminName, type Name, names } from "../../base/people.ts";

export interface User {
  gid: string;
  name: string;
  email: string;
  admin: boolean;
}

export const people: User[] = names.map((name, index) => ({
  gid: `12091000000001${String(index + 1).padStart(2, "0")}`,
  name,
  email: addressOf(name),
  admin: name === adminName,
}));

const byGid = new Map(people.map((user) => [user.gid, user]));

export const findUser = (gid: string): User | undefined => byGid.get(gid);
export const userByName = (name: string): User | undefined =>
  people.find((user) => user.gid === name || user.email === name || user.name === name);

export const userGid = (name: Name): string => {
  const user = people.find((candidate) => candidate.name === name);
  if (!user) throw new Error(`no user ${name}`);
  return user.gid;
};
