import type { Caller } from "../accounts/caller.ts";
import { ToolError } from "../connectors/connector.ts";
import type { Connection } from "../generated/prisma/client.ts";
import type { Ground } from "../ground.ts";
import { Refused } from "../refusal.ts";
import { isAllowed } from "./grants.ts";
import { accountsOf } from "./identity.ts";
import { registeredWith, startUrl } from "./registration.ts";

type Within = Pick<Connection, "workspaceId" | "id" | "tool">;

/** The account of the tool as which we act for this caller: their own, that allowed us; never somebody else's. */
export async function actingAccount(ground: Ground, caller: Caller, connection: Within): Promise<string> {
  const { workspaceId, id: connectionId } = connection;
  for (const remoteId of await ownAccounts(ground, caller, connection))
    if (await isAllowed(ground, { workspaceId, connectionId, remoteId })) return remoteId;
  throw notConnected(ground, caller, connection.tool);
}

/** Beside an app the account that it names; else those of the person who is signed in. */
async function ownAccounts(ground: Ground, caller: Caller, connection: Within): Promise<string[]> {
  if (caller.connection) return caller.connection.account === null ? [] : [caller.connection.account];
  return caller.person ? accountsOf(ground, connection, caller.person.id) : [];
}

/** Where this caller allows us to act; null when nobody registered us with the tool. */
export function authorizeUrl(ground: Ground, caller: Caller, tool: string): string | null {
  if (!registeredWith(ground, tool)) return null;
  return caller.connection ? startUrl(ground, tool) : `${startUrl(ground, tool)}?for=me`;
}

const TOOL_NAMES: Record<string, string> = { jira: "Jira", asana: "Asana" };

function notConnected(ground: Ground, caller: Caller, tool: string): Refused {
  const name = TOOL_NAMES[tool] ?? tool;
  return new Refused(
    "not_connected",
    `Allow Throughline to act for you in ${name} first; then what you create is created as you.`,
    { authorizeUrl: authorizeUrl(ground, caller, tool) },
  );
}

/** Does what asks a tool; the tool's no becomes ours. */
export async function sayingNo<T>(ground: Ground, caller: Caller, tool: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof ToolError ? toolRefusal(ground, caller, tool, error) : error;
  }
}

/** As the caller hears it: in the tool's own words where it has some. */
function toolRefusal(ground: Ground, caller: Caller, tool: string, error: ToolError): Refused {
  const name = TOOL_NAMES[tool] ?? tool;
  switch (error.kind) {
    case "signed_out":
      return notConnected(ground, caller, tool);
    case "limited":
      return new Refused("tool_unreachable", `${name} asks us to wait. Try again in a minute: nothing is made twice.`, {
        retryAfterMs: error.retryAfterMs,
      });
    case "unknown":
    case "unreachable":
      return new Refused("tool_unreachable", `${name} did not answer. Try again: nothing is made twice.`);
    case "not_allowed":
    case "missing":
    case "unpaid":
    case "refused":
      return new Refused("tool_refused", `${name} says: ${error.message}`);
  }
}
