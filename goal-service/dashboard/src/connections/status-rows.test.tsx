import { expect, test } from "@jest/globals";
import { fireEvent, render, screen } from "@testing-library/react";
import { StatusRows } from "./status-rows.tsx";

const status = {
  container: "9",
  containerName: null,
  name: "Waiting for legal",
  category: "todo" as const,
  blocked: false,
  guessed: true,
  items: 3,
};

test("a status says what we guessed; what an admin chooses is no guess any more, and blocked is a meaning of its own", () => {
  const changes: unknown[] = [];
  render(<StatusRows statuses={[status]} nameOf={() => "Legal"} onChange={(changed) => changes.push(...changed)} />);
  expect(screen.getByRole("heading", { name: "Legal" })).toBeTruthy();
  expect(screen.getByText("3 items, our guess")).toBeTruthy();
  fireEvent.change(screen.getByRole("combobox", { name: "What Waiting for legal means" }), {
    target: { value: "blocked" },
  });
  expect(changes).toEqual([{ ...status, category: "doing", blocked: true, guessed: false }]);
});

test("a resolution is an end: it may mean done or cancelled and nothing else", () => {
  const ended = { ...status, name: "Wird nicht erledigt", category: "cancelled" as const };
  render(<StatusRows statuses={[ended]} ends nameOf={() => "CS"} onChange={() => undefined} />);
  expect(screen.getByRole("list", { name: "Resolutions of CS" })).toBeTruthy();
  expect(screen.getAllByRole("option").map(({ textContent }) => textContent)).toEqual(["Done", "Cancelled"]);
});

test("without a status there is a sentence instead of an empty list", () => {
  render(<StatusRows statuses={[]} nameOf={() => "Legal"} onChange={() => undefined} />);
  expect(screen.getByText(/No status has been seen yet/)).toBeTruthy();
});
