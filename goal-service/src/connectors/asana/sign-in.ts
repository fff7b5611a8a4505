import { eachOrNone, maybe } from "@throughline/shared/tool-answer";
import { z } from "zod";
import type { SignIn, SignInApp, Tokens } from "../sign-in.ts";
import { ACCOUNT_FIELDS } from "./fields.ts";
import { gatewayFor } from "./gateway.ts";
import { ask } from "./oauth.ts";
import { data, Gid } from "./task.ts";

/**
 * What the connector's calls need, no more: comments need stories:write (and stories:read, to look before writing), a project's health field projects:write. Asana has
 * no scope at all for events, batch and what is written to its goals: those need the registration with full permissions.
 */
export const SCOPES: readonly string[] = [
  "tasks:read",
  "tasks:write",
  "projects:read",
  "projects:write",
  "custom_fields:read",
  "attachments:read",
  "attachments:write",
  "stories:read",
  "stories:write",
  "webhooks:read",
  "webhooks:write",
  "webhooks:delete",
  "users:read",
  "workspaces:read",
];

const Answer = z.object({
  access_token: z.string().min(1),
  refresh_token: maybe(z.string().min(1)),
  expires_in: z.number().positive(),
  scope: maybe(z.string()),
});
const First = Answer.extend({ refresh_token: z.string().min(1) });

const Named = Gid.extend({ name: z.string() });
const Account = Gid.extend({
  name: maybe(z.string()),
  email: maybe(z.string()),
  workspaces: eachOrNone(Named),
});

const scopesOf = (app: SignInApp): readonly string[] => app.scopes ?? SCOPES;

const tokens = (app: SignInApp, answer: z.infer<typeof Answer>, refresh: string): Tokens => ({
  access: answer.access_token,
  refresh: answer.refresh_token ?? refresh,
  expiresInS: answer.expires_in,
  scopes: answer.scope?.split(" ").filter(Boolean) ?? scopesOf(app),
});

export const signIn: SignIn = {
  authorizeUrl: (app, { state, challenge, redirectUri }) => {
    const asked = new URLSearchParams({
      client_id: app.clientId,
      redirect_uri: redirectUri,
      response_type: "code",
      state,
      code_challenge: challenge,
      code_challenge_method: "S256",
      scope: scopesOf(app).join(" "),
    });
    return `${app.origin}/-/oauth_authorize?${asked.toString().replaceAll("+", "%20")}`;
  },
  /** A code works once: without an answer it may be used up. */
  exchange: async (app, { code, verifier, redirectUri }) => {
    const given = { grant_type: "authorization_code", code, code_verifier: verifier, redirect_uri: redirectUri };
    const answer = await ask(app, { path: "oauth_token", given, answer: First, way: "make" });
    return tokens(app, answer, answer.refresh_token);
  },
  refresh: async (app, refreshToken) => {
    const given = { grant_type: "refresh_token", refresh_token: refreshToken };
    const answer = await ask(app, { path: "oauth_token", given, answer: Answer, way: "set" });
    return tokens(app, answer, refreshToken);
  },
  revoke: async (app, refreshToken) => {
    await ask(app, { path: "oauth_revoke", given: { token: refreshToken }, answer: z.unknown(), way: "set" });
  },
  me: async ({ api }, access) => {
    const asked = { opt_fields: ACCOUNT_FIELDS };
    const account = await gatewayFor({ api, token: access }).read(data(Account), ({ users }) =>
      users.getUser("me", asked),
    );
    return {
      id: account.gid,
      name: account.name ?? account.gid,
      email: account.email ?? null,
      workspaces: account.workspaces.map(({ gid, name }) => ({ id: gid, name })),
    };
  },
};
