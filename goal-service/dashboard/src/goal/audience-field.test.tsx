import { expect, test } from "@jest/globals";
import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useState } from "react";
import { renderAt } from "../router.test-kit.tsx";
import { audienceText, viewersOf } from "./audience.ts";
import { AudienceField } from "./audience-field.tsx";

const PEOPLE = [
  { id: "grace", name: "Grace Mensah" },
  { id: "alex", name: "Alex Admin" },
  { id: "dana", name: "Dana Okafor" },
];
const TEAMS = [{ id: "people", name: "People" }];

let value = "";
function Form({ start }: { start: string }) {
  const [audience, setAudience] = useState(start);
  value = audience;
  return <AudienceField value={audience} before={start} ownerId="grace" error={undefined} onChange={setAudience} />;
}

async function open(viewers: string[] | null) {
  const me = { workspace: {}, person: { id: "alex", teamIds: [] } };
  await renderAt("/", <Form start={audienceText(viewers)} />, [
    [["me"], me],
    [["people"], PEOPLE],
    [["teams"], TEAMS],
  ]);
  return userEvent.setup();
}
const list = () => screen.getByRole("list", { name: "People and teams who see it" });
const names = () =>
  within(list())
    .getAllByRole("checkbox")
    .map((box) => box.closest("label")?.textContent);

test("a private goal's audience is edited by name, whoever is on it first; its owner needs no tick", async () => {
  const user = await open(["alex"]);
  expect(names()).toEqual(["AAAlex Admin", "Peopleteam", "DODana Okafor"]);
  await user.click(screen.getByRole("checkbox", { name: /People/ }));
  await user.click(screen.getByRole("checkbox", { name: /Alex/ }));
  expect(viewersOf(value)).toEqual(["people"]);
  expect(screen.getByRole("status").textContent).toContain("you don't see this goal any more");
});

test("a name is found by a few letters, and Enter there sends nothing", async () => {
  const user = await open([]);
  await user.type(screen.getByRole("searchbox"), "dana{Enter}");
  expect(names()).toEqual(["DODana Okafor"]);
  await user.clear(screen.getByRole("searchbox"));
  await user.type(screen.getByRole("searchbox"), "zz");
  expect(list().textContent).toBe("Nobody is called so.");
});

test("making it public says what that means, and takes nothing back until it is saved", async () => {
  const user = await open(["alex", "dana"]);
  await user.click(screen.getByRole("radio", { name: "Everybody in the workspace" }));
  expect(viewersOf(value)).toBeNull();
  expect(screen.getByRole("status").textContent).toContain("Everybody will see it");
  await user.click(screen.getByRole("radio", { name: /^Private/ }));
  expect(viewersOf(value)).toEqual(["alex", "dana"]);
});

test("a public goal can be made private", async () => {
  const user = await open(null);
  expect(screen.queryByRole("searchbox")).toBeNull();
  await user.click(screen.getByRole("radio", { name: /^Private/ }));
  expect(viewersOf(value)).toEqual([]);
  expect(screen.getByRole("status").textContent).toContain("You are not among them");
});
