import { beforeEach, describe, expect, test } from "@jest/globals";
import {
  choose,
  find,
  has,
  host,
  named,
  optionsOf,
  page,
  pickDay,
  pickPerson,
  press,
  saying,
  settle,
  show,
  submit,
  type,
} from "../testing/fake-host.ts";
import { moment, now } from "../clock.ts";
import { CHOICES, choice, panelItem } from "../testing/fixtures.ts";
import { answers, good, linked, meta, sent, unlinked } from "../testing/panel-answers.ts";
import { remember } from "./remember.ts";

const { IssuePanel } = await import("./components/issue-panel.tsx");
const { GlobalPage } = await import("./components/global-page.tsx");

beforeEach(() => {
  remember({});
});

describe("creating", () => {
  test("on a linked issue: a title, Enter, done", async () => {
    await show(<IssuePanel />, answers());
    await type("summary", "Call the CSM of Orion Freight");
    await submit();
    expect(sent("createIssue")).toEqual([
      {
        linkId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        target: { id: "ini-1", key: "INI-1", private: false },
        project: "CS",
        type: "10001",
        summary: "Call the CSM of Orion Freight",
        owner: "me-1",
        due: "2026-12-18",
        values: {},
      },
    ]);
    expect(page()).toContain("Created");
    expect(has("Link", ({ props }) => props["href"] === "/browse/CS-13")).toBe(true);
  });

  test("then the form is ready for the next one, under a link of its own", async () => {
    await show(<IssuePanel />, answers());
    await type("summary", "First");
    await submit();
    await submit();
    expect(sent("createIssue")).toHaveLength(1);
    expect(page()).toContain("Write a summary.");
    await type("summary", "Second");
    await submit();
    const [first, second] = sent("createIssue");
    expect(second?.["summary"]).toBe("Second");
    expect(second?.["target"]).toEqual(first?.["target"]);
    expect(second?.["linkId"]).not.toBe(first?.["linkId"]);
  });

  test("the picker: goals with their health as a word, the work under each initiative in words, no goal as the last group", async () => {
    await show(<IssuePanel />, answers());
    expect(optionsOf("initiative").map(({ label }) => label)).toEqual([
      "Increase net revenue retention (at risk)",
      "Not for a goal",
    ]);
    const [option] = optionsOf("initiative")[0]?.options ?? [];
    expect(option?.label).toBe("Reduce churn in enterprise accounts, slowing, 3 in progress");
    expect(option?.value).toContain("INI-1");
    expect(option?.value).toContain("Increase net revenue retention");
    expect(page()).not.toMatch(/amber|\bred\b/);
  });

  test("the goal is told once, and again only for an initiative of another goal", async () => {
    const count = () => page().split("Increase net revenue retention").length - 1;
    await show(<IssuePanel />, answers());
    expect(count()).toBe(1);
    const other = { key: "G-2", title: "Answer within a day", state: "green", private: false };
    const groups = [
      ...CHOICES.groups,
      { title: "Answer within a day", choices: [choice("INI-2", "Night shift", { goal: other })] },
    ];
    await show(<IssuePanel />, answers({ listChoices: () => good({ groups }) }));
    await choose("initiative", "Night shift");
    expect(page()).toContain("Answer within a day");
  });

  test("the due date is the initiative's and says so, until a person sets their own", async () => {
    await show(<IssuePanel />, answers());
    expect(find("DatePicker", named("due")).props["value"]).toBe("2026-12-18");
    expect(page()).toContain("Proposed: the day on which the initiative is due.");
    await pickDay("due", "2026-12-04");
    expect(page()).not.toContain("Proposed");
    await pickDay("due", "");
    expect(find("DatePicker", named("due")).props["value"]).toBe("");
    expect(page()).not.toContain("Proposed");
  });

  test("an initiative without a due date proposes none, whatever its goal's is", async () => {
    const groups = [
      { title: "Initiatives", choices: [choice("INI-1", "Reduce churn in enterprise accounts", { due: null })] },
    ];
    await show(<IssuePanel />, answers({ listChoices: () => good({ groups }) }));
    expect(find("DatePicker", named("due")).props["value"]).toBe("");
    expect(page()).not.toContain("Proposed");
  });

  test.each([
    [{ mark: "green", doing: 2 }, "moving, 2 in progress"],
    [{ mark: "green", doing: 0 }, "nothing in progress"],
    [{ mark: "red", doing: 1 }, "stuck, 1 in progress"],
    [{ mark: "uncovered", doing: 0 }, "no work yet"],
    [{ mark: "finished", doing: 0 }, "all done"],
  ])("the work under an initiative of %j reads as words that agree", async (work, words) => {
    const groups = [{ title: "Initiatives", choices: [choice("INI-1", "Reduce churn", work)] }];
    await show(<IssuePanel />, answers({ listChoices: () => good({ groups }) }));
    expect(optionsOf("initiative")[0]?.options?.[0]?.label).toBe(`Reduce churn, ${words}`);
  });

  test("a list that has seen the goal in another state has it asked again, with what Jira shows of it", async () => {
    const red = { key: "G-1", title: "Increase net revenue retention", state: "red", private: false };
    const groups = [{ title: "Initiatives", choices: [choice("INI-1", "Reduce churn", { goal: red })] }];
    const goal = { ...panelItem().goal, state: "red" };
    let asked = 0;
    const showItem = () => good(asked++ === 0 ? linked : { ...linked, panel: panelItem({ goal }) });
    await show(<IssuePanel />, answers({ showItem, listChoices: () => good({ groups }), refresh: () => undefined }));
    await settle();
    expect(page()).toContain("Off track");
    expect(page()).not.toContain("At risk");
    expect(host.commands.map(({ name }) => name)).toEqual(["refresh"]);
    expect(sent("showItem")).toHaveLength(2);
  });

  test.each([
    ["a state that has just begun", moment(now() - 60_000), ["refresh"]],
    ["a state that began long ago", "2020-01-01T00:00:00.000Z", []],
  ])("%s may be newer than the badge of the page, which is then asked for again", async (_state, since, asked) => {
    const panel = panelItem({ goal: { ...panelItem().goal, since } });
    await show(<IssuePanel />, answers({ showItem: () => good({ ...linked, panel }), refresh: () => undefined }));
    await settle();
    expect(host.commands.map(({ name }) => name)).toEqual(asked);
  });

  test("no goal is as easy: no due date of an initiative, no owner-of-goal words", async () => {
    await show(<IssuePanel />, answers());
    await choose("initiative", "Maintenance");
    await type("summary", "Renew certificates");
    await submit();
    expect(sent("createIssue")[0]).toMatchObject({ target: { class: "maintenance" }, due: null });
  });

  test("owner and due are what the person set", async () => {
    await show(<IssuePanel />, answers());
    await pickPerson("dana");
    await pickDay("due", "2026-12-04");
    await type("summary", "x");
    await submit();
    expect(sent("createIssue")[0]).toMatchObject({ owner: "dana", due: "2026-12-04" });
  });

  test("nothing chosen, nothing written: both are said, nothing is sent", async () => {
    await show(<IssuePanel />, answers({ showItem: () => good(unlinked) }));
    await submit();
    expect(page()).toContain("Choose an initiative, or say that this is not for a goal.");
    expect(page()).toContain("Write a summary.");
    expect(sent("createIssue")).toEqual([]);
  });

  test("a second Enter while the first is on its way sends nothing more", async () => {
    let answer: (value: unknown) => void = () => undefined;
    const waiting = new Promise((resolve) => (answer = resolve));
    await show(<IssuePanel />, answers({ createIssue: () => waiting }));
    await type("summary", "Once");
    await submit();
    await submit();
    expect(sent("createIssue")).toHaveLength(1);
    expect(find("LoadingButton", saying("Create and link")).props["isLoading"]).toBe(true);
    answer({ state: "created", key: "CS-13", linked: "confirmed" });
    await settle();
    expect(page()).toContain("Created");
  });

  test("a warning, and one that blocks", async () => {
    const warn = (blocks: boolean) => () =>
      good([
        {
          code: "closed",
          long: "This goal was achieved on 15 Nov. Choose another, or reopen it.",
          short: "x",
          tone: "error",
          blocks,
        },
        { code: "enough", long: "This goal has 14 active items.", short: "x", tone: "info", blocks: false },
      ]);
    await show(<IssuePanel />, answers({ check: warn(true) }));
    await settle(250);
    expect(page()).toContain("This goal was achieved on 15 Nov.");
    expect(page()).not.toContain("14 active items");
    expect(find("LoadingButton", saying("Create and link")).props["isDisabled"]).toBe(true);
  });

  test("fields that this project demands", async () => {
    const extra = [{ id: "customfield_1", name: "Region", kind: "choice", choices: [{ id: "7", name: "EMEA" }] }];
    await show(<IssuePanel />, answers({ createMeta: () => good({ ...meta, extra }) }));
    await type("summary", "x");
    await submit();
    expect(sent("createIssue")).toEqual([]);
    await choose("customfield_1", "EMEA");
    await submit();
    expect(sent("createIssue")[0]).toMatchObject({ values: { customfield_1: "7" } });
  });

  test("a number that can be read in two ways, or in none, is asked about before anything is created", async () => {
    const extra = [{ id: "customfield_2", name: "Cost", kind: "number", choices: [] }];
    await show(<IssuePanel />, answers({ createMeta: () => good({ ...meta, extra }) }));
    await type("summary", "Order");
    await type("customfield_2", "1.234");
    await submit();
    expect(page()).toContain("This may be 1.2340 or 1234. Write one of the two.");
    await type("customfield_2", "0x10");
    await submit();
    expect(page()).toContain("Write a number in digits");
    expect(sent("createIssue")).toHaveLength(0);
    await type("customfield_2", "1.2340");
    await submit();
    expect(sent("createIssue")[0]).toMatchObject({ values: { customfield_2: "1.2340" } });
  });

  test("what only Jira's own form can ask opens there, filled in", async () => {
    const own = { state: "own_form", url: "/secure/CreateIssueDetails!init.jspa?pid=1", fields: ["Approvers"] };
    await show(<IssuePanel />, answers({ createIssue: () => own, navigate: () => true }));
    await type("summary", "x");
    await submit();
    expect(page()).toContain("Approvers can only be filled in Jira's own form.");
    await press("Open Jira's form");
    expect(host.commands).toEqual([{ name: "navigate", data: { url: own.url, type: "new-tab" } }]);
  });
});

test("opened from the dashboard, the form is filled in under the link that was announced there", async () => {
  const link = "0190a000-0000-7000-8000-000000000001";
  const search = `?initiative=INI-12&container=CS&title=Audit&link=${link}`;
  const createHistory = () => ({ location: { pathname: "/", search }, listen: () => undefined });
  await show(<GlobalPage />, answers({ createHistory }));
  expect(sent("createMeta")[0]).toMatchObject({ project: "CS" });
  await submit();
  expect(sent("createIssue")[0]).toMatchObject({ linkId: link, summary: "Audit", target: { key: "INI-12" } });
});

test("with no issue at hand: the project and type used last are asked for", async () => {
  remember({ project: "OPS", type: "10002" });
  await show(<GlobalPage />, answers());
  expect(sent("createMeta")[0]).toEqual({ project: "OPS", type: "10002" });
  expect(sent("showItem")).toEqual([]);
});
