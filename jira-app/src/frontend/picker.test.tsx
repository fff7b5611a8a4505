import { expect, test } from "@jest/globals";
import { act } from "react";
import { CHOICES } from "../testing/fixtures.ts";
import { choose, find, named, optionsOf, press, settle, show, until } from "../testing/fake-host.ts";
import { answers, good, sent, unlinked } from "../testing/panel-answers.ts";

const { IssuePanel } = await import("./components/issue-panel.tsx");

/** As the select of UI Kit does: it filters what it was given by what was typed, whatever the app found. */
const shown = (typed: string) =>
  optionsOf("initiative")
    .flatMap((option) => option.options ?? [option])
    .filter(({ label, value }) => `${label} ${value}`.toLowerCase().includes(typed.toLowerCase()))
    .map(({ label }) => label);

async function search(typed: string): Promise<void> {
  const { onInputChange } = find("Select", named("initiative")).props as { onInputChange: (typed: string) => void };
  await act(async () => {
    onInputChange(typed);
    await Promise.resolve();
  });
}

test("what the service found by first letters is shown, can be chosen and is sent", async () => {
  const churn = { groups: CHOICES.groups.slice(0, 1) };
  const linkIssue = () => ({ state: "linked", told: true });
  await show(<IssuePanel />, answers({ showItem: () => good(unlinked), listChoices: () => good(churn), linkIssue }));
  expect(shown("rc")).toEqual([]);
  await search("rc");
  await until(() => sent("listChoices").some(({ q }) => q === "rc"));
  await settle();
  expect(shown("rc")).toEqual([expect.stringContaining("Reduce churn")]);
  expect(shown("rcx")).toEqual([]);
  await choose("initiative", "Reduce churn");
  await press("Link");
  expect(sent("linkIssue")).toMatchObject([{ target: { key: "INI-1" } }]);
});
