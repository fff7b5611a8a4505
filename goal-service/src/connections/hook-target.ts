import { randomBytes } from "node:crypto";
import { z } from "zod";
import { open } from "../secrets.ts";
import type { Ground } from "../ground.ts";

/** An unknown connection is checked against a secret that nobody has, so that it looks and costs like a bad signature. */
const NOBODYS = `whsec_${randomBytes(32).toString("base64")}`;

export interface HookTarget {
  known: boolean;
  workspaceId: string;
  connectionId: string;
  secrets: string[];
}

export async function secretsOf(ground: Ground, connectionId: string): Promise<HookTarget> {
  const id = z.guid().safeParse(connectionId);
  const row = id.success
    ? await ground.db.prisma.connection.findFirst({ where: { id: id.data, tool: "generic", state: { not: "ended" } } })
    : null;
  if (!row?.secret) return { known: false, workspaceId: "", connectionId: "", secrets: [NOBODYS] };
  return {
    known: true,
    workspaceId: row.workspaceId,
    connectionId: row.id,
    secrets: [open(ground.config.secretKey, row.secret)],
  };
}

const OVERLAP_MS = 10 * 60_000;

/** Which containers the app should read, and from when: the newest tool time known less ten minutes. */
export async function cursorOf(
  ground: Ground,
  connection: { workspaceId: string; id: string },
): Promise<{ containers: string[]; cursor: Record<string, string> }> {
  const row = await ground.db.prisma.connection.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId: connection.workspaceId, id: connection.id } },
    select: { containers: true, cursor: true },
  });
  const newest = z.record(z.string(), z.string()).parse(row.cursor);
  const cursor = Object.fromEntries(
    Object.entries(newest).map(([container, at]) => [container, new Date(Date.parse(at) - OVERLAP_MS).toISOString()]),
  );
  return { containers: z.array(z.string()).parse(row.containers), cursor };
}
