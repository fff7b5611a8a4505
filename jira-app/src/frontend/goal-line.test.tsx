import { describe, expect, test } from "@jest/globals";
import { choose, has, host, page, press, saying, show } from "../testing/fake-host.ts";
import { panelItem, workItem } from "../testing/fixtures.ts";
import { answers, good, linked, sent, unlinked } from "../testing/panel-answers.ts";

const { IssueContext } = await import("./components/issue-context.tsx");
const { LinkAction } = await import("./components/link-action.tsx");

describe("the goal line", () => {
  test("goal, priority, number, why, hypothesis, initiative, siblings", async () => {
    await show(<IssueContext />, answers());
    expect(page()).toContain("At risk");
    expect(page()).toContain("Priority 1, due 31 Dec 2026, since 3 Nov 2026");
    expect(page()).toContain("Net revenue retention: 106.9% of 110% (expected by now: 108.2%)");
    expect(page()).toContain("CS-412 has not moved for 14 working days.");
    expect(page()).toContain("If every account has a named CSM, churn falls.");
    expect(page()).toContain("Through the initiative INI-1: Reduce churn in enterprise accounts");
    expect(page()).toContain("Slowing, 1 of 5 work items done, 3 in progress.");
    expect(page()).toContain("The whole goal: 3 work items in progress.");
    expect(page()).toContain("not moved for 14 working days");
    expect(page()).not.toMatch(/amber|\bred\b/);
  });

  test("Open in Throughline", async () => {
    await show(<IssueContext />, answers({ navigate: () => true }));
    await press("Open in Throughline");
    expect(host.commands.find(({ name }) => name === "navigate")?.data).toMatchObject({
      url: "https://goals.example.com/initiatives/INI-1",
      type: "new-tab",
    });
  });

  test("who opens the section reads what holds now: Jira is asked for its word on it again", async () => {
    await show(<IssueContext />, answers({ refresh: () => undefined }));
    expect(host.commands.map(({ name }) => name)).toEqual(["refresh"]);
  });

  test("a goal that this reader may not see: linked, and nothing named", async () => {
    const hidden = panelItem({ goal: null, initiative: null, keyResult: null, siblings: [], url: null });
    await show(<IssueContext />, answers({ showItem: () => good({ ...linked, panel: hidden }) }));
    expect(page()).toContain("This work item is linked.");
    expect(page()).not.toContain("churn");
  });

  test("change the initiative", async () => {
    await show(<IssueContext />, answers({ linkIssue: () => ({ state: "linked", told: true }) }));
    await press("Change initiative");
    await choose("initiative", "Reduce churn");
    await press("Link");
    expect(sent("linkIssue")[0]).toMatchObject({ target: { id: "ini-1", key: "INI-1" } });
    expect(sent("showItem")).toHaveLength(2);
    expect(has("Button", saying("Change initiative"))).toBe(true);
  });

  test("not linked: one line to link it, or to say that it serves no goal", async () => {
    await show(
      <IssueContext />,
      answers({ showItem: () => good(unlinked), linkIssue: () => ({ state: "linked", told: true }) }),
    );
    expect(page()).toContain("Not linked yet");
    await choose("initiative", "Maintenance");
    await press("Say so");
    expect(sent("linkIssue")[0]).toMatchObject({ target: { class: "maintenance" } });
  });

  test("a class is said", async () => {
    const panel = panelItem({
      initiative: null,
      goal: null,
      item: workItem({ link: null, class: { class: "debt", until: null } }),
    });
    await show(<IssueContext />, answers({ showItem: () => good({ ...linked, panel }) }));
    expect(page()).toContain("This work item serves no goal: technical debt.");
  });
});

describe("the dialog of the issue's menu", () => {
  test("links and closes", async () => {
    const linkIssue = () => ({ state: "linked", told: true });
    await show(<LinkAction />, answers({ showItem: () => good(unlinked), linkIssue, close: () => true }));
    await choose("initiative", "Reduce churn");
    await press("Link");
    expect(host.commands.map(({ name }) => name)).toEqual(["refresh", "close"]);
  });

  test("stays open with the reason when Jira refuses", async () => {
    const linkIssue = () => ({ state: "refused", problem: { kind: "denied", message: "You can't edit this." } });
    await show(<LinkAction />, answers({ showItem: () => good(unlinked), linkIssue }));
    await choose("initiative", "Reduce churn");
    await press("Link");
    expect(page()).toContain("You can't edit this.");
    expect(host.commands).toEqual([]);
  });
});
