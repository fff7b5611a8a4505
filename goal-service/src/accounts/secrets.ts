import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";

/**
 * The text of a credential or invitation: what it is, its workspace, so that the row is found by its key like every other,
 * and 32 random bytes. Only its SHA-256 is kept.
 */
export type Kind = "token" | "session" | "sign-in" | "invitation";
const PREFIX: Record<Kind, string> = { token: "tl_", session: "tls_", "sign-in": "tlo_", invitation: "tli_" };

export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("base64url");

export function newSecret(kind: Kind, workspaceId: string): string {
  const workspace = Buffer.from(workspaceId.replaceAll("-", ""), "hex").toString("base64url");
  return `${PREFIX[kind]}${workspace}_${randomBytes(32).toString("base64url")}`;
}

export const isOfKind = (kind: Kind, text: string): boolean => text.startsWith(PREFIX[kind]);

/** Where the row of this text is kept; null for a text that no workspace gave out. */
export function keyOf(text: string): { workspaceId: string; hash: string } | null {
  const hex = Buffer.from(/^tl[soi]?_([\w-]{22})_/.exec(text)?.[1] ?? "", "base64url").toString("hex");
  const workspaceId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return z.guid().safeParse(workspaceId).success ? { workspaceId, hash: hashOf(text) } : null;
}
