import { expect, test } from "@jest/globals";
import { serviceOfFile } from "../../test/setup/of-file.ts";

const service = await serviceOfFile();
const client = await service.as(service.admin);
const names = ["100% done", "1000 done", "a_b", "acb", "back\\slash", "backslash"];
const DATES = { start: "2026-10-01", due: "2026-12-31" };
const goal = await client.createGoal({ title: "Beside them all", ...DATES });
for (const title of names) {
  await client.createGoal({ title, ...DATES });
  await client.createInitiative({ goalId: goal.id, title });
  await client.createPerson({ name: title });
}

const lists: Record<string, (q: string) => Promise<string[]>> = {
  goals: async (q) => (await client.listGoals({ q })).items.map(({ title }) => title),
  initiatives: async (q) => (await client.listInitiatives({ q })).items.map(({ title }) => title),
  people: async (q) => (await client.listPeople({ q })).items.map(({ name }) => name),
};

test.each(Object.entries(lists))("who searches %s finds what they typed, letter by letter", async (_what, search) => {
  expect(await search("100%")).toEqual(["100% done"]);
  expect(await search("%")).toEqual(["100% done"]);
  expect(await search("A_B")).toEqual(["a_b"]);
  expect(await search("_")).toEqual(["a_b"]);
  expect(await search("\\")).toEqual(["back\\slash"]);
});
