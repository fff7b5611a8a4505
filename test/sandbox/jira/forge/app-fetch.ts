// `__forge_fetch__`: the one door through which the app's functions reach the outside, as in Forge's own runtime.
// Jira through tokens that carry only the manifest's scopes; a declared remote with an invocation token; nothing else.
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { type Clock } from "../../base/clock.ts";
import { refuseOtherwise } from "../rest/refusal.ts";
import { type Other } from "../rest/refusal-words.ts";
import { type Tokens } from "../rest/tokens.ts";
import { type SiteData } from "../state/model.ts";
import { mintToken, type SigningKey } from "./invocation-token.ts";
import { type Manifest } from "./manifest.ts";
import { stoppable } from "./points.ts";

const Target = z.discriminatedUnion("type", [
  z
    .object({
      type: z.literal("fpp"),
      provider: z.enum(["user", "app", "none"]),
      remote: z.string(),
      accountId: z.string().optional(),
    })
    .loose(),
  z.object({ type: z.literal("frc"), remote: z.string() }).loose(),
]);

const Init = z
  .object({
    method: z.string().optional(),
    headers: z.unknown().optional(),
    body: z.unknown().optional(),
    signal: z.unknown().optional(),
  })
  .loose()
  .optional();

/** Node's own; inside a function of the app the global one is guarded. */
export const plainFetch = globalThis.fetch;

export interface FetchParts {
  data: SiteData;
  appId: string;
  clock: Clock;
  manifest: Manifest;
  tokens: Tokens;
  key: SigningKey;
  serviceUrl: string;
  base: () => string;
}

export interface Invocation {
  accountId: string | undefined;
  moduleKey: string;
  functionKey: string;
}

/** The app's runtime throws what carries this header. */
function proxyError(code: Other, status: number, reason: string): Response {
  const { body, headers } = refuseOtherwise(code, status, { code: status, message: reason });
  return Response.json(body, { status, headers: { ...headers, "forge-proxy-error": reason } });
}

/** Where a remote is: the address that the site's admin entered, else the service that this sandbox belongs to. */
function remoteUrl(parts: Pick<FetchParts, "data" | "manifest" | "serviceUrl">, key: string): string | undefined {
  const remote = parts.manifest.remotes.find((entry) => entry.key === key);
  if (!remote) return undefined;
  return (remote.configurable === undefined ? undefined : parts.data.remoteEndpoint) ?? parts.serviceUrl;
}

export function appFetch(parts: FetchParts, current: () => Invocation | undefined) {
  const toJira = async (
    provider: "user" | "app" | "none",
    account: string | undefined,
    path: string,
    init: RequestInit,
  ): Promise<Response> => {
    if (provider === "none") return proxyError("no_user", 401, "NEEDS_AUTHENTICATION_ERR");
    const accountId = provider === "user" ? (account ?? current()?.accountId) : undefined;
    if (provider === "user" && accountId === undefined) return proxyError("no_user", 401, "NEEDS_AUTHENTICATION_ERR");
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${parts.tokens.forApp(parts.manifest.permissions.scopes, accountId)}`);
    return plainFetch(`${parts.base()}${path}`, { ...init, headers, redirect: "manual" });
  };

  const toRemote = async (key: string, path: string, init: RequestInit): Promise<Response> => {
    const url = remoteUrl(parts, key);
    const remote = parts.manifest.remotes.find((entry) => entry.key === key);
    if (url === undefined || !remote) return proxyError("remote_unknown", 400, "INVALID_REMOTE");
    if (!remote.operations.includes("compute"))
      return proxyError("remote_without_compute", 400, "REMOTE_NOT_ALLOWED_FOR_COMPUTE");
    const functionKey = current()?.functionKey ?? "";
    const token = await mintToken(parts.key, parts.data, parts.appId, parts.clock, {
      type: "core:function",
      key: functionKey,
    });
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${token}`);
    headers.set("x-b3-traceid", randomBytes(16).toString("hex"));
    headers.set("x-b3-spanid", randomBytes(8).toString("hex"));
    return plainFetch(`${url}${path.startsWith("/") ? "" : "/"}${path}`, {
      ...init,
      headers,
      redirect: "manual",
      signal: AbortSignal.timeout(25_000),
    });
  };

  return async (target: unknown, path: unknown, init: unknown): Promise<Response> => {
    const known = Target.safeParse(target);
    if (!known.success || typeof path !== "string")
      throw new Error(`this sandbox has no ${JSON.stringify(target)} for the app to call`);
    const options = (Init.parse(init) ?? {}) as RequestInit;
    const to = known.data;
    if (to.type === "fpp" && to.remote !== "jira")
      throw new Error(`this sandbox is a Jira site; it has no ${to.remote}`);
    return stoppable(options.method ?? "GET", path, () =>
      to.type === "frc" ? toRemote(to.remote, path, options) : toJira(to.provider, to.accountId, path, options),
    );
  };
}

/** The app's plain `fetch`: only hosts that the manifest lists. */
export function guardedFetch(manifest: Manifest): typeof fetch {
  const allowed = (manifest.permissions.external?.fetch?.backend ?? []).flatMap((entry) => {
    const address = z
      .union([z.string(), z.object({ address: z.string() }).transform((value) => value.address)])
      .safeParse(entry);
    return address.success ? [address.data.replace(/^https?:\/\//, "").replace(/\/.*$/, "")] : [];
  });
  return async (input, init) => {
    const host = new URL(input instanceof Request ? input.url : input).host;
    const may = allowed.some((entry) => entry === host || (entry.startsWith("*.") && host.endsWith(entry.slice(1))));
    if (!may) throw new Error(`REQUEST_EGRESS_BLOCKED: ${host} is not in permissions.external.fetch.backend`);
    return plainFetch(input, init);
  };
}
