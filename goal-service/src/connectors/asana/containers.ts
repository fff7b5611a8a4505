import { z } from "zod";
import type { Reach, ToolContainer } from "../connector.ts";
import { orNull } from "./by-ids.ts";
import { PROJECT_LIST_FIELDS } from "./fields.ts";
import { gatewayFor } from "./gateway.ts";
import { data, isRestricted, Project } from "./task.ts";

/** The workspace's projects that are in use. */
export async function containers(reach: Reach): Promise<ToolContainer[]> {
  const asked = { workspace: reach.tenant, archived: false, opt_fields: PROJECT_LIST_FIELDS };
  const found = await gatewayFor(reach).list(Project, ({ projects }, page) =>
    projects.getProjects({ ...page, ...asked }),
  );
  return found.map((project) => ({
    id: project.gid,
    name: project.name ?? project.gid,
    restricted: isRestricted(project),
  }));
}

/** An archived project is put away, its tasks are still there. */
export async function seesContainer(reach: Reach, container: string): Promise<boolean> {
  const fields = { opt_fields: PROJECT_LIST_FIELDS };
  const asked = gatewayFor(reach).read(data(z.looseObject({})), ({ projects }) =>
    projects.getProject(container, fields),
  );
  return (await orNull(asked)) !== null;
}
