import type { ReplyOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import { z } from "zod";
import type { Caller } from "../accounts/caller.ts";
import { pullConnectorFor } from "../connectors/registry.ts";
import type { Connection } from "../generated/prisma/client.ts";
import type { Ground } from "../ground.ts";
import { notFound, Refused } from "../refusal.ts";
import { actingAccount, sayingNo } from "./acting.ts";
import { findConnection } from "./connections.ts";
import { namesOf } from "./container-names.ts";
import { inTool } from "./reach.ts";

type Places = ReplyOf<typeof endpoints.listPlaces>;

/** The projects in which this person can create work that is read afterwards; in a tool that we call, those it shows them. */
export async function listPlaces(ground: Ground, caller: Caller, id: string): Promise<Places> {
  const connection = await findConnection(ground.db.prisma, caller, id);
  if (connection.state === "ended") throw notFound("connection");
  const read = z.array(z.string()).parse(connection.containers);
  if (pullConnectorFor(connection.tool) === null) {
    const names = await namesOf(ground.db.pool, { workspaceId: caller.workspaceId, connectionId: connection.id }, read);
    const items = read.map((container) => ({ id: container, name: names.get(container) ?? container }));
    return { creates: "in_tool", allow: null, items: items.sort((a, b) => a.name.localeCompare(b.name)) };
  }
  const shown = await shownTo(ground, caller, connection);
  if ("allow" in shown) return { creates: "here", ...shown, items: [] };
  const items = shown.items.filter((container) => read.length === 0 || read.includes(container.id));
  return { creates: "here", allow: null, items: items.map(({ id: container, name }) => ({ id: container, name })) };
}

const ToAllow = z.object({ authorizeUrl: z.string().nullable() });

/** As the tool shows its projects to this person, or where they allow us to ask it. */
async function shownTo(
  ground: Ground,
  caller: Caller,
  connection: Connection,
): Promise<{ allow: string } | { items: { id: string; name: string }[] }> {
  const scope = { workspaceId: connection.workspaceId, connectionId: connection.id };
  try {
    const items = await sayingNo(ground, caller, connection.tool, async () => {
      const account = await actingAccount(ground, caller, connection);
      return inTool(ground, scope, account, (connector, reach) => connector.containers(reach));
    });
    return { items };
  } catch (error) {
    const allow =
      error instanceof Refused && error.code === "not_connected" ? ToAllow.safeParse(error.details).data : undefined;
    if (allow?.authorizeUrl == null) throw error;
    return { allow: allow.authorizeUrl };
  }
}
