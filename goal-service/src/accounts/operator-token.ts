import { readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:net";
import path from "node:path";
import type { Config } from "../config.ts";
import type { Ground } from "../ground.ts";
import { issueCredential } from "./credentials.ts";

/**
 * A token for the commands of this machine (`npm run deliveries`), beside the data and readable by its owner only. Whoever
 * can read it can read the embedded database as well.
 */
const file = (dataDir: string) => path.join(dataDir, "operator-token");

export async function keepOperatorToken(
  ground: Ground,
  admin: { workspaceId: string; personId: string },
): Promise<void> {
  const { workspaceId, personId } = admin;
  const name = "Commands on this machine";
  await ground.db.prisma.credential.updateMany({
    where: { workspaceId, personId, kind: "token", name, endedAt: null },
    data: { endedAt: ground.clock.now() },
  });
  const { text } = await issueCredential(ground, "token", admin, { name });
  writeFileSync(file(ground.config.dataDir), `${text}\n`, { mode: 0o600 });
}

export const readOperatorToken = (dataDir: string): string | null => read(file(dataDir));

/** Where the service that runs on these data listens, for the same commands; it is there while the service is. */
const addressFile = (dataDir: string) => path.join(dataDir, "service-address");

export function keepAddress(
  { dataDir, host, port: wanted }: Pick<Config, "dataDir" | "host" | "port">,
  listening: ReturnType<Server["address"]>,
): () => void {
  const port = typeof listening === "object" && listening ? listening.port : wanted;
  const name = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  writeFileSync(addressFile(dataDir), `http://${name.includes(":") ? `[${name}]` : name}:${port}\n`, { mode: 0o600 });
  return () => {
    rmSync(addressFile(dataDir), { force: true });
  };
}

export const readAddress = (dataDir: string): string | null => read(addressFile(dataDir));

function read(from: string): string | null {
  try {
    return readFileSync(from, "utf8").trim();
  } catch {
    return null;
  }
}
