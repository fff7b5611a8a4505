import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** Secrets at rest: AES-256-GCM, `v1.<iv>.<tag>.<text>` in base64url. The key never leaves config. */
export function seal(key: Buffer, text: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return ["v1", ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"))].join(".");
}

export function open(key: Buffer, sealed: string): string {
  const [version, iv = "", tag = "", text = ""] = sealed.split(".");
  if (version !== "v1") throw new Error("a stored secret has an unknown form");
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(iv, "base64url"));
  decipher.setAuthTag(Buffer.from(tag, "base64url"));
  return Buffer.concat([decipher.update(Buffer.from(text, "base64url")), decipher.final()]).toString("utf8");
}
