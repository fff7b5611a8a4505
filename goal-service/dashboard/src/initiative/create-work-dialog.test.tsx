import { beforeEach, expect, jest, test } from "@jest/globals";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { ToastProvider } from "../components/toast.tsx";
import { renderAt } from "../router.test-kit.tsx";
import { CreateWorkDialog } from "./create-work-dialog.tsx";

let answer: { status: number; body: unknown };
const sent: { path: string; body: Record<string, unknown> }[] = [];
beforeEach(() => {
  sent.length = 0;
  globalThis.fetch = jest.fn((input: RequestInfo | URL, init?: RequestInit) => {
    const path = typeof input === "string" ? input : "url" in input ? input.url : input.href;
    if (init?.method === "POST" && path.endsWith("/work-items")) {
      sent.push({
        path,
        body: JSON.parse(typeof init.body === "string" ? init.body : "null") as Record<string, unknown>,
      });
      const { status, body } = answer;
      const reply = {
        ok: status < 400,
        status,
        headers: new Headers(),
        text: () => Promise.resolve(JSON.stringify(body)),
      };
      return Promise.resolve(reply as Response);
    }
    return Promise.reject(new Error(`nobody answers ${path}`));
  });
});

const connection = (id: string, tool: string) => ({ id, tool, name: `Site ${id}`, state: "active" });
const PLACES = { creates: "here", allow: null, items: [{ id: "120400", name: "Customer onboarding" }] };
const IN_JIRA = { creates: "in_tool", allow: null, items: [{ id: "10001", name: "Customer success (CS)" }] };
const closed = jest.fn();

const open = (tool: string, places: Record<string, unknown>) =>
  renderAt(
    "/initiatives/INI-12",
    <ToastProvider>
      <CreateWorkDialog initiativeId="i" tool={tool} onClose={closed} />
    </ToastProvider>,
    [
      [["connections"], { items: Object.keys(places).map((id) => connection(id, tool)), tools: [] }],
      ...Object.entries(places).map(([id, found]): [unknown[], unknown] => [["connections", id, "places"], found]),
      [["initiative", "i", "detail", null], { id: "i", key: "INI-12", mark: "green" }],
      [["people"], []],
      [["check", "i", "", ""], { warnings: [] }],
    ],
  );
const options = (name: string) =>
  [...screen.getByRole<HTMLSelectElement>("combobox", { name }).options].map(({ text }) => text);
const type = (label: string, value: string) => {
  fireEvent.change(screen.getByRole("textbox", { name: label }), { target: { value } });
};
const press = (name: string) => {
  fireEvent.click(screen.getByRole("button", { name }));
};

test("the permission is asked for before anything is filled in, and its way back leads to this form", async () => {
  await open("asana", { c: { ...PLACES, allow: "https://goals.test/oauth/asana/start?for=me", items: [] } });
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(screen.getByRole("link", { name: "Allow it in Asana" }).getAttribute("href")).toBe(
    "https://goals.test/oauth/asana/start?for=me&create=INI-12",
  );
});

test("projects stand there by name, with their site where there are several", async () => {
  await open("asana", { c: PLACES });
  expect(options("Project")).toEqual(["Customer onboarding"]);
});

test("of two sites each project says which one it is of, and is created there", async () => {
  answer = { status: 201, body: {} };
  await open("asana", { c: PLACES, d: { ...PLACES, items: [{ id: "9", name: "Website" }] } });
  expect(options("Project")).toEqual(["Customer onboarding, Site c", "Website, Site d"]);
  fireEvent.change(screen.getByRole("combobox", { name: "Project" }), { target: { value: "1" } });
  type("Title", "Call Initech");
  press("Create in Asana");
  await waitFor(() => {
    expect(sent).toMatchObject([{ body: { connectionId: "d", container: "9", title: "Call Initech" } }]);
  });
});

test("a permission that ends in the middle is asked for again, with what was typed still there and nothing doubled", async () => {
  const details = { authorizeUrl: "https://goals.test/oauth/asana/start?for=me" };
  answer = { status: 422, body: { error: { code: "not_connected", message: "Allow Throughline first.", details } } };
  const { client } = await open("asana", { c: PLACES });
  type("Title", "Call Initech");
  press("Create in Asana");
  const link = await screen.findByRole("link", { name: "Allow it in Asana" });
  expect([link.getAttribute("href"), link.getAttribute("target")]).toEqual([details.authorizeUrl, "_blank"]);
  client.setQueryData(["connections", "c", "places"], { ...PLACES, allow: details.authorizeUrl, items: [] });
  expect(screen.getByRole("textbox", { name: "Title" })).toHaveProperty("value", "Call Initech");
  press("Create in Asana");
  await waitFor(() => {
    expect(sent).toHaveLength(2);
  });
  expect(sent[1]?.body).toEqual(sent[0]?.body);
});

test("where the tool's own form opens, the button says so, and only what it takes along is asked", async () => {
  answer = { status: 200, body: { open: "https://acme.test/jira/apps/x?initiative=INI-12" } };
  const tab = { location: { href: "" }, opener: globalThis, close: jest.fn() };
  globalThis.open = jest.fn(() => tab as unknown as Window);
  await open("jira", { c: IN_JIRA });
  expect(options("Project")).toEqual(["Customer success (CS)"]);
  expect(screen.getAllByRole("textbox")).toHaveLength(1);
  expect(screen.queryByLabelText(/Due/)).toBeNull();
  type("Title", "Call Initech");
  press("Open the filled form in Jira");
  await waitFor(() => {
    expect(tab.location.href).toBe("https://acme.test/jira/apps/x?initiative=INI-12");
  });
  expect(tab.opener).toBeNull();
});

test("a browser that opens no window is given the address", async () => {
  globalThis.open = jest.fn(() => null);
  answer = { status: 200, body: { open: "https://acme.test/x" } };
  await open("jira", { c: IN_JIRA });
  type("Title", "Call Initech");
  press("Open the filled form in Jira");
  const link = await screen.findByRole("link", { name: "Open Jira" });
  expect(link.getAttribute("href")).toBe("https://acme.test/x");
});

test("a refused creation leaves no empty window behind", async () => {
  const tab = { location: { href: "" }, opener: null, close: jest.fn() };
  globalThis.open = jest.fn(() => tab as unknown as Window);
  answer = { status: 422, body: { error: { code: "initiative_closed", message: "This initiative is done." } } };
  await open("jira", { c: IN_JIRA });
  type("Title", "Call Initech");
  press("Open the filled form in Jira");
  expect((await screen.findByRole("alert")).textContent).toContain("This initiative is done.");
  expect(tab.close).toHaveBeenCalled();
});

test("no project to create in says who can change that", async () => {
  await open("asana", { c: { ...PLACES, items: [] } });
  expect(screen.getByRole("dialog").textContent).toContain("An admin chooses the projects under Connections.");
});
