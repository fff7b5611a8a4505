import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import path from "node:path";
import type { Client } from "@throughline/shared/client";
import type pg from "pg";
import { issueCredential } from "../../goal-service/src/accounts/credentials.ts";
import { createApp } from "../../goal-service/src/app.ts";
import type { Ground } from "../../goal-service/src/ground.ts";
import { createDraining } from "../../goal-service/src/http/draining.ts";
import { createLive } from "../../goal-service/src/live/live.ts";
import { startWorker, type Worker } from "../../goal-service/src/worker.ts";
import { buildWorkspace, type Person } from "../factories/graph.ts";
import { testGround, type TestGround } from "../factories/ground.ts";
import { clientWith } from "./client.ts";
import { type Forge, startForge } from "./forge.ts";

/** The whole service, listening on a port of its own over a database of its own, with a Forge that signs its tokens. */
export interface Service {
  url: string;
  ground: TestGround;
  worker: Worker;
  admin: Person;
  forge: Forge;
  /** The typed client, signed in as this person. */
  as: (person: Person) => Promise<Client>;
  tokenOf: (person: Person) => Promise<string>;
  stop: () => Promise<void>;
}

/** What a test needs otherwise than usual. */
export interface Otherwise {
  config?: Partial<Ground["config"]>;
  log?: Ground["log"];
  clock?: Ground["clock"];
  connection?: pg.PoolConfig;
}

export async function startService(otherwise: Otherwise = {}): Promise<Service> {
  const forge = await startForge();
  const { log, clock, connection } = otherwise;
  const base = { ...(await testGround(connection)), ...(log && { log }), ...(clock && { clock }) };
  const forgeConfig = { appIds: [forge.appId], jwksUrl: forge.jwksUrl };
  const { ground, url, worker, close } = await listen(base, { forge: forgeConfig, ...otherwise.config });
  const admin = await buildWorkspace(ground);
  const tokenOf = async (person: Person) =>
    (await issueCredential(ground, "token", { workspaceId: person.workspaceId, personId: person.person.id })).text;
  return {
    url,
    ground,
    worker,
    admin,
    forge,
    tokenOf,
    as: async (person) => clientWith(url, { authorization: `Bearer ${await tokenOf(person)}` }),
    stop: async () => {
      await close();
      await ground.close();
      await forge.stop();
    },
  };
}

/** One process of the service over this ground, on a port of its own; several may stand on one database. */
export async function listen<G extends Ground>(
  base: G,
  otherwise: Partial<Ground["config"]> = {},
): Promise<{ ground: G; url: string; worker: Worker; close: () => Promise<void> }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const ground = { ...base, config: { ...base.config, port, publicUrl: url, loopback: true, ...otherwise } };
  const live = await createLive(ground);
  const worker = startWorker(ground);
  live.on("dirty", worker.hint);
  const server = createApp(ground, {
    live,
    worker,
    draining: createDraining(),
    dashboard: path.resolve("goal-service/dashboard"),
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await worker.stop();
    await live.close();
  };
  return { ground, url, worker, close };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
