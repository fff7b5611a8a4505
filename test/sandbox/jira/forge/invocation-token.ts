// The Forge Invocation Token: what tells a remote that a call comes from this app on this site. RS256, 25 seconds.
import { randomUUID } from "node:crypto";
import { chmod, readFile } from "node:fs/promises";
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from "jose";
import { z } from "zod";
import { type Clock } from "../../base/clock.ts";
import { writeWhole } from "../../base/whole-file.ts";
import { type SiteData } from "../state/model.ts";
import { gatewayOf } from "../rest/tokens.ts";
import { identityOf } from "./identity.ts";

const ISSUER = "forge/invocation-token";
const LIFETIME = 25;

const KeyFile = z.object({
  kid: z.string(),
  privateJwk: z.record(z.string(), z.unknown()),
  publicJwk: z.record(z.string(), z.unknown()),
});
export interface SigningKey {
  kid: string;
  privateJwk: JWK;
  publicJwk: JWK;
}

/** The key outlives a restart, so that a service which keeps the key set need not notice one. */
export async function signingKey(file: string): Promise<SigningKey> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text !== undefined) return KeyFile.parse(JSON.parse(text));
  const pair = await generateKeyPair("RS256", { extractable: true });
  const kid = `${ISSUER}/sandbox-${randomUUID()}`;
  const key = { kid, privateJwk: await exportJWK(pair.privateKey), publicJwk: await exportJWK(pair.publicKey) };
  await writeWhole(file, JSON.stringify(key));
  await chmod(file, 0o600);
  return key;
}

export const keySet = (key: SigningKey): { keys: JWK[] } => ({
  keys: [{ ...key.publicJwk, kid: key.kid, alg: "RS256", use: "sig" }],
});

/** Given only for calls that start in the browser; a function's own call carries neither. */
interface Trusted {
  context?: Record<string, unknown>;
  principal?: string;
}

export async function mintToken(
  key: SigningKey,
  data: SiteData,
  appId: string,
  clock: Clock,
  module: { type: string; key: string },
  trusted: Trusted = {},
): Promise<string> {
  const { appAri, environmentAri, installationAri } = identityOf(data, appId);
  const apiBaseUrl = gatewayOf(data);
  const now = Math.floor(clock.now() / 1000);
  const app = {
    id: appAri,
    appVersion: "1.0.0",
    installationId: installationAri,
    apiBaseUrl,
    environment: { type: "DEVELOPMENT", id: environmentAri },
    module,
    installation: { id: data.installationId, contexts: [{ name: "jira", cloudId: data.cloudId, apiBaseUrl }] },
  };
  return new SignJWT({
    app,
    ...(trusted.context ? { context: trusted.context } : {}),
    ...(trusted.principal ? { principal: trusted.principal } : {}),
  })
    .setProtectedHeader({ alg: "RS256", kid: key.kid, typ: "JWT" })
    .setIssuer(ISSUER)
    .setAudience(appAri)
    .setJti(randomUUID())
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + LIFETIME)
    .sign(await importJWK(key.privateJwk, "RS256"));
}
