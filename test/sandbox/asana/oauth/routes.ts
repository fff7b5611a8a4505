// `/-/oauth_authorize`, `/-/oauth_token`, `/-/oauth_revoke`.
import express, { type Request, type Response, type Router } from "express";
import { z } from "zod";
import { findUser, userGid } from "../state/people.ts";
import { type Grant } from "../state/model.ts";
import { type Site } from "../state/site.ts";
import { cookieUser } from "../site/cookie.ts";
import { consentPage, errorPage } from "./consent-page.ts";
import { endGrant, findRefresh, giveAccess, giveCode, LIFE_SECONDS, takeCode } from "./grants.ts";
import { scopeFault } from "./scopes.ts";

interface OAuthParts {
  site: Site;
  client: { id: string; secret: string };
}

const Asked = z.object({
  client_id: z.string(),
  redirect_uri: z.string(),
  response_type: z.literal("code"),
  state: z.string().optional(),
  scope: z.string().default(""),
  code_challenge: z.string().optional(),
  code_challenge_method: z.literal("S256").optional(),
});
type Asked = z.infer<typeof Asked>;
const Answered = Asked.extend({ user: z.string(), answer: z.enum(["allow", "deny"]) });

const Credentials = { client_id: z.string(), client_secret: z.string() };
const Exchange = z.discriminatedUnion("grant_type", [
  z.object({
    ...Credentials,
    grant_type: z.literal("authorization_code"),
    code: z.string(),
    redirect_uri: z.string(),
    code_verifier: z.string().optional(),
  }),
  z.object({ ...Credentials, grant_type: z.literal("refresh_token"), refresh_token: z.string() }),
]);
const Revoke = z.object({ ...Credentials, token: z.string() });

const scopesOf = (asked: Asked): string[] => asked.scope.split(" ").filter((scope) => scope !== "");

/** Wrong before the redirect address is known to be good: said on a page, never sent on. */
function fault(parts: OAuthParts, asked: Asked): string | undefined {
  const { app } = parts.site.data;
  if (asked.client_id !== parts.client.id) return "invalid_client: There is no such app.";
  if (!app.redirectUris.includes(asked.redirect_uri))
    return `invalid_request: The redirect address ${asked.redirect_uri} is not registered for this app.`;
  if ((asked.code_challenge === undefined) !== (asked.code_challenge_method === undefined))
    return "invalid_request: code_challenge and code_challenge_method come together.";
  if (app.blocked) return "access_denied: An admin of Acme has blocked this app.";
  return scopeFault(app, scopesOf(asked));
}

function read<T>(
  parts: OAuthParts,
  schema: z.ZodType<T & Asked>,
  given: unknown,
  response: Response,
): (T & Asked) | undefined {
  const asked = schema.safeParse(given);
  const wrong = asked.success ? fault(parts, asked.data) : `invalid_request: ${z.prettifyError(asked.error)}`;
  if (asked.success && wrong === undefined) return asked.data;
  response
    .status(400)
    .type("html")
    .send(errorPage(wrong ?? ""));
  return undefined;
}

/** No `form-action` here: after the answer the form leads to the app's own address. */
const policy = "default-src 'self'; img-src 'self' data:; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";

function showConsent(parts: OAuthParts, request: Request, response: Response): void {
  const asked = read(parts, Asked, request.query, response);
  if (!asked) return;
  const { name, registration } = parts.site.data.app;
  const hidden = Object.fromEntries(
    Object.keys(Asked.shape).flatMap((key) => {
      const value = asked[key as keyof Asked];
      return value === undefined ? [] : [[key, value]];
    }),
  );
  const scopes = registration === "full" ? ["default"] : scopesOf(asked);
  const user = cookieUser(request) ?? userGid("Dana Okafor");
  response
    .set("content-security-policy", policy)
    .type("html")
    .send(consentPage({ appName: name, user, scopes, hidden }));
}

async function takeConsent(parts: OAuthParts, request: Request, response: Response): Promise<void> {
  const asked = read(parts, Answered, request.body, response);
  if (!asked) return;
  const back = new URL(asked.redirect_uri);
  if (asked.state !== undefined) back.searchParams.set("state", asked.state);
  const user = findUser(asked.user);
  if (asked.answer === "deny" || !user) {
    back.searchParams.set("error", "access_denied");
    back.searchParams.set("error_description", "The user denied the request.");
  } else {
    const code = giveCode(parts.site, {
      client: asked.client_id,
      user: user.gid,
      scopes: parts.site.data.app.registration === "full" ? ["default"] : scopesOf(asked),
      redirectUri: asked.redirect_uri,
      challenge: asked.code_challenge ?? null,
    });
    back.searchParams.set("code", code);
    await parts.site.save();
  }
  response.redirect(302, back.href);
}

const refuseToken = (response: Response, status: number, error: string, why: string): void => {
  response.status(status).json({ error, error_description: why });
};

const isClient = (parts: OAuthParts, given: { client_id: string; client_secret: string }): boolean =>
  given.client_id === parts.client.id && given.client_secret === parts.client.secret;

const whose = (grant: Grant) => {
  const user = findUser(grant.user);
  return { id: Number(grant.user), gid: grant.user, name: user?.name ?? "", email: user?.email ?? "" };
};

async function exchange(parts: OAuthParts, request: Request, response: Response): Promise<void> {
  const given = Exchange.safeParse(request.body);
  if (!given.success) {
    refuseToken(response, 400, "invalid_request", z.prettifyError(given.error));
    return;
  }
  if (!isClient(parts, given.data)) {
    refuseToken(response, 401, "invalid_client", "The client is unknown or its secret is wrong.");
    return;
  }
  await parts.site.clock.refresh();
  const { data } = given;
  const first = data.grant_type === "authorization_code";
  const grant =
    data.grant_type === "authorization_code"
      ? takeCode(parts.site, {
          code: data.code,
          client: data.client_id,
          redirectUri: data.redirect_uri,
          verifier: data.code_verifier,
        })
      : findRefresh(parts.site, data.client_id, data.refresh_token);
  if (!grant) {
    await parts.site.save();
    refuseToken(response, 400, "invalid_grant", "The code or refresh token is no good, or no good any more.");
    return;
  }
  const access = giveAccess(parts.site, grant);
  await parts.site.save();
  response.set("cache-control", "no-store").json({
    access_token: access,
    token_type: "bearer",
    expires_in: LIFE_SECONDS,
    data: whose(grant),
    // Given once, with the code: a refresh brings no new one.
    ...(first ? { refresh_token: grant.refreshToken } : {}),
  });
}

async function revoke(parts: OAuthParts, request: Request, response: Response): Promise<void> {
  const given = Revoke.safeParse(request.body);
  if (!given.success || !isClient(parts, given.data)) {
    refuseToken(response, 400, "invalid_request", "client_id, client_secret and token are needed.");
    return;
  }
  const grant = findRefresh(parts.site, given.data.client_id, given.data.token);
  if (grant) endGrant(parts.site, grant.id);
  await parts.site.save();
  response.json({});
}

export function oauthRoutes(parts: OAuthParts): Router {
  const router = express.Router();
  const form = express.urlencoded({ extended: false, limit: "100kb" });
  router.get("/oauth_authorize", async (request, response) => {
    await parts.site.clock.refresh();
    showConsent(parts, request, response);
  });
  router.post("/oauth_authorize", form, (request, response) => takeConsent(parts, request, response));
  router.post("/oauth_token", form, (request, response) => exchange(parts, request, response));
  router.post("/oauth_revoke", form, (request, response) => revoke(parts, request, response));
  return router;
}
