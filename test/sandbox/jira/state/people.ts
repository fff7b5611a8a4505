// The people of the site. Account ids look like Atlassian's and never change.
import { addressOf, adminName, type Name, names } from "../../base/people.ts";

export interface User {
  accountId: string;
  accountType: "atlassian" | "app";
  displayName: string;
  emailAddress: string;
  timeZone: string;
  admin: boolean;
}

export const people: User[] = names.map((displayName, index) => ({
  accountId: `5f7c1e9ad4b2830069a1${String(index + 1).padStart(4, "0")}`,
  accountType: "atlassian",
  displayName,
  emailAddress: addressOf(displayName),
  timeZone: "Etc/UTC",
  admin: displayName === adminName,
}));

/** The account under which the installed app acts. */
export const appUser: User = {
  accountId: "712020:7d0b1f0e-41c3-4a57-9a53-1d2f6a0c9b11",
  accountType: "app",
  displayName: "Throughline",
  emailAddress: "",
  timeZone: "Etc/UTC",
  admin: false,
};

const everyone = new Map([...people, appUser].map((user) => [user.accountId, user]));

export const findUser = (accountId: string): User | undefined => everyone.get(accountId);
export const userByName = (name: string): User | undefined =>
  people.find((user) => user.displayName === name || user.emailAddress === name || user.accountId === name);

export const account = (name: Name): string => {
  const user = people.find((candidate) => candidate.displayName === name);
  if (!user) throw new Error(`no user ${name}`);
  return user.accountId;
};
