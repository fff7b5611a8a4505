import { beforeEach, describe, expect, test } from "@jest/globals";
import { find, has, named, optionsOf, page, press, settle, until, show, submit, type } from "../testing/fake-host.ts";
import { CHOICES, LINK } from "../testing/fixtures.ts";
import { answers, bad, good, sent, unlinked } from "../testing/panel-answers.ts";
import { remember } from "./remember.ts";

const { IssuePanel } = await import("./components/issue-panel.tsx");

const LOOKS = [0, 0.01, 0.02];

beforeEach(() => {
  remember({});
});

describe("an answer that was lost", () => {
  test("is looked for, and found: created, once", async () => {
    const found = [{ state: "not_found" }, { state: "created", key: "CS-13", linked: "confirmed" }];
    await show(
      <IssuePanel looks={LOOKS} />,
      answers({ createIssue: () => ({ state: "lost" }), findCreated: () => found.shift() }),
    );
    await type("summary", "x");
    await submit();
    await until(() => page().includes("Created"));
    expect(page()).toContain("Created");
    expect(sent("createIssue")).toHaveLength(1);
    expect(sent("findCreated").map(({ linkId }) => linkId)).toEqual([
      sent("createIssue")[0]?.["linkId"],
      sent("createIssue")[0]?.["linkId"],
    ]);
  });

  test.each(["lost", "broken"])("%s and nowhere: offered again, with the same link", async (how) => {
    const replies: unknown[] = [{ state: "lost" }, { state: "created", key: "CS-13", linked: "confirmed" }];
    const createIssue = () => {
      const reply = replies.shift();
      if (how === "broken" && replies.length === 1) throw new Error("the resolver ran out of time");
      return reply;
    };
    await show(<IssuePanel looks={LOOKS} />, answers({ createIssue, findCreated: () => ({ state: "not_found" }) }));
    await type("summary", "x");
    await submit();
    expect(page()).toContain("nothing is created twice");
    await until(() => page().includes("Not found"));
    expect(page()).toContain("Not found");
    expect(sent("findCreated")).toHaveLength(3);
    await press("Create again");
    expect(page()).toContain("Created");
    const [first, second] = sent("createIssue");
    expect(second).toEqual(first);
  });
});

describe("when Throughline is away", () => {
  const away = { kind: "service_down" };

  test("the issue's own mark fills in the initiative, classes still can be chosen, and it is said once", async () => {
    const mark = { v: 1, link: LINK, initiative: "INI-1", at: "2026-11-06T15:00:00Z" };
    await show(
      <IssuePanel />,
      answers({
        showItem: () => good({ ...unlinked, mark, trouble: away }),
        listChoices: () => bad(away),
        createIssue: () => ({ state: "created", key: "CS-13", linked: "later" }),
      }),
    );
    expect(page().match(/Throughline is not answering/g)).toHaveLength(1);
    expect(page()).toContain("Linked to INI-1.");
    expect(optionsOf("initiative").map(({ label }) => label)).toEqual(["Not for a goal"]);
    await type("summary", "x");
    await submit();
    expect(sent("createIssue")[0]).toMatchObject({ target: { id: "INI-1", key: "INI-1" } });
    expect(page()).toContain("Throughline is not answering; the link is on the work item and will be picked up.");
  });

  test("the list that was loaded stays", async () => {
    const replies = [good(CHOICES), bad(away)];
    await show(<IssuePanel />, answers({ listChoices: () => replies.shift() ?? bad(away) }));
    const select = find("Select", named("initiative"));
    await (select.props["onInputChange"] as (typed: string) => Promise<void>)("chu");
    await settle(350);
    expect(sent("listChoices").at(-1)).toMatchObject({ q: "chu" });
    expect(optionsOf("initiative")[0]?.label).toContain("Increase net revenue retention");
    expect(page()).toContain("Throughline is not answering");
  });

  test("an unconnected site shows who can connect it, and no form", async () => {
    const trouble = { kind: "not_paired", code: "K7-PQ" };
    await show(
      <IssuePanel />,
      answers({ showItem: () => good({ ...unlinked, trouble }), listChoices: () => bad(trouble) }),
    );
    expect(page()).toContain("Throughline is not connected yet");
    expect(has("Form")).toBe(false);
    expect(page()).not.toContain("K7-PQ");
  });
});
