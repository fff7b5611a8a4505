import { randomUUID } from "node:crypto";
import { allowAccount, connectTenant } from "../../goal-service/src/connections/allow.ts";
import type { SignedIn } from "../../goal-service/src/connectors/sign-in.ts";
import type { Ground } from "../../goal-service/src/ground.ts";
import { asanaAccount, type FakeAsana } from "../setup/fake-asana.ts";
import type { Person } from "./graph.ts";

/** An Asana workspace that an admin connected, with the project P1 read; whose accounts may allow us one by one. */
export interface AsanaSite {
  connectionId: string;
  tenant: string;
  /** An account of this workspace; with `person` it is theirs. */
  account: (name: string, person?: Person) => Promise<SignedIn>;
  /** The account says yes. */
  allow: (account: SignedIn) => Promise<void>;
  /** As the Asana app asks for this account. */
  headers: (account?: string) => Record<string, string>;
}

export const APP_TOKEN = "the-token-of-the-asana-app";

export async function connectAsana(ground: Ground, tool: FakeAsana, admin: Person): Promise<AsanaSite> {
  Object.assign(ground.config.asana, { appToken: APP_TOKEN, clientId: "our-client", clientSecret: "our-secret" });
  const [tenant, { workspaceId }] = [`w-${randomUUID()}`, admin];
  const workspaces = [{ id: tenant, name: "Acme" }];
  const said = (account: SignedIn) => ({ tool: "asana", account, tokens: tool.tokensFor(account) });
  const operator = asanaAccount(`Operator ${tenant}`, { workspaces });
  const { id } = await connectTenant(ground, admin, said(operator), { id: tenant, name: "Acme" });
  await ground.db.prisma.connection.updateMany({ where: { id }, data: { containers: ["P1"] } });
  return {
    connectionId: id,
    tenant,
    account: async (name, person) => {
      const account = asanaAccount(name, { workspaces });
      const recordedAt = ground.clock.now();
      const known = { remoteId: account.id, name, personId: person?.person.id ?? null, recordedAt };
      await ground.db.prisma.identity.create({ data: { workspaceId, connectionId: id, ...known } });
      return account;
    },
    allow: (account) => allowAccount(ground, said(account), null),
    headers: (account) => ({
      authorization: `Bearer ${APP_TOKEN}`,
      "x-throughline-tenant": tenant,
      ...(account !== undefined && { "x-throughline-as": account }),
    }),
  };
}
