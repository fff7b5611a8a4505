import type { Connector, PullConnector, PushConnector } from "./connector.ts";
import { generic } from "./generic/generic.ts";
import { jira } from "./jira/jira.ts";

const connectors: Record<string, Connector> = { jira, generic };

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

/** Null for a tool that pushes: there is nothing to ask it. */
export function pullConnectorFor(tool: string): PullConnector | null {
  const connector = connectorFor(tool);
  return connector.mode === "pull" ? connector : null;
}
