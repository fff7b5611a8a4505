import type { AsanaWorkspace } from "../setup/asana-workspace.ts";
import { visitor } from "../setup/visitor.ts";
import type { House } from "./house.ts";
import type { Line } from "./line.ts";

/** Who connects the workspace, and reads. */
export const READER = "Oskar Lindqvist";
export const [PROJECT, OTHER, THIRD] = ["Website relaunch", "Customer onboarding", "Partner programme"];
export const CLIENT = { clientId: "throughline-sandbox", clientSecret: "sandbox-asana-client-secret" };
export const APP_TOKEN = "conformance-asana-app-token";

/** As an admin does it: signs in, says yes in Asana, chooses projects. */
export async function signIn({ service, admin }: House, api: Line, tool: AsanaWorkspace): Promise<string> {
  const { config } = service.ground;
  Object.assign(config.asana, { ...CLIENT, appToken: APP_TOKEN, origin: tool.url, api: `${api.url}/api/1.0` });
  const browser = await visitor(service, [], service.admin);
  const begun = await browser.go("/oauth/asana/start?for=workspace");
  const back = new URL(await tool.consent(begun.to ?? "", READER));
  await browser.go(back.pathname + back.search);
  const connection = (await admin.listConnections({})).items.find((one) => one.tool === "asana");
  if (!connection) throw new Error("the sandbox Asana was not connected");
  const containers = [PROJECT, OTHER].map((name) => tool.project(name));
  for (const gid of containers) await tool.control(`projects/${gid}/app`, { added: true });
  await admin.setContainers({ id: connection.id, containers });
  await service.worker.drain();
  return connection.id;
}
