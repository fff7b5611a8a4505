// Who calls the API: an OAuth app on behalf of a person, or a person's own script with a personal access token.
import { userByName } from "../state/people.ts";
import { type Site } from "../state/site.ts";

export interface Caller {
  user: string;
  /** The OAuth app; null for a personal access token. */
  client: string | null;
  /** `default` is full permissions; a personal access token has them. */
  scopes: string[];
  token: string;
}

/** Followed by the person's address. */
const PERSONAL = "sandbox-pat:";

export function readCaller(site: Site, header: string): Caller | undefined {
  const [scheme = "", token = ""] = header.split(" ");
  if (scheme.toLowerCase() !== "bearer" || token === "") return undefined;
  if (token.startsWith(PERSONAL)) {
    const user = userByName(token.slice(PERSONAL.length));
    return user && { user: user.gid, client: null, scopes: ["default"], token };
  }
  const access = site.data.accessTokens.find((entry) => entry.token === token);
  const grant = site.data.grants.find((entry) => entry.id === access?.grant);
  if (!access || !grant || access.expiresAt <= site.clock.now()) return undefined;
  return { user: grant.user, client: grant.client, scopes: grant.scopes, token };
}

export const mayUse = (caller: Caller, scope: string | null): boolean =>
  caller.scopes.includes("default") || (scope !== null && caller.scopes.includes(scope));
