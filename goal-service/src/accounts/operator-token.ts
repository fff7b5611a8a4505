import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
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

export function readOperatorToken(dataDir: string): string | null {
  try {
    return readFileSync(file(dataDir), "utf8").trim();
  } catch {
    return null;
  }
}
