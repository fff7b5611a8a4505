import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeEach } from "@jest/globals";
import { connectors } from "../../goal-service/src/connectors/registry.ts";
import { hookRoute } from "../../goal-service/src/deliveries/hook-route.ts";
import { processBatch } from "../../goal-service/src/deliveries/process.ts";
import { takeTurn } from "../../goal-service/src/deliveries/take-turn.ts";
import type { Connection, Touch, WorkItem } from "../../goal-service/src/generated/prisma/client.ts";
import type { Ground } from "../../goal-service/src/ground.ts";
import type { TestGround } from "./ground.ts";
import { newId } from "../../goal-service/src/ids.ts";
import { seal } from "../../goal-service/src/secrets.ts";
import { connectorTo } from "../setup/fake-connector.ts";
import { FakeTool } from "../setup/fake-tool.ts";
import type { Service } from "../setup/service.ts";
import { next, type Person } from "./graph.ts";

/** Asana's place is taken by the fake until the file is through. */
export const TOOL = "asana";

/** A fake tool in the place of a real one, whose webhooks reach this ground's hooks. */
export async function fakeToolOn(ground: TestGround): Promise<FakeTool> {
  const hook = hookRoute(ground, () => undefined);
  const server = createServer((request, response) => {
    if (!hook(request, response)) response.writeHead(404).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const tool = new FakeTool(
    () => ground.clock.now().getTime(),
    () => ground.setNow(new Date(ground.clock.now().getTime() + 1).toISOString()),
    async (target, headers, body) => {
      const { pathname } = new URL(target);
      const { signal } = tool.line;
      const response = await fetch(`http://127.0.0.1:${port}${pathname}`, { method: "POST", headers, body, signal });
      await response.arrayBuffer();
      return { status: response.status, secret: response.headers.get("x-hook-secret") };
    },
  );
  const real = connectors[TOOL];
  connectors[TOOL] = connectorTo(tool);
  afterAll(async () => {
    if (real) connectors[TOOL] = real;
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  return tool;
}

/** A connection that an account has allowed, with its chosen containers in the tool; its first reconcile is due. */
export async function buildPullConnection(
  ground: Ground,
  { workspaceId }: Person,
  tool: FakeTool,
  containers: string[] = ["P1"],
): Promise<string> {
  const now = ground.clock.now();
  for (const id of containers) tool.containers.set(id, { name: `Project ${id}`, restricted: false });
  const connection = { workspaceId, id: newId(), tool: TOOL, name: "Fake", tenant: `tenant-${next()}`, actor: "bot" };
  await ground.db.prisma.connection.create({ data: { ...connection, containers, pollDue: now, createdAt: now } });
  const token = seal(ground.config.secretKey, "token");
  await ground.db.prisma.grant.create({
    data: {
      workspaceId,
      connectionId: connection.id,
      remoteId: "bot",
      access: token,
      refresh: token,
      expiresAt: new Date("2100-01-01T00:00:00Z"),
      scopes: "default",
      createdAt: now,
    },
  });
  return connection.id;
}

/** A connection to a fake tool with all that a test asks of it. */
export interface Pulled {
  tool: FakeTool;
  connectionId: string;
  scope: { workspaceId: string; connectionId: string };
  /** Delivers what waits, and goes on until nothing is due. */
  settle: () => Promise<void>;
  later: (minutes: number) => void;
  item: (remoteId: string) => Promise<WorkItem | null>;
  touches: () => Promise<Touch[]>;
  connection: () => Promise<Connection>;
}

export async function pulled(ground: TestGround, admin: Person, containers?: string[]): Promise<Pulled> {
  const tool = await fakeToolOn(ground);
  const connectionId = await buildPullConnection(ground, admin, tool, containers);
  const scope = { workspaceId: admin.workspaceId, connectionId };
  const { prisma } = ground.db;
  return {
    tool,
    connectionId,
    scope,
    settle: async () => {
      await tool.deliver();
      while ((await processBatch(ground)) || (await takeTurn(ground)));
    },
    later: (minutes) => ground.setNow(new Date(ground.clock.now().getTime() + minutes * 60_000).toISOString()),
    item: (remoteId) => prisma.workItem.findFirst({ where: { ...scope, remoteId } }),
    touches: () => prisma.touch.findMany({ where: scope, orderBy: { ref: "asc" } }),
    connection: () => prisma.connection.findFirstOrThrow({ where: { id: connectionId } }),
  };
}

/** The same where a whole service runs, whose worker does all that is due. */
export async function pulledBy({ ground, admin, worker }: Service, containers?: string[]): Promise<Pulled> {
  const connected = await pulled(ground, admin, containers);
  const settle = async () => {
    await connected.tool.deliver();
    await worker.drain();
  };
  return { ...connected, settle };
}

/** Each test begins ten days after the one before, when whatever was put off is due: a ground's clock begins anew each time. */
export function tenDaysApart({ later, settle }: Pulled): void {
  let days = 0;
  beforeEach(async () => {
    later((days += 10) * 24 * 60);
    await settle();
  });
}
