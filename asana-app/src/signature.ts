import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * App Components (reference: Asana, "Authentication of app components"): `x-asana-request-signature` is the hex
 * HMAC-SHA256, keyed with the app's client secret, of the raw query string on GET and of the exact text in the body's
 * `data` on POST. Nothing is serialised anew: another order of the same parameters is another message.
 */
export function signatureHolds(secret: string, message: string, signature: string): boolean {
  const expected = Buffer.from(createHmac("sha256", secret).update(message, "utf8").digest("hex"));
  const given = Buffer.from(signature.toLowerCase());
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** When a signed request ends, in milliseconds: ISO 8601, or the epoch milliseconds of one old page. NaN if it says neither. */
export function endOf(expiresAt: unknown): number {
  if (typeof expiresAt !== "string") return Number.NaN;
  return /^\d+$/.test(expiresAt) ? Number(expiresAt) : Date.parse(expiresAt);
}
