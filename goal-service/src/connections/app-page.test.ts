import { randomUUID } from "node:crypto";
import { expect, test } from "@jest/globals";
import { buildGoal, buildInitiative } from "../../../test/factories/graph.ts";
import { clientWith } from "../../../test/setup/client.ts";
import type { TokenClaims } from "../../../test/setup/forge.ts";
import { serviceOfFile } from "../../../test/setup/of-file.ts";

const service = await serviceOfFile();
const admin = await service.as(service.admin);
const { ground } = service;
const initiative = await buildInitiative(ground, service.admin, (await buildGoal(ground, service.admin)).id);

const APP = "11111111-2222-3333-4444-555555555555";
const STAGING = "e0000000-0000-4000-8000-000000000002";
const environment = (id: string) => `ari:cloud:ecosystem::environment/${APP}/${id}`;

/** The app on this site, at its next call. */
const app = async (claims: TokenClaims, told: Record<string, string> = {}) =>
  clientWith(service.url, { authorization: `Bearer ${await service.forge.token(claims)}`, ...told });

async function paired(cloudId: string, claims: TokenClaims): Promise<string> {
  const refusal = await (await app(claims)).getAppHealth({}).catch((error: unknown) => error);
  const { code } = (refusal as { details: { code: string } }).details;
  return (await admin.pairConnection({ code, name: `${cloudId}.example.net` })).id;
}

async function opened(connectionId: string): Promise<URL> {
  const asked = { id: initiative.id, connectionId, linkId: randomUUID(), container: "CS", title: "Audit" };
  const answer = await admin.createWorkItem(asked);
  return new URL("open" in answer ? answer.open : "");
}

test("our page's address on a site is made of what the app's own tokens say, filled in", async () => {
  const claims = { cloudId: "one" };
  const connectionId = await paired("one", claims);
  expect((await opened(connectionId)).pathname).toBe("/apps/throughline-create");
  await (await app(claims)).getAppHealth({});
  const url = await opened(connectionId);
  expect(url.origin).toBe("https://one.example.net");
  expect(url.pathname).toBe(`/jira/apps/${APP}/e0000000-0000-4000-8000-000000000001`);
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    initiative: initiative.key,
    container: "CS",
    title: "Audit",
  });
});

test("an app deployed to another environment has its page there from its first call on", async () => {
  const connectionId = await paired("two", { cloudId: "two" });
  await (await app({ cloudId: "two" })).getAppHealth({});
  await (await app({ cloudId: "two", environment: environment(STAGING) })).getAppHealth({});
  expect((await opened(connectionId)).pathname).toBe(`/jira/apps/${APP}/${STAGING}`);
});

test("a token that names no environment that we can read changes nothing", async () => {
  const connectionId = await paired("three", { cloudId: "three", environment: "development" });
  await (await app({ cloudId: "three", environment: "development" })).getAppHealth({});
  expect((await opened(connectionId)).pathname).toBe("/apps/throughline-create");
});

test("a site is where its app says, whatever it is called here and before it has any item", async () => {
  const claims = { cloudId: "four" };
  const at = { "x-throughline-site": "https://acme.atlassian.net/" };
  const refused = await (await app(claims, at)).getAppHealth({}).catch((error: unknown) => error);
  await (await app(claims)).getAppHealth({}).catch(() => undefined);
  const { code } = (refused as { details: { code: string } }).details;
  const made = await admin.pairConnection({ code });
  expect(made.name).toBe("acme.atlassian.net");
  await (await app(claims, at)).getAppHealth({});
  expect((await opened(made.id)).origin).toBe("https://acme.atlassian.net");
  await (await app(claims, { "x-throughline-site": "javascript:alert(1)" })).getAppHealth({});
  expect((await opened(made.id)).origin).toBe("https://acme.atlassian.net");
});
