import type { Role } from "@throughline/shared/vocabulary";
import { Refused } from "../refusal.ts";

/**
 * Who is calling. A session or token is a person; an app (Forge, Asana) is a connection, beside which it may name the
 * account that acts. An account that we can't match to a person sees what every member sees and no private goal.
 */
export interface Caller {
  workspaceId: string;
  zone: string;
  /** `sees`: the person's id and teams, which is what a private goal's audience is made of. */
  person: { id: string; name: string; role: Role | null; sees: string[] } | null;
  connection: { id: string; tool: string; account: string | null } | null;
  /** The session of the browser that calls. */
  session?: string;
}

/** A person of this workspace; `role` is what they were given, or null. */
export const personAlone = (
  workspaceId: string,
  zone: string,
  { id, name, role }: { id: string; name: string; role: Role | null },
): Caller & { person: NonNullable<Caller["person"]> } => ({
  workspaceId,
  zone,
  person: { id, name, role, sees: [id] },
  connection: null,
});

/** The person themself, not an app that acts for them: addresses, sessions and tokens belong to people. */
export function signedInPerson(caller: Caller): NonNullable<Caller["person"]> {
  if (caller.connection || !caller.person) {
    throw new Refused("not_allowed", "Only a person can do this. Sign in to Throughline.");
  }
  return caller.person;
}

const RANK: Record<Role, number> = { viewer: 1, contributor: 2, admin: 3 };

export function hasRole(caller: Caller, least: Role): boolean {
  const role = caller.person?.role;
  return role != null && RANK[role] >= RANK[least];
}

/** How a change is signed in history and audit: who did it, and through what. */
export function signed(caller: Caller): Record<string, string> {
  return {
    ...(caller.person && { person: caller.person.id }),
    ...(caller.connection && { connection: caller.connection.id }),
    ...(caller.connection?.account && { account: caller.connection.account }),
  };
}
