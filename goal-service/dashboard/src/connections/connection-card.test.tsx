import { expect, jest, test } from "@jest/globals";
import type { Connection } from "@throughline/shared/connections";
import { fireEvent, screen, within } from "@testing-library/react";
import { ToastProvider } from "../components/toast.tsx";
import { renderAt } from "../router.test-kit.tsx";
import { ConnectionCard } from "./connection-card.tsx";

const connection = (given: Partial<Connection>): Connection => ({
  id: "c",
  tool: "jira",
  name: "acme.example.net",
  state: "active",
  containers: ["10201"],
  containerLabels: [{ id: "10201", key: "CS", name: "Customer success" }],
  lastEventAt: null,
  lastSyncAt: null,
  behindSince: null,
  backlog: { pending: 0, failed: 0, wanted: 0 },
  problem: null,
  comments: null,
  version: 1,
  ...given,
});
const show = (given: Partial<Connection> = {}) =>
  renderAt(
    "/connections",
    <ToastProvider>
      <ConnectionCard connection={connection(given)} />
    </ToastProvider>,
    [[["me"], { person: { id: "p", name: "Ada", role: "admin" } }]],
  );

test("a card names what is read by its name and key", async () => {
  await show();
  expect(screen.getByText("Customer success (CS)")).toBeTruthy();
});

test("of several it says how many, and their names on demand; an id only where no name is known", async () => {
  await show({ containers: ["10201", "10202"] });
  expect(screen.getByText("2 projects").getAttribute("data-tip")).toBe("Customer success (CS), 10202");
});

test("without names, for who does not choose them, it says only how many", async () => {
  await show({ containers: ["10201"], containerLabels: [] });
  expect(screen.getByText("1 project").getAttribute("data-tip")).toBeNull();
});

test("the dialog lists projects by name, and a key that is typed of one of them adds nothing", async () => {
  globalThis.fetch = jest.fn(() => Promise.reject(new Error("nobody answers")));
  await show();
  fireEvent.click(screen.getByRole("button", { name: "Choose projects" }));
  const read = within(await screen.findByRole("list", { name: "Projects read" }));
  const names = () => read.getAllByRole("listitem").map(({ textContent }) => textContent);
  const add = (key: string) => {
    fireEvent.change(screen.getByRole("textbox", { name: "Add a project" }), { target: { value: key } });
    fireEvent.click(screen.getByRole("button", { name: "Add" }));
  };
  expect(names()).toEqual(["Customer success (CS)"]);
  add("cs");
  expect(names()).toEqual(["Customer success (CS)"]);
  add("OPS");
  expect(names()).toEqual(["Customer success (CS)", "OPS"]);
  fireEvent.click(screen.getByRole("button", { name: "Do not read Customer success (CS)" }));
  expect(names()).toEqual(["OPS"]);
});
