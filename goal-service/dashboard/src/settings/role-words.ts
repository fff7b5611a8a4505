import type { Role } from "@throughline/shared/vocabulary";

export const ROLE_WORDS: Record<Role, string> = { admin: "Admin", contributor: "Contributor", viewer: "Viewer" };

export const ROLE_RIGHTS: Record<Role, string> = {
  admin: "Changes everything, connects tools, invites people.",
  contributor: "Changes goals, readings, initiatives and their work.",
  viewer: "Reads; changes nothing.",
};

export const ROLE_OPTIONS = (["contributor", "viewer", "admin"] as const).map((role) => ({
  value: role,
  label: `${ROLE_WORDS[role]}: ${ROLE_RIGHTS[role]}`,
}));
