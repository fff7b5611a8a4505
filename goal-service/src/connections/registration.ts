import type { SignInTool } from "@throughline/shared/connections";
import type { z } from "zod";
import type { SignIn, SignInApp } from "../connectors/sign-in.ts";
import { signInFor } from "../connectors/registry.ts";
import type { Ground } from "../ground.ts";

/** Our registration with a tool that people sign in to. */
export interface Registered {
  signIn: SignIn;
  app: SignInApp;
}

/** Null where the tool has no sign-in, or where the operator has not registered us with it. */
export function registeredWith(ground: Ground, tool: string): Registered | null {
  const signIn = signInFor(tool);
  const { clientId, clientSecret, origin, api, scopes } = ground.config.asana;
  if (signIn === null || clientId === undefined || clientSecret === undefined) return null;
  return { signIn, app: { origin, api, clientId, clientSecret, scopes } };
}

export const NEEDS_REGISTRATION =
  "Set ASANA_CLIENT_ID and ASANA_CLIENT_SECRET, which Asana gives with an app in its developer console, and start again.";

export const startUrl = (ground: Ground, tool: string): string => `${ground.config.publicUrl}/oauth/${tool}/start`;

/** Tools that are connected by signing in to them, as Connections offers them. */
export function signInTools(ground: Ground): z.infer<typeof SignInTool>[] {
  const registered = registeredWith(ground, "asana") !== null;
  return [
    registered
      ? { tool: "asana", connectUrl: `${startUrl(ground, "asana")}?for=workspace`, needs: null }
      : { tool: "asana", connectUrl: null, needs: NEEDS_REGISTRATION },
  ];
}
