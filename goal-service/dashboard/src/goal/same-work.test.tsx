import { afterEach, expect, jest, test } from "@jest/globals";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { heard } from "../answering.ts";
import { renderAt } from "../router.test-kit.tsx";
import { SameWork, sameWorkWords } from "./same-work.tsx";

const other = {
  id: "w2",
  key: "SUP-8",
  tool: "jira",
  title: "Fix the renewal reminder",
  counts: true,
  suggested: false,
  why: "A person said so.",
};
const suggested = { ...other, counts: false, suggested: true };

const real = globalThis.fetch;
const asked = jest.fn<typeof fetch>(() => Promise.reject(new Error("no service here")));
afterEach(() => {
  globalThis.fetch = real;
  asked.mockClear();
  heard();
});

async function click(said: typeof other, button: string): Promise<unknown[]> {
  globalThis.fetch = asked;
  await renderAt("/", <SameWork id="w1" other={said} />, [[["me"], { person: { role: "contributor" } }]]);
  fireEvent.click(screen.getByRole("button", { name: button }));
  const problem = await waitFor(() => screen.getByRole("alert"));
  expect(problem.textContent).toBe("The goal service cannot be reached.");
  return asked.mock.calls
    .filter(([, init]) => init?.method !== "GET")
    .map(([path, init]) => [init?.method, path, init?.body ?? null]);
}

test("an item says of which other it is the same work, and at which of the two it is counted", () => {
  expect(sameWorkWords(other)).toBe("same work as SUP-8 (Jira), counted once there");
  expect(sameWorkWords({ ...other, counts: false })).toBe("same work as SUP-8 (Jira), counted once here");
  expect(sameWorkWords(suggested)).toBe("maybe the same work as SUP-8 (Jira)");
});

test("a restricted other side is not named", () => {
  const words = sameWorkWords({ ...other, key: null, title: "1 restricted item" });
  expect(words).toBe("same work as 1 restricted item (Jira), counted once there");
});

test.each([
  ["undoes a pair", other, "Not the same", ["DELETE", null]],
  ["makes a pair of what was only suggested", suggested, "Yes, the same", ["POST", '{"of":"w2"}']],
  ["dismisses what was only suggested", suggested, "Not the same", ["DELETE", null]],
] as const)("one click %s", async (_, said, button, [method, body]) => {
  expect(await click(said, button)).toEqual([[method, "/api/v1/work-items/w1/mirror", body]]);
});
