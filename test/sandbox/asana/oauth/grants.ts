// Codes, grants and tokens. A code works once and for ten minutes; an access token an hour of the workspace's time; a
// refresh token until it is revoked.
import { createHash, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { type Grant } from "../state/model.ts";
import { type Site } from "../state/site.ts";

const HOUR = 3_600_000;
const CODE_LIFE = 600_000;

export interface Consent {
  client: string;
  user: string;
  scopes: string[];
  redirectUri: string;
  challenge: string | null;
}

const secret = (prefix: string): string => `${prefix}/${randomBytes(24).toString("base64url")}`;

export function giveCode(site: Site, consent: Consent): string {
  const code = secret("1");
  const now = site.clock.now();
  site.data.codes = site.data.codes.filter((entry) => entry.expiresAt > now - HOUR);
  site.data.codes.push({ ...consent, code, expiresAt: now + CODE_LIFE, spent: false, grant: randomUUID() });
  return code;
}

const same = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

interface Exchange {
  code: string;
  client: string;
  redirectUri: string;
  verifier: string | undefined;
}

/** A code shown a second time ends what it gave the first time. */
export function takeCode(site: Site, asked: Exchange): Grant | undefined {
  const found = site.data.codes.find((entry) => entry.code === asked.code && entry.client === asked.client);
  if (found?.redirectUri !== asked.redirectUri || found.expiresAt <= site.clock.now()) return undefined;
  if (found.spent) {
    endGrant(site, found.grant);
    return undefined;
  }
  const proof = createHash("sha256")
    .update(asked.verifier ?? "")
    .digest("base64url");
  if (found.challenge !== null && !same(proof, found.challenge)) return undefined;
  found.spent = true;
  const { client, user, scopes } = found;
  const grant = { id: found.grant, client, user, scopes, refreshToken: secret("2"), at: site.clock.now() };
  site.data.grants.push(grant);
  return grant;
}

export const findRefresh = (site: Site, client: string, token: string): Grant | undefined =>
  site.data.grants.find((grant) => grant.client === client && grant.refreshToken === token);

export const LIFE_SECONDS = HOUR / 1000;
export function giveAccess(site: Site, grant: Grant): string {
  const now = site.clock.now();
  const token = secret("3");
  site.data.accessTokens = site.data.accessTokens.filter((entry) => entry.expiresAt > now);
  site.data.accessTokens.push({ token, grant: grant.id, expiresAt: now + HOUR });
  return token;
}

export function endGrant(site: Site, id: string): void {
  site.data.grants = site.data.grants.filter((grant) => grant.id !== id);
  site.data.accessTokens = site.data.accessTokens.filter((entry) => entry.grant !== id);
}
