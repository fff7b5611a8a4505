import type { Connector } from "./connector.ts";
import { generic } from "./generic/generic.ts";
import { jira } from "./jira/jira.ts";

const connectors: Record<string, Connector> = { jira, generic };

export function connectorFor(tool: string): Connector {
  const connector = connectors[tool];
  if (!connector) throw new Error(`no connector for ${tool}`);
  return connector;
}
