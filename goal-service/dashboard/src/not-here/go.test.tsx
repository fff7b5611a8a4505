import { beforeAll, expect, test } from "@jest/globals";
import { screen } from "@testing-library/react";
import { anchorClock, setToday } from "../clock.ts";
import { renderAt } from "../router.test-kit.tsx";
import { GoTo } from "./go.tsx";

beforeAll(() => {
  anchorClock("Fri, 20 Nov 2026 12:00:00 GMT");
  setToday("2026-11-20", "UTC");
});

const link = { id: "l", initiativeId: "i", initiativeKey: "INI-12", initiativeTitle: "Reduce churn", goalId: "g" };
const item = { id: "w1", tool: "asana", key: null, title: "Call Initech", link: null, class: null };

async function go(found: object | null): Promise<string> {
  const { router } = await renderAt("/go/asana/1209", <GoTo tool="asana" id="1209" />, [
    [["go", "asana", "1209"], found],
  ]);
  return router.state.location.href;
}
const said = () => screen.getByRole("heading", { level: 1 }).textContent;

test("an item leads to the initiative that it serves, and to itself there", async () => {
  expect(await go({ ...item, link })).toBe("/initiatives/INI-12#w1");
});

test("what serves a private goal is linked, with nothing named", async () => {
  const hidden = {
    ...link,
    id: "",
    initiativeId: "",
    initiativeKey: "",
    initiativeTitle: "A private goal",
    goalId: "",
  };
  expect(await go({ ...item, link: hidden })).toBe("/go/asana/1209");
  expect(said()).toBe("Call Initech is linked");
});

test("work for no goal is not asked again what it serves", async () => {
  await go({ ...item, class: { class: "debt", until: "2026-12-24" } });
  expect(said()).toBe("Call Initech is not for a goal");
  expect(screen.getByText(/technical debt until .*24/)).toBeTruthy();
});

test("an item that serves nothing yet is told where to say it", async () => {
  await go(item);
  expect(said()).toBe("Call Initech serves no goal yet");
});

test("an item that nobody told us of is not known", async () => {
  await go(null);
  expect(said()).toBe("1209 is not known here");
});
