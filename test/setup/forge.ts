import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type CryptoKey, exportJWK, generateKeyPair, type GenerateKeyPairResult, SignJWT } from "jose";

/** What stands in for Forge in tests of the service: a key, where its public half is, and tokens signed with it. */
export interface Forge {
  appId: string;
  jwksUrl: string;
  token: (claims?: TokenClaims) => Promise<string>;
  stop: () => Promise<void>;
}

export interface TokenClaims {
  cloudId?: string;
  installationId?: string;
  environment?: string;
  audience?: string;
  issuer?: string;
  issuedAt?: Date;
  seconds?: number;
  /** Signed by a key that Forge has never published. */
  forged?: boolean;
}

const APP_ID = "ari:cloud:ecosystem::app/11111111-2222-3333-4444-555555555555";
const ENVIRONMENT =
  "ari:cloud:ecosystem::environment/11111111-2222-3333-4444-555555555555/e0000000-0000-4000-8000-000000000001";

/** One's own and a forger's: made once for a file, for they take longer than all the rest. */
let pairs: Promise<[GenerateKeyPairResult, GenerateKeyPairResult]> | undefined;

export async function startForge(now: () => Date = () => new Date("2026-11-20T12:00:00Z")): Promise<Forge> {
  const [real, other] = await (pairs ??= Promise.all([generateKeyPair("RS256"), generateKeyPair("RS256")]));
  const jwk = { ...(await exportJWK(real.publicKey)), kid: "forge/invocation-token/test", alg: "RS256", use: "sig" };
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "application/json").end(JSON.stringify({ keys: [jwk] }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    appId: APP_ID,
    jwksUrl: `http://127.0.0.1:${port}/jwks.json`,
    token: (claims = {}) => sign(claims.forged ? other.privateKey : real.privateKey, jwk.kid, claims, now()),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function sign(key: CryptoKey, kid: string, claims: TokenClaims, now: Date): Promise<string> {
  const cloudId = claims.cloudId ?? "cloud-1";
  const installationId = claims.installationId ?? `ari:cloud:ecosystem::installation/${cloudId}`;
  const issued = Math.floor((claims.issuedAt ?? now).getTime() / 1000);
  const app = {
    id: APP_ID,
    appVersion: "1.0.0",
    installationId,
    apiBaseUrl: `https://api.atlassian.com/ex/jira/${cloudId}`,
    environment: { type: "DEVELOPMENT", id: claims.environment ?? ENVIRONMENT },
    module: { type: "core:function", key: "resolver" },
    installation: { id: installationId, contexts: [{ name: "jira", cloudId }] },
  };
  return new SignJWT({ app })
    .setProtectedHeader({ alg: "RS256", kid })
    .setIssuer(claims.issuer ?? "forge/invocation-token")
    .setAudience(claims.audience ?? APP_ID)
    .setIssuedAt(issued)
    .setNotBefore(issued)
    .setExpirationTime(issued + (claims.seconds ?? 25))
    .sign(key);
}
