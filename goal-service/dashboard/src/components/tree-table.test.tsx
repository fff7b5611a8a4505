import { beforeEach, describe, expect, jest, test } from "@jest/globals";
import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useState } from "react";
import { TreeTable, type TreeRow } from "./tree-table.tsx";

const onEnter = jest.fn();
const onPeek = jest.fn();

function Table({ many = 0 }: { many?: number }) {
  const [open, setOpen] = useState(true);
  const row = (id: string, level: number, parent: string | null, isOpen?: boolean): TreeRow<string> => ({
    id,
    level,
    position: 1,
    setSize: 2,
    open: isOpen,
    parent,
    height: 42,
    data: id,
  });
  const rows = [
    row("a", 1, null, open),
    ...(open ? [row("a1", 2, "a"), row("a2", 2, "a")] : []),
    row("b", 1, null),
    ...Array.from({ length: many }, (_, index) => row(`m${index}`, 1, null)),
  ];
  return (
    <TreeTable
      label="Goals"
      rows={rows}
      grid=""
      head={<div role="columnheader">Goal</div>}
      cells={({ data }) => <div role="gridcell">{data}</div>}
      rowClass={() => ""}
      onToggle={(_, isOpen) => {
        setOpen(isOpen);
      }}
      onEnter={(entered) => onEnter(entered.id)}
      onPeek={(peeked) => onPeek(peeked.id)}
    />
  );
}

const focused = () => document.activeElement?.getAttribute("data-row");

beforeEach(() => {
  jest.clearAllMocks();
  Element.prototype.scrollIntoView = () => undefined;
  globalThis.scrollTo = () => undefined;
});

describe("keys", () => {
  test("J and K, arrows, Home and End move the focus over rows", async () => {
    const user = userEvent.setup();
    render(<Table />);
    await user.tab();
    expect(focused()).toBe("a");
    await user.keyboard("j");
    expect(focused()).toBe("a1");
    await user.keyboard("{ArrowDown}k{End}");
    expect(focused()).toBe("b");
    await user.keyboard("{Home}");
    expect(focused()).toBe("a");
  });

  test("a first J pressed anywhere has put the focus on a row before the next key comes", () => {
    render(<Table />);
    // As in a browser: nobody waits for React here.
    Reflect.set(globalThis, "IS_REACT_ACT_ENVIRONMENT", false);
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
    expect(focused()).toBe("a");
    Reflect.set(globalThis, "IS_REACT_ACT_ENVIRONMENT", true);
  });

  test("Left goes to the parent, then closes it; Right opens it and goes in", async () => {
    const user = userEvent.setup();
    render(<Table />);
    await user.tab();
    await user.keyboard("jj{ArrowLeft}");
    expect(focused()).toBe("a");
    await user.keyboard("{ArrowLeft}");
    expect(screen.queryByText("a1")).toBeNull();
    await user.keyboard("{ArrowRight}{ArrowRight}");
    expect(focused()).toBe("a1");
  });

  test("Enter goes there, Space looks inside", async () => {
    const user = userEvent.setup();
    render(<Table />);
    await user.tab();
    await user.keyboard("j{Enter} ");
    expect(onEnter).toHaveBeenCalledWith("a1");
    expect(onPeek).toHaveBeenCalledWith("a1");
  });
});

test("rows tell a screen reader where they are", () => {
  render(<Table />);
  const row = screen.getByText("a1").closest("[role=row]");
  expect(row?.getAttribute("aria-level")).toBe("2");
  expect(row?.getAttribute("aria-setsize")).toBe("2");
  expect(screen.getByText("a").closest("[role=row]")?.getAttribute("aria-expanded")).toBe("true");
});

test("of thousands of rows only those near the window are drawn", () => {
  render(<Table many={2000} />);
  expect(screen.getAllByRole("row").length).toBeLessThan(170);
});
