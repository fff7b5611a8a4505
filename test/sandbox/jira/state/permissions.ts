// Who may see and change what. The installed app is a user of its own, in most projects and some security levels.
import { byId, securityLevels } from "./catalogue.ts";
import { type Issue } from "./model.ts";
import { appUser, findUser } from "./people.ts";
import { projectOf, type Project } from "./projects.ts";

export interface Principal {
  accountId: string;
  app: boolean;
}

export const asApp: Principal = { accountId: appUser.accountId, app: true };
export const asPerson = (accountId: string): Principal => ({ accountId, app: false });

export const canBrowse = (who: Principal, project: Project): boolean =>
  who.app ? project.app : project.browse.includes(who.accountId);

export const canCreate = (who: Principal, project: Project): boolean =>
  canBrowse(who, project) && (who.app || project.edit.includes(who.accountId));

/** A security level hides an item from everyone but its own people, its reporter and its assignee. */
export function canSee(who: Principal, issue: Issue): boolean {
  const project = projectOf(issue.projectId);
  if (!canBrowse(who, project)) return false;
  if (issue.securityId === null) return true;
  const level = byId(securityLevels, issue.securityId);
  if (who.app) return level.members === "app";
  return (
    who.accountId === project.lead ||
    who.accountId === issue.reporter ||
    who.accountId === issue.assignee ||
    isAdmin(who)
  );
}

export const canEdit = (who: Principal, issue: Issue): boolean =>
  canSee(who, issue) && canCreate(who, projectOf(issue.projectId));

/** Only leads and admins delete. */
export const canDelete = (who: Principal, issue: Issue): boolean =>
  canEdit(who, issue) &&
  (who.app || isAdmin(who) || issue.reporter === who.accountId || projectOf(issue.projectId).lead === who.accountId);

export const isAdmin = (who: Principal): boolean => !who.app && findUser(who.accountId)?.admin === true;
