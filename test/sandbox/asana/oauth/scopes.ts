// The scopes an app can be registered with; `default`, full permissions, excludes all the others.
const things = [
  ..."attachments custom_fields portfolios projects stories tags tasks teams users webhooks workspaces".split(" "),
];

const known = new Set([
  ...things.flatMap((thing) => [`${thing}:read`, `${thing}:write`, `${thing}:delete`]),
  ..."goals:read goals:write workspaces.typeahead:read time_tracking_entries:read ooo_entries:read".split(" "),
  ..."roles:read jobs:read openid email profile".split(" "),
]);

interface Registered {
  registration: "granular" | "full";
  scopes: string[];
}

/** What is wrong with the scopes that a request asks for, or nothing. */
export function scopeFault(app: Registered, asked: string[]): string | undefined {
  if (app.registration === "full") {
    const strange = asked.filter((scope) => scope !== "default");
    return strange.length === 0 ? undefined : forbidden(strange);
  }
  if (asked.length === 0) return "invalid_scope: This app must say which scopes it wants.";
  const unknown = asked.filter((scope) => !known.has(scope) && scope !== "default");
  if (unknown.length > 0) return `invalid_scope: There is no scope ${unknown.join(" ")}.`;
  const strange = asked.filter((scope) => !app.scopes.includes(scope));
  return strange.length === 0 ? undefined : forbidden(strange);
}

const forbidden = (scopes: string[]): string =>
  `forbidden_scopes: Your app is not allowed to request user authorization for ${scopes.join(" ")} scopes.`;

/** The scopes that a new registration gets: what the architecture asks for. */
export const usualScopes = (
  "tasks:read tasks:write projects:read projects:write custom_fields:read custom_fields:write attachments:read " +
  "attachments:write stories:read stories:write webhooks:read webhooks:write webhooks:delete users:read workspaces:read goals:read"
).split(" ");
