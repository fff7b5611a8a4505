import { beforeAll, beforeEach, expect, jest, test } from "@jest/globals";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { anchorClock, setToday } from "../clock.ts";
import { ToastProvider } from "../components/toast.tsx";
import { renderAt } from "../router.test-kit.tsx";
import { WorkItemPage } from "./work-item-page.tsx";

beforeAll(() => {
  anchorClock("Fri, 20 Nov 2026 12:00:00 GMT");
  setToday("2026-11-20", "UTC");
});
const sent: { method: string; path: string; body: unknown }[] = [];
beforeEach(() => {
  sent.length = 0;
  globalThis.fetch = jest.fn((input: RequestInfo | URL, init?: RequestInit) => {
    const path = typeof input === "string" ? input : "url" in input ? input.url : input.href;
    const text = typeof init?.body === "string" ? init.body : "null";
    sent.push({ method: init?.method ?? "GET", path, body: JSON.parse(text) });
    return Promise.resolve({
      ...{ ok: true, status: 200, headers: new Headers() },
      text: () => Promise.resolve("{}"),
    } as Response);
  });
});

const link = {
  ...{ id: "l", initiativeId: "i", initiativeKey: "INI-12", initiativeTitle: "Reduce churn", goalId: "g" },
  ...{ origin: "attached", at: "2026-11-06T16:20:00.000Z" },
};
const item = {
  ...{ id: "w1", tool: "asana", key: null, title: "Call Initech", url: null, link: null, class: null, owner: null },
  status: { name: "Doing", category: "doing" },
};
const INITIATIVES = [
  { id: "i", key: "INI-12", title: "Reduce churn", state: "active" },
  { id: "j", key: "INI-3", title: "Onboard DACH", state: "active" },
];

const open = (found: object | null, under?: string) =>
  renderAt(
    "/go/asana/1209",
    <ToastProvider>
      <WorkItemPage tool="asana" id="1209" under={under} />
    </ToastProvider>,
    [
      [["work-item", "asana", "1209"], found],
      [["initiatives", "open"], INITIATIVES],
      [["initiative", "INI-12", "detail", null], { id: "i", mark: "green" }],
      [["goal", "g", "detail", null], { id: "g", key: "G-1", title: "Keep customers" }],
      [["goal", "g", "health", null], { state: "amber", because: "CS-412 has not moved for 14 days" }],
      [["me"], { person: { role: "contributor" }, workspace: { today: "2026-11-20", zone: "UTC" } }],
    ],
  );
const text = () => screen.getByTestId("page").textContent;
const requests = () => sent.filter(({ method }) => method !== "GET");

test("a linked item shows its initiative and the goal's state with its sentence, and one click unlinks it", async () => {
  await open({ ...item, link });
  expect(text()).toContain("This task is linked to");
  expect(screen.getByRole("link", { name: "Reduce churn" }).getAttribute("href")).toBe("/initiatives/INI-12#w1");
  expect(text()).toContain("At risk, Keep customers");
  expect(text()).toContain("CS-412 has not moved for 14 days");
  fireEvent.click(screen.getByRole("button", { name: "Unlink this task" }));
  await waitFor(() => {
    expect(requests()).toMatchObject([{ method: "DELETE", path: "/api/v1/work-items/w1/link/i" }]);
  });
});

test("an item from which others were created is said to be not linked, and one click links it to the same initiative", async () => {
  await open(item, "INI-12");
  expect(text()).toContain("This task is not linked to a goal.");
  expect(screen.getByRole("combobox")).toHaveProperty("value", "i");
  fireEvent.click(screen.getByRole("button", { name: "Link this task" }));
  await waitFor(() => {
    expect(requests()).toMatchObject([{ path: "/api/v1/work-items/w1/link", body: { initiativeId: "i" } }]);
  });
});

test("nothing is offered first where nothing was created, or what it was created under is closed", async () => {
  await open(item, "INI-99");
  expect(screen.getByRole("combobox")).toHaveProperty("value", "");
  expect(screen.getByRole("button", { name: "Link this task" })).toHaveProperty("disabled", true);
});

test("that it serves no goal is said as easily", async () => {
  await open({ ...item, link });
  fireEvent.change(screen.getByRole("combobox"), { target: { value: "debt" } });
  fireEvent.click(screen.getByRole("button", { name: "Say so" }));
  await waitFor(() => {
    expect(requests()).toMatchObject([{ path: "/api/v1/work-items/w1/class", body: { class: "debt" } }]);
  });
});

test("what serves a private goal is linked, with nothing named and nothing to unlink", async () => {
  await open({
    ...item,
    link: { ...link, id: "", initiativeId: "", initiativeKey: "", initiativeTitle: "A private goal" },
  });
  expect(text()).toContain("This task is linked. What it serves is shared with a few people only.");
  expect(text()).not.toContain("A private goal");
  expect(screen.queryByRole("button")).toBeNull();
});

test("work for no goal says which class it is, and until when", async () => {
  await open({ ...item, class: { class: "debt", until: "2026-12-24" } });
  expect(text()).toMatch(/not for a goal\. It was said openly to be technical debt until .*24/);
});

test("an item that nobody told us of is not known", async () => {
  await open(null);
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("1209 is not known here");
});
