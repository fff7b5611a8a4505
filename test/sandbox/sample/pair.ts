// Connects the sandbox Jira as an admin does: the code from the app's page there, typed in here, then the projects.
import type { Client } from "@throughline/shared/client";
import { z } from "zod";
import { jiraAdmin, projects } from "./company.ts";
import type { Jira } from "./jira.ts";

const AdminPage = z.object({ ok: z.literal(true), value: z.object({ code: z.string() }) });

/** The id of the connection. */
export async function pairJira(jira: Jira, client: Client): Promise<string> {
  const page = { moduleKey: "throughline-admin" } as const;
  const { value } = await jira.inApp(jiraAdmin, page, "adminStatus", {}, AdminPage);
  const { id } = await client.pairConnection({ code: value.code, name: "Acme Jira" });
  await client.setContainers({ id, containers: [...projects] });
  return id;
}
