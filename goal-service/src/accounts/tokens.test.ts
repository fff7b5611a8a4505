import { beforeEach, expect, test } from "@jest/globals";
import { buildPerson, buildWorkspace, type Person } from "../../../test/factories/graph.ts";
import { refused } from "../../../test/factories/refused.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { readCredential } from "./credentials.ts";
import { createToken, endToken, listTokens } from "./tokens.ts";

const ground = await groundOfFile();
const ALL = { limit: 100 };
let ada: Person;
beforeEach(async () => {
  ada = await buildWorkspace(ground, "Europe/Berlin");
});

test("a token is shown once, listed without its text, and only to its owner", async () => {
  const dana = await buildPerson(ground, ada, "Dana", "viewer");
  const made = await createToken(ground, dana, { name: "CI" });
  expect(await readCredential(ground, "token", made.token)).toMatchObject({ personId: dana.person.id });
  const { items } = await listTokens(ground, dana, ALL);
  expect(items).toMatchObject([{ id: made.id, name: "CI", expiresAt: null }]);
  expect(JSON.stringify(items)).not.toContain(made.token);
  expect((await listTokens(ground, ada, ALL)).items.map(({ id }) => id)).not.toContain(made.id);
});

test("a token ends when it says, and can't have ended before it begins", async () => {
  expect(await refused(createToken(ground, ada, { name: "Old", expiresAt: "2026-11-20T11:59:59Z" }))).toBe("expired");
  const made = await createToken(ground, ada, { name: "Short", expiresAt: "2026-11-20T12:30:00Z" });
  ground.setNow("2026-11-20T12:30:00Z");
  expect(await readCredential(ground, "token", made.token)).toBeNull();
  expect((await listTokens(ground, ada, ALL)).items.map((item) => item.id)).not.toContain(made.id);
});

test("a token belongs to a person, not to an app", async () => {
  const app = { ...ada, connection: { id: "c", tool: "jira", account: "a" } };
  expect(await refused(createToken(ground, app, { name: "App" }))).toBe("not_allowed");
});

test("the list tells when a token was used last, to five minutes", async () => {
  const made = await createToken(ground, ada, { name: "CI" });
  const lastUse = async () => (await listTokens(ground, ada, ALL)).items.find(({ id }) => id === made.id)?.lastUsedAt;
  expect(await lastUse()).toBeNull();
  await readCredential(ground, "token", made.token);
  expect(await lastUse()).toBe("2026-11-20T12:00:00.000Z");
  ground.setNow("2026-11-20T12:04:59Z");
  await readCredential(ground, "token", made.token);
  expect(await lastUse()).toBe("2026-11-20T12:00:00.000Z");
  ground.setNow("2026-11-20T12:05:00Z");
  await readCredential(ground, "token", made.token);
  expect(await lastUse()).toBe("2026-11-20T12:05:00.000Z");
});

test("a revoked token works no longer, once and by its owner alone, and its end is written down without its text", async () => {
  const dana = await buildPerson(ground, ada, "Dana");
  const made = await createToken(ground, dana, { name: "CI" });
  expect(await refused(endToken(ground, ada, made.id))).toBe("not_found");
  expect(await endToken(ground, dana, made.id)).toMatchObject({ id: made.id });
  expect(await readCredential(ground, "token", made.token)).toBeNull();
  expect(await refused(endToken(ground, dana, made.id))).toBe("not_found");
  const { workspaceId } = dana;
  const versions = await ground.db.prisma.version.findMany({ where: { workspaceId, kind: "token", id: made.id } });
  const audit = await ground.db.prisma.audit.findMany({ where: { workspaceId, ref: made.id }, orderBy: { id: "asc" } });
  expect(versions.map(({ no }) => no)).toEqual([1, 2]);
  expect(audit.map(({ action, by }) => ({ action, by }))).toEqual(
    ["create", "end"].map((action) => ({ action, by: { person: dana.person.id } })),
  );
  expect(JSON.stringify([versions, audit])).not.toContain(made.token);
});
