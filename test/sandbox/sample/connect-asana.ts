// Connects the sandbox Asana as people do: each on its consent page; an admin first, who then chooses the projects.
import type { Client } from "@throughline/shared/client";
import type { Asana } from "./asana.ts";
import { asanaProjects, type First, inAsana } from "./company.ts";
import type { Service } from "./service.ts";
import { visit, type Visit } from "./visit.ts";

/** The id of the connection. */
export async function connectAsana(asana: Asana, service: Service): Promise<string> {
  const { client } = service;
  const admin = visit(await service.session());
  await consent(asana, admin, `${service.url}/oauth/asana/start?for=workspace`, "Oskar");
  for (const who of inAsana) await consent(asana, visit(), `${service.url}/oauth/asana/start`, who);
  const { id } = await connection(client);
  const containers = asanaProjects.map((name) => asana.projectNamed(name).gid);
  for (const container of containers) await asana.addApp(container);
  await client.setContainers({ id, containers });
  await client.setMapping({ id, statuses: meanings(asana) });
  return id;
}

async function connection(client: Client) {
  const found = (await client.listConnections({})).items.find(({ tool }) => tool === "asana");
  if (!found) throw new Error("The sandbox Asana is not connected.");
  return found;
}

async function consent(asana: Asana, browser: Visit, start: string, who: First): Promise<void> {
  const page = await browser.go(start);
  if (page === null) throw new Error("Asana's consent page was not reached.");
  const asked = Object.fromEntries(new URL(page).searchParams);
  const back = await browser.go(page.split("?")[0] ?? "", { ...asked, user: asana.personOf(who).gid, answer: "allow" });
  if (back === null) throw new Error(`${who} could not allow Throughline.`);
  await browser.go(back);
}

/** Sections whose names say nothing to a machine: an admin said what they mean. */
function meanings(asana: Asana) {
  const container = asana.projectNamed("Partner programme").gid;
  const rule = (name: string, category: "todo" | "doing" | "done") => ({ container, name, category, blocked: false });
  return [rule("Leads", "todo"), rule("Talking", "doing"), rule("Contract", "doing"), rule("Signed", "done")];
}
