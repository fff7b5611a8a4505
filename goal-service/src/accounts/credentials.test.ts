import { expect, test } from "@jest/globals";
import { buildWorkspace } from "../../../test/factories/graph.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { endCredential, issueCredential, isSame, readCredential } from "./credentials.ts";

const ground = await groundOfFile();
const admin = await buildWorkspace(ground);
const who = () => ({ workspaceId: admin.workspaceId, personId: admin.person.id });
const later = (minutes: number) => {
  ground.setNow(new Date(ground.clock.now().getTime() + minutes * 60_000).toISOString());
};
const DAY = 24 * 60;

test("only the hash of a secret is kept, and its text opens the door once it is given back", async () => {
  const { text, id } = await issueCredential(ground, "token", who(), { name: "CI" });
  expect(await readCredential(ground, "token", text)).toMatchObject({ id, name: "CI" });
  const { rows } = await ground.db.pool.query<{ row: string }>("SELECT credential::text AS row FROM credential");
  expect(rows.filter(({ row }) => row.includes(text.split("_").slice(2).join("_")))).toEqual([]);
});

test("a token is no session, and another workspace's text is nothing", async () => {
  const { text } = await issueCredential(ground, "token", who());
  expect(await readCredential(ground, "session", text)).toBeNull();
  expect(await readCredential(ground, "token", text.replace(/.$/, "!"))).toBeNull();
  expect(await readCredential(ground, "token", "tl_nonsense")).toBeNull();
});

test("a one-time address works once, for exactly one of two who come at the same moment, and for ten minutes", async () => {
  const once = await issueCredential(ground, "sign-in", who());
  expect((await Promise.all([endCredential(ground, once), endCredential(ground, once)])).sort()).toEqual([false, true]);
  expect(await readCredential(ground, "sign-in", once.text)).toBeNull();
  const late = await issueCredential(ground, "sign-in", who());
  later(11);
  expect(await readCredential(ground, "sign-in", late.text)).toBeNull();
});

test("a session ends thirty days after its last use, not after its first", async () => {
  const { text } = await issueCredential(ground, "session", who());
  later(20 * DAY);
  expect(await readCredential(ground, "session", text)).not.toBeNull();
  later(20 * DAY);
  expect(await readCredential(ground, "session", text)).not.toBeNull();
  later(31 * DAY);
  expect(await readCredential(ground, "session", text)).toBeNull();
});

test("no expected secret: never the same", () => {
  expect(isSame("", undefined)).toBe(false);
  expect(isSame("abc", "abc")).toBe(true);
});
