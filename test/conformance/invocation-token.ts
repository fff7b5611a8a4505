import { readFileSync } from "node:fs";
import { decodeJwt, importJWK, type JWTPayload, SignJWT } from "jose";
import { z } from "zod";
import type { Delivery } from "./world.ts";

const Key = z.object({ kid: z.string(), privateJwk: z.record(z.string(), z.unknown()) });

export interface Signer {
  kid: string;
  key: Parameters<SignJWT["sign"]>[0] | Promise<Parameters<SignJWT["sign"]>[0]>;
}

/** The sandbox's Forge signs for any site, as Forge does. */
export function ofForge(keyFile: string): Signer {
  const { kid, privateJwk } = Key.parse(JSON.parse(readFileSync(keyFile, "utf8")));
  return { kid, key: importJWK(privateJwk, "RS256") };
}

/** The same delivery with another token: what the real one says, changed. */
export async function resign(
  delivery: Delivery,
  change: (token: JWTPayload) => JWTPayload,
  { kid, key }: Signer,
): Promise<Delivery> {
  const token = decodeJwt((delivery.headers["authorization"] ?? "").replace("Bearer ", ""));
  const signed = await new SignJWT(change(token)).setProtectedHeader({ alg: "RS256", kid, typ: "JWT" }).sign(await key);
  return { ...delivery, headers: { ...delivery.headers, authorization: `Bearer ${signed}` } };
}

const App = z.looseObject({
  apiBaseUrl: z.string(),
  installation: z.looseObject({ contexts: z.array(z.looseObject({ cloudId: z.string() })) }),
});
export const cloudOf = (token: JWTPayload): string => App.parse(token["app"]).installation.contexts[0]?.cloudId ?? "";

/** A token that Forge would give to an installation on this site. */
export function onSite(token: JWTPayload, cloudId: string, installation: string): JWTPayload {
  const app = App.parse(token["app"]);
  const installationId = `ari:cloud:ecosystem::installation/${installation}`;
  const apiBaseUrl = `https://api.atlassian.com/ex/jira/${cloudId}`;
  const contexts = [{ name: "jira", cloudId, apiBaseUrl }];
  return { ...token, app: { ...app, apiBaseUrl, installationId, installation: { id: installation, contexts } } };
}

const ago = (seconds: number | undefined) => (seconds ?? 0) - 3600;

/** The token as it was an hour before. */
export const anHourAgo = (token: JWTPayload): JWTPayload => ({
  ...token,
  iat: ago(token.iat),
  nbf: ago(token.nbf),
  exp: ago(token.exp),
});
