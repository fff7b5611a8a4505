import { beforeEach, expect, test } from "@jest/globals";
import { forgetSite } from "../jira/site.ts";
import { call, ME } from "../testing/call.ts";
import { down, FakeForge, ok } from "../testing/fake-forge.ts";
import { everythingWorks, LINK, linkReply, workItem } from "../testing/fixtures.ts";

const SEARCH = "POST /rest/api/3/search/jql";
const asked = { linkId: LINK, target: { id: "ini-1", key: "INI-1" } };

let forge: FakeForge;
beforeEach(() => {
  forge = everythingWorks(new FakeForge());
  forgetSite();
});

test("found by its link: confirmed with the service, never created again", async () => {
  forge.on(SEARCH, ok({ issues: [{ id: "10412" }], isLast: true }));
  expect(await call("findCreated", asked)).toEqual({ state: "created", key: "CS-12", linked: "confirmed" });
  expect(forge.calls(SEARCH)[0]).toMatchObject({
    as: "user",
    body: { jql: expect.stringContaining(`throughlineLink = "${LINK}"`) },
  });
  expect(forge.calls("service PUT /api/v1/links/*/item")[0]?.headers["X-Throughline-As"]).toBe(ME);
  expect(forge.calls("POST /rest/api/3/issue")).toEqual([]);
});

test("found while the service is down: it will be picked up", async () => {
  forge.on(SEARCH, ok({ issues: [{ id: "10412" }] })).on("service PUT /api/v1/links/*", down());
  forge.on("service PUT /api/v1/links/*/item", down());
  expect(await call("findCreated", asked)).toEqual({ state: "created", key: "CS-12", linked: "later" });
});

test("the service heard of it first, by an event", async () => {
  forge.on("service PUT /api/v1/links/*", linkReply("wi-1"));
  forge.on("service GET /api/v1/work-items/*", ok({ ...workItem(), history: [] }));
  expect(await call("findCreated", asked)).toMatchObject({ state: "created", key: "CS-12" });
  expect(forge.calls(SEARCH)).toEqual([]);
});

test("not there", async () => {
  expect(await call("findCreated", asked)).toEqual({ state: "not_found" });
});

test("Jira can't say", async () => {
  forge.on(SEARCH, { status: 503 });
  expect(await call("findCreated", asked)).toEqual({ state: "unclear" });
});
