/**
 * How an account allows us to act in a tool: OAuth with PKCE. Each call is one request, knows no database and no clock,
 * and fails with a ToolError and nothing else: refused when the tool says no, unknown or unreachable when it is silent.
 */
export interface SignIn {
  /** The tool's page on which a person says yes. */
  authorizeUrl: (app: SignInApp, asked: { state: string; challenge: string; redirectUri: string }) => string;
  exchange: (app: SignInApp, given: { code: string; verifier: string; redirectUri: string }) => Promise<Tokens>;
  /** A new access token; signed_out when the permission no longer holds. Without a new refresh token the old one goes on. */
  refresh: (app: SignInApp, refreshToken: string) => Promise<Tokens>;
  /** Gives the permission back. Giving it back twice is the same as once. */
  revoke: (app: SignInApp, refreshToken: string) => Promise<void>;
  /** Who allowed it, and the tenants (Asana: workspaces) that the account belongs to. */
  me: (app: SignInApp, access: string) => Promise<SignedIn>;
}

/** Our registration with the tool, and where the tool is. */
export interface SignInApp {
  origin: string;
  api: string;
  clientId: string;
  clientSecret: string;
  /** What to ask for; the connector's own list if not given. */
  scopes: readonly string[] | undefined;
}

export interface Tokens {
  access: string;
  refresh: string;
  expiresInS: number;
  scopes: readonly string[];
}

export interface SignedIn {
  id: string;
  name: string;
  /** As the tool verified it. */
  email: string | null;
  workspaces: readonly { id: string; name: string }[];
}
