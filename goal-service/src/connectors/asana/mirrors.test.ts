import { expect, test } from "@jest/globals";
import { mirrorsIn } from "./mirrors.ts";

test.each([
  ["see https://acme.atlassian.net/browse/CS-12?focusedId=1#c", "https://acme.atlassian.net/browse/CS-12"],
  [
    "https://acme.atlassian.net/jira/software/c/projects/CS/boards/1?selectedIssue=cs-7",
    "https://acme.atlassian.net/browse/CS-7",
  ],
  ["(http://127.0.0.1:4601/browse/CS-3).", "http://127.0.0.1:4601/browse/CS-3"],
  ["https://github.com/acme/shop/pull/88/files,", "https://github.com/acme/shop/pull/88"],
  ["https://gitlab.example.com/acme/shop/-/issues/9", "https://gitlab.example.com/acme/shop/-/issues/9"],
  ["https://linear.app/acme/issue/ENG-4/a-title", "https://linear.app/acme/issue/ENG-4"],
  ["https://trello.com/c/AbC123/9-card", "https://trello.com/c/AbC123"],
  ["https://acme.monday.com/boards/12/pulses/34?x=1", "https://acme.monday.com/boards/12/pulses/34"],
  ["https://dev.azure.com/acme/shop/_workitems/edit/5/", "https://dev.azure.com/acme/shop/_workitems/edit/5"],
  ["https://app.clickup.com/t/86abc", "https://app.clickup.com/t/86abc"],
])("%s is %s", (notes, url) => {
  expect(mirrorsIn(notes)).toEqual([url]);
});

test("other addresses are no mirrors", () => {
  expect(
    mirrorsIn(
      "https://example.com/doc https://goals.example.com/initiatives/INI-1 https://github.com/acme/shop browse/CS-1",
    ),
  ).toEqual([]);
});

test("the same work named twice is one mirror, and twenty are enough", () => {
  expect(mirrorsIn("https://a.net/browse/A-1 https://a.net/browse/A-1?x")).toEqual(["https://a.net/browse/A-1"]);
  const many = Array.from({ length: 30 }, (_, n) => `https://a.net/browse/A-${n}`).join("\n");
  expect(mirrorsIn(many)).toHaveLength(20);
});
