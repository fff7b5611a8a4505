import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { seesContainer } from "./containers.ts";
import { type LittleAsana, littleAsana, reachTo } from "./little-asana.test-kit.ts";

let asana: LittleAsana;
beforeAll(async () => {
  const archived = { gid: "1", name: "Put away", archived: true, privacy_setting: "public_to_workspace" };
  asana = await littleAsana(({ path }) =>
    path === "/projects/1" ? { body: { data: archived } } : { status: path === "/projects/2" ? 403 : 404 },
  );
});
afterAll(() => asana.stop());

test("a project that was put away is seen, one that is deleted or closed to the account is not", async () => {
  const seen = await Promise.all(["1", "2", "3"].map((id) => seesContainer(reachTo(asana.api), id)));
  expect(seen).toEqual([true, false, false]);
});
