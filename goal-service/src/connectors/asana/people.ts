import { z } from "zod";
import type { Reach } from "../connector.ts";
import { gatewayFor } from "./gateway.ts";
import { Gid } from "./task.ts";

const User = Gid.extend({ name: z.string().nullish() });

/** Everybody of the workspace whom Asana shows to this account; a guest sees few. Nobody without a name is offered. */
export async function people(reach: Reach): Promise<{ id: string; name: string }[]> {
  const asked = { workspace: reach.tenant, opt_fields: "name" };
  const found = await gatewayFor(reach).list(User, ({ users }, page) => users.getUsers({ ...page, ...asked }));
  return found.flatMap(({ gid, name }) => (name ? [{ id: gid, name }] : []));
}
