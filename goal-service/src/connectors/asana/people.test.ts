import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type LittleAsana, littleAsana, reachTo } from "./little-asana.test-kit.ts";
import { people } from "./people.ts";

let asana: LittleAsana;
beforeAll(async () => {
  asana = await littleAsana(({ query }) =>
    query["offset"] === undefined
      ? { body: { data: [{ gid: "1", name: "Ada" }, { gid: "2" }, "odd"], next_page: { offset: "more" } } }
      : { body: { data: [{ gid: "3", name: "Dana" }], next_page: null } },
  );
});
afterAll(() => asana.stop());

test("everybody of the workspace on all pages; who has no name, and an odd entry, is left out", async () => {
  expect(await people(reachTo(asana.api))).toEqual([
    { id: "1", name: "Ada" },
    { id: "3", name: "Dana" },
  ]);
  expect(asana.asked[0]).toMatchObject({ path: "/users", query: { workspace: "W", limit: "100", opt_fields: "name" } });
});
