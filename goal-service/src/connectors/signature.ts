import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { isStorable } from "@throughline/shared/basics";
import { eachOrNone, maybe } from "@throughline/shared/tool-answer";
import { createRemoteJWKSet, jwtVerify, type JWTVerifyGetKey } from "jose";
import { z } from "zod";

/**
 * The one place where what tools send the service is verified: raw bytes, constant time, several secrets so that one can
 * be replaced while the other still signs. Says only yes or no; what a "no" answers is decided where it is received.
 */

/** How far a sender's clock may be from ours (Standard Webhooks). */
export const TOLERANCE_SECONDS = 300;

function sameBytes(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

export interface SignedHook {
  id: string;
  timestamp: string;
  signature: string;
  body: Buffer;
}

/** Standard Webhooks: `v1,<base64 HMAC-SHA256 of "id.timestamp.body">`, several of them apart by spaces. */
export function standardWebhookHolds(hook: SignedHook, secrets: readonly string[], now: Date): boolean {
  const seconds = Number(hook.timestamp);
  const fresh = /^\d{1,12}$/.test(hook.timestamp) && Math.abs(now.getTime() / 1000 - seconds) <= TOLERANCE_SECONDS;
  const given = hook.signature
    .split(" ")
    .flatMap((part) => (part.startsWith("v1,") ? [Buffer.from(part.slice(3), "base64")] : []));
  let holds = false;
  for (const secret of secrets) {
    const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
    const expected = createHmac("sha256", key).update(`${hook.id}.${hook.timestamp}.`).update(hook.body).digest();
    for (const signature of given) holds = sameBytes(expected, signature) || holds;
  }
  return fresh && holds;
}

/** Asana: the hex HMAC-SHA256 of the raw body. */
export function asanaWebhookHolds(body: Buffer, signature: string, secrets: readonly string[]): boolean {
  const wellFormed = /^[0-9a-f]{64}$/i.test(signature);
  const given = Buffer.from(wellFormed ? signature : "0".repeat(64), "hex");
  let holds = false;
  for (const secret of secrets) holds = sameBytes(createHmac("sha256", secret).update(body).digest(), given) || holds;
  return wellFormed && holds;
}

/** Whether a secret that a tool tells is the one that we keep. */
export function isSameSecret(told: string, kept: string): boolean {
  const digest = (secret: string) => createHash("sha256").update(secret).digest();
  return sameBytes(digest(told), digest(kept));
}

const Id = z.string().min(1).max(300);

/** The parts of a Forge Invocation Token that we rely on (reference: Forge Remote, "the FIT contract"). */
const Fit = z.object({
  aud: z.union([z.string(), z.array(z.string())]),
  app: z.object({
    id: maybe(z.string()),
    environment: maybe(z.object({ id: maybe(z.string()) })),
    installationId: Id,
    installation: maybe(z.object({ contexts: eachOrNone(z.object({ cloudId: maybe(Id), url: maybe(z.string()) })) })),
    apiBaseUrl: maybe(z.string()),
  }),
  context: maybe(z.object({ cloudId: maybe(Id), siteUrl: maybe(z.string()) })),
  iat: z.number(),
  exp: z.number(),
});

export interface Installation {
  installationId: string;
  cloudId: string;
  site: string;
  /** The two ids that the address of our app's pages on this site is made of, where the token carries them. */
  app: { id: string; environment: string } | null;
}

const FIT_ISSUER = "forge/invocation-token";
/** A token lives 25 s; anything that claims more was not made by Forge. */
const FIT_SECONDS = 25;
/** How far Forge's clock may be from ours. */
const SKEW_SECONDS = 5;

const keySets = new Map<string, JWTVerifyGetKey>();

function keySet(url: string): JWTVerifyGetKey {
  const known = keySets.get(url) ?? createRemoteJWKSet(new URL(url));
  keySets.set(url, known);
  return known;
}

/** The installation that a Forge Invocation Token proves, or null. It proves the app and the site, not that the site is ours. */
export async function readFit(
  token: string,
  options: { jwksUrl: string; appIds: readonly string[]; now: Date },
): Promise<Installation | null> {
  if (options.appIds.length === 0) return null;
  try {
    const { payload } = await jwtVerify(token, keySet(options.jwksUrl), {
      issuer: FIT_ISSUER,
      audience: [...options.appIds],
      algorithms: ["RS256"],
      clockTolerance: SKEW_SECONDS,
      currentDate: options.now,
      requiredClaims: ["app", "exp", "iat"],
    });
    const fit = Fit.parse(payload);
    if (!isStorable(fit)) return null;
    const early = fit.iat > options.now.getTime() / 1000 + SKEW_SECONDS;
    const long = fit.exp - fit.iat > FIT_SECONDS + SKEW_SECONDS;
    return early || long ? null : installationIn(fit);
  } catch {
    return null;
  }
}

/** The site stands in several places of a token, depending on what calls. */
function installationIn({ app, context }: z.infer<typeof Fit>): Installation | null {
  const installed = app.installation?.contexts[0];
  const inAddress = /\/ex\/jira\/([^/]+)/.exec(app.apiBaseUrl ?? "")?.[1];
  const cloudId = installed?.cloudId ?? context?.cloudId ?? inAddress;
  if (!cloudId) return null;
  const site = context?.siteUrl ?? installed?.url ?? cloudId;
  return { installationId: app.installationId, cloudId, site, app: idsIn(app) };
}

const LAST_UUID = /(?:^|\/)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** `ari:cloud:ecosystem::app/<app>` and `ari:cloud:ecosystem::environment/<app>/<environment>`. */
function idsIn({ id, environment }: z.infer<typeof Fit>["app"]): Installation["app"] {
  const [app, place] = [id, environment?.id].map((ari) => LAST_UUID.exec(ari ?? "")?.[1]?.toLowerCase());
  return app === undefined || place === undefined ? null : { id: app, environment: place };
}
