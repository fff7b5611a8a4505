import { randomInt } from "node:crypto";
import { type Installation, readFit } from "../connectors/signature.ts";
import type { Ground } from "../ground.ts";
import { Refused } from "../refusal.ts";
import { keepPage } from "./app-page.ts";
import { addressIn } from "./web-address.ts";

export interface PairedConnection {
  workspaceId: string;
  id: string;
  tool: string;
}

/**
 * Which installation of our app a Forge Invocation Token proves; null when it proves nothing. The token of a function names
 * the site by its id alone, so the app tells the address beside it (`X-Throughline-Site`), once it knows it.
 */
export async function installationOf(ground: Ground, token: string, told: unknown): Promise<Installation | null> {
  const { jwksUrl, appIds } = ground.config.forge;
  const proved = await readFit(token, { jwksUrl, appIds, now: ground.clock.now() });
  return proved && { ...proved, site: addressIn(told) ?? proved.site };
}

/** The connection of an installation. An unpaired site is refused with its code. */
export async function connectionOf(ground: Ground, installation: Installation): Promise<PairedConnection> {
  const known = await ground.db.prisma.connection.findUnique({
    where: { tool_tenant: { tool: "jira", tenant: installation.cloudId } },
  });
  const paired = known?.installationId === installation.installationId && known.state !== "ended";
  if (paired) {
    await keepPage(ground, known, installation);
    return known;
  }
  const code = await pairingCode(ground, installation);
  throw new Refused(
    "not_paired",
    `This Jira site is not connected yet. Type the code ${code} in Throughline under Connections.`,
    { code },
  );
}

const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const newCode = () =>
  Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)])
    .join("")
    .replace(/^(.{4})/, "$1-");

/** The short code of an unknown installation: made at first sight, the same until it is approved. */
async function pairingCode(ground: Ground, installation: Installation): Promise<string> {
  const seenAt = ground.clock.now();
  const row = await ground.db.prisma.pairing.upsert({
    where: { tool_installationId: { tool: "jira", installationId: installation.installationId } },
    create: {
      tool: "jira",
      installationId: installation.installationId,
      tenant: installation.cloudId,
      site: installation.site,
      code: newCode(),
      seenAt,
      createdAt: seenAt,
    },
    update: { seenAt, ...(addressIn(installation.site) !== null && { site: installation.site }) },
  });
  return row.code;
}
