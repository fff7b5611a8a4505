import { createHash } from "node:crypto";
import type { Request } from "express";
import { z } from "zod";
import type { Clock } from "./clock.ts";
import { endOf, signatureHolds } from "./signature.ts";

/** A request of an app component that Asana signed: who looks at what, and until when it may be believed. */
export interface Signed {
  fields: Record<string, unknown>;
  /** SHA-256 of the signature: what a repeated request is known by. */
  hash: string;
  endsAt: number;
}

const SIGNATURE = "x-asana-request-signature";
/** A signed request lives for minutes; one that claims to live for days was not made by Asana as we know it. */
const LONGEST_MS = 86_400_000;
const Envelope = z.object({ data: z.string().min(2) });
const Fields = z.record(z.string(), z.unknown());

/** The signed request, or null: then nothing of it is used, and the answer is 400 and no reason. */
export function readSigned(request: Request, secret: string, clock: Clock): Signed | null {
  const signature = request.get(SIGNATURE) ?? "";
  const message = request.method === "GET" ? queryOf(request) : dataOf(request);
  if (message === null || message === "" || !signatureHolds(secret, message, signature)) return null;
  const fields = request.method === "GET" ? Object.fromEntries(new URLSearchParams(message)) : readJson(message);
  if (fields === null) return null;
  const endsAt = endOf(fields["expires_at"]);
  const left = endsAt - clock.now();
  if (!(left > 0 && left <= LONGEST_MS)) return null;
  return { fields, hash: createHash("sha256").update(signature).digest("base64url"), endsAt };
}

function queryOf({ originalUrl }: Request): string {
  const at = originalUrl.indexOf("?");
  return at < 0 ? "" : originalUrl.slice(at + 1);
}

/** The text of `data` as it came, not as we would write it. */
function dataOf({ body }: Request): string | null {
  if (!Buffer.isBuffer(body)) return null;
  const envelope = Envelope.safeParse(readJson(body.toString("utf8")));
  return envelope.success ? envelope.data.data : null;
}

function readJson(text: string): Record<string, unknown> | null {
  try {
    const parsed = Fields.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
