import { asana } from "./asana/asana.ts";
import { signIn as asanaSignIn } from "./asana/sign-in.ts";
import type { Connector, PullConnector, PushConnector } from "./connector.ts";
import { generic } from "./generic/generic.ts";
import { jira } from "./jira/jira.ts";
import type { SignIn } from "./sign-in.ts";

/** Every tool there is, and how people sign in to those that we call. Tests put their own in. */
export const connectors: Record<string, Connector> = { jira, asana, generic };
export const signIns: Record<string, SignIn> = { asana: asanaSignIn };

export function connectorFor(tool: string): Connector {
  const connector = connectors[tool];
  if (!connector) throw new Error(`no connector for ${tool}`);
  return connector;
}

export function pushConnectorFor(tool: string): PushConnector {
  const connector = connectorFor(tool);
  if (connector.mode !== "push") throw new Error(`${tool} is read, it does not push`);
  return connector;
}

/** The tools that we read ourselves. */
export const pullTools = (): string[] =>
  Object.entries(connectors).flatMap(([tool, { mode }]) => (mode === "pull" ? [tool] : []));

/** Null for a tool that pushes: there is nothing to ask it. */
export function pullConnectorFor(tool: string): PullConnector | null {
  const connector = connectorFor(tool);
  return connector.mode === "pull" ? connector : null;
}

/** Null for a tool that nobody signs in to from here. */
export const signInFor = (tool: string): SignIn | null => signIns[tool] ?? null;
