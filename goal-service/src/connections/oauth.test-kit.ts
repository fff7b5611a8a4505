import { randomUUID } from "node:crypto";
import { beforeEach, expect } from "@jest/globals";
import { buildWorkspace, type Person } from "../../../test/factories/graph.ts";
import { asanaAccount, type FakeAsana, plantAsana } from "../../../test/setup/fake-asana.ts";
import { serviceOfFile } from "../../../test/setup/of-file.ts";
import { type Visitor, visitor } from "../../../test/setup/visitor.ts";
import { readConfig } from "../config.ts";
import { createLog } from "../log.ts";

export const logged: string[] = [];
const asana = {
  ...readConfig({ THROUGHLINE_MODE: "test", SECRET_KEY: "07".repeat(32) }).asana,
  clientId: "our-client",
  clientSecret: "our-client-secret",
  appToken: "the-asana-app",
};
const logConfig = { logLevel: "trace", adminToken: undefined, asana };
export const service = await serviceOfFile({
  config: { asana },
  log: createLog(logConfig, (line) => logged.push(line)),
});
export const { ground } = service;
export const replies: string[] = [];
export let tool: FakeAsana;
export let admin: Person;
export let tenant: string;
beforeEach(async () => {
  tool = plantAsana(() => ground.clock.now());
  admin = await buildWorkspace(ground);
  tenant = `w-${randomUUID()}`;
});

export const browser = (person?: Person): Promise<Visitor> => visitor(service, replies, person);
export const stateOf = (to: string | null) => new URL(to ?? "").searchParams.get("state") ?? "";
/** Goes to the consent page and says yes there as this account. */
export async function allow(by: Visitor, account: ReturnType<typeof asanaAccount>, purpose = "") {
  const begun = await by.go(`/oauth/asana/start${purpose}`);
  const code = `code-${randomUUID()}`;
  tool.accounts.set(code, account);
  const state = stateOf(begun.to);
  return { state, code, back: () => by.go(`/oauth/asana/callback?code=${code}&state=${state}`) };
}
export const inAcme = (name: string, over = {}) =>
  asanaAccount(name, { workspaces: [{ id: tenant, name: "Acme" }], ...over });
export async function connect(account = inAcme("Olga Operator")) {
  const { back } = await allow(await browser(admin), account, "?for=workspace");
  expect((await back()).to).toBe("/settings/connections");
  return { account, connection: await connectionOf(tenant) };
}
export const connectionOf = (id: string) =>
  ground.db.prisma.connection.findUniqueOrThrow({ where: { tool_tenant: { tool: "asana", tenant: id } } });
export const grantsOf = (remoteId: string) => ground.db.prisma.grant.findMany({ where: { remoteId } });
