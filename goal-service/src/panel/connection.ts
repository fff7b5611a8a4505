import type { Caller } from "../accounts/caller.ts";
import { findConnection } from "../connections/connections.ts";
import { pullConnectorFor } from "../connectors/registry.ts";
import type { Connection } from "../generated/prisma/client.ts";
import type { Ground } from "../ground.ts";
import { notFound, Refused } from "../refusal.ts";

/** The connection at hand: the app's own, else the one that is named; one that we call ourselves. */
export async function connectionMeant(ground: Ground, caller: Caller, given: string | undefined): Promise<Connection> {
  const id = caller.connection?.id ?? given;
  if (id === undefined) throw new Refused("invalid_input", "Say in which connection: give connectionId.");
  const connection = await findConnection(ground.db.prisma, caller, id);
  if (connection.state === "ended") throw notFound("connection");
  if (pullConnectorFor(connection.tool) === null)
    throw new Refused("not_pulled", "This tool's own app makes and links its items; Throughline does not call it.");
  return connection;
}
