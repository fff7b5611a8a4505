import { endpoints } from "@throughline/shared/endpoints";
import { Router } from "express";
import type { Ground } from "../ground.ts";
import { mount } from "../route.ts";
import { setComments } from "./comments.ts";
import { createGenericConnection, findConnection, pair, showConnection } from "./connections.ts";
import { signInTools } from "./registration.ts";

export function connectionRoutes(ground: Ground): Router {
  const router = Router();
  mount(router, ground, endpoints.createConnection, ({ caller, input }) =>
    createGenericConnection(ground, caller, input.name),
  );
  mount(router, ground, endpoints.pairConnection, ({ caller, input }) => pair(ground, caller, input));
  mount(router, ground, endpoints.listConnections, async ({ caller }) => {
    const rows = await ground.db.prisma.connection.findMany({
      where: { workspaceId: caller.workspaceId, ...(caller.connection && { id: caller.connection.id }) },
      orderBy: { createdAt: "asc" },
    });
    const items = await Promise.all(rows.map((row) => showConnection(ground, caller, row)));
    return { items, next: null, pending: await reinstalls(ground, caller.workspaceId), tools: signInTools(ground) };
  });
  mount(router, ground, endpoints.setComments, ({ caller, input }) => setComments(ground, caller, input));
  mount(router, ground, endpoints.getAppHealth, async ({ caller, refuse }) => {
    if (!caller.connection) return refuse("not_allowed", "Only an app asks this, with its own token.");
    const connection = await showConnection(
      ground,
      caller,
      await findConnection(ground.db.prisma, caller, caller.connection.id),
    );
    return {
      paired: true,
      code: null,
      connection,
      dashboard: ground.config.publicUrl,
      now: ground.clock.now().toISOString(),
    };
  });
  return router;
}

/** Sites of this workspace that were installed again and wait for one click; strangers show only to who has their code. */
async function reinstalls(ground: Ground, workspaceId: string) {
  const sites = await ground.db.prisma.connection.findMany({
    where: { workspaceId, tenant: { not: null } },
    select: { id: true, tool: true, tenant: true },
  });
  const waiting = await ground.db.prisma.pairing.findMany({
    where: { OR: sites.map(({ tool, tenant }) => ({ tool, tenant: tenant ?? "" })) },
  });
  return waiting.map((row) => ({
    tool: row.tool as "jira",
    site: row.site,
    seenAt: row.seenAt.toISOString(),
    reinstallOf: sites.find((site) => site.tool === row.tool && site.tenant === row.tenant)?.id ?? null,
  }));
}
