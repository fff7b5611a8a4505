import { beforeEach, describe, expect, test } from "@jest/globals";
import { forgetSite } from "../jira/site.ts";
import { call } from "../testing/call.ts";
import { down, FakeForge, ok, refusal } from "../testing/fake-forge.ts";
import { everythingWorks, LINK, panelItem, workItem } from "../testing/fixtures.ts";

const PANEL = "service GET /api/v1/panel/item";
const PUT = "PUT /rest/api/3/issue/10412/properties/throughline";
const wish = { linkId: LINK, target: { id: "ini-2", key: "INI-2" } };

let forge: FakeForge;
beforeEach(() => {
  forge = everythingWorks(new FakeForge());
  forge.on(PUT, { status: 201 }).on(PANEL, refusal(404, "not_mirrored"));
  forgetSite();
});

describe("an issue without a link", () => {
  test("gets its mark as the person, between two words to the service", async () => {
    expect(await call("linkIssue", wish)).toEqual({ state: "linked", told: true });
    expect(forge.calls(PUT)[0]).toMatchObject({ as: "user", body: { v: 1, link: LINK, initiative: "INI-2" } });
    expect(forge.calls("service PUT /api/v1/links/*/item")).toHaveLength(1);
  });

  test("the service is down: the mark is there, and it is said", async () => {
    forge.on(PANEL, down()).on("service PUT /api/v1/links/*", down()).on("service PUT /api/v1/links/*/item", down());
    expect(await call("linkIssue", wish)).toEqual({ state: "linked", told: false });
  });

  test("a person who may not edit is told so, and nothing is confirmed", async () => {
    forge.on(PUT, {
      status: 403,
      body: { errorMessages: ["You do not have permission to edit issues in this project."] },
    });
    expect(await call("linkIssue", wish)).toMatchObject({ state: "refused", problem: { kind: "denied" } });
    expect(forge.calls("service PUT /api/v1/links/*/item")).toEqual([]);
  });

  test("a closed initiative: no mark", async () => {
    forge.on("service PUT /api/v1/links/*", refusal(422, "initiative_closed", "It is closed."));
    expect(await call("linkIssue", wish)).toMatchObject({ state: "refused", problem: { code: "initiative_closed" } });
    expect(forge.calls(PUT)).toEqual([]);
  });
});

describe("an issue with a link", () => {
  const relinked = workItem({
    link: { ...workItem().link, id: "2c9f4d3c-6f0e-4b6e-9a55-1f2f6f0c7a22", initiativeKey: "INI-2" },
  });

  test("the service changes it, and the mark follows with the service's own link", async () => {
    forge.on(PANEL, ok(panelItem())).on("service POST /api/v1/work-items/wi-1/link", ok(relinked));
    expect(await call("linkIssue", wish)).toEqual({ state: "linked", told: true });
    expect(forge.calls("service POST /api/v1/work-items/wi-1/link")[0]?.body).toEqual({ initiativeId: "ini-2" });
    expect(forge.calls(PUT)[0]?.body).toMatchObject({ link: relinked.link.id, initiative: "INI-2" });
  });

  test("a mark that this person may not set is left to the app", async () => {
    forge
      .on(PANEL, ok(panelItem()))
      .on("service POST /api/v1/work-items/wi-1/link", ok(relinked))
      .on(PUT, { status: 403 });
    expect(await call("linkIssue", wish)).toEqual({ state: "linked", told: true });
  });

  test("to no goal", async () => {
    forge.on(PANEL, ok(panelItem())).on("service POST /api/v1/work-items/wi-1/class", ok(workItem({ link: null })));
    expect(await call("linkIssue", { linkId: LINK, target: { class: "debt" } })).toEqual({
      state: "linked",
      told: true,
    });
    expect(forge.calls(PUT)).toEqual([]);
  });
});
