import { expect, test } from "@jest/globals";
import { render, screen } from "@testing-library/react";
import { rowOf } from "../portfolio/portfolio-row.test-kit.ts";
import { LoweredSign, loweredWords } from "./lowered-sign.tsx";
import { PrivateMark } from "./private-mark.tsx";

test("a private goal says so in words, not by its lock alone", () => {
  render(<PrivateMark />);
  expect(screen.getByText("Private: seen by its owner and the people named")).toBeTruthy();
});

test("a goal that was lowered says from where to where, and what still hangs behind it", () => {
  const row = rowOf({ id: "g1", priority: 4, loweredFrom: 1, doing: 3 });
  expect(loweredWords(row)).toEqual({
    word: "Lowered, 3 still active",
    about: "Lowered from priority 1 to 4 since it was planned: 3 items still in progress behind it",
  });
  render(<LoweredSign row={row} />);
  expect(screen.getByText("Lowered, 3 still active")).toBeTruthy();
});

test("a paused goal carries the sign, with nothing behind it as with something", () => {
  expect(loweredWords(rowOf({ id: "g1", state: "paused", doing: 0 }))?.word).toBe("Paused");
  expect(loweredWords(rowOf({ id: "g1", state: "paused", doing: 1, loweredFrom: 1, priority: 3 }))).toEqual({
    word: "Paused, 1 still active",
    about: "Paused: 1 item still in progress behind it",
  });
});

test("beside the word Paused only what still hangs behind it is said", () => {
  const { container, rerender } = render(<LoweredSign row={rowOf({ id: "g1", state: "paused", doing: 3 })} beside />);
  expect(container.textContent).toBe("3 still active");
  rerender(<LoweredSign row={rowOf({ id: "g1", state: "paused", doing: 0 })} beside />);
  expect(container.textContent).toBe("");
  rerender(<LoweredSign row={rowOf({ id: "g1", priority: 4, loweredFrom: 1, doing: 0 })} beside />);
  expect(container.textContent).toBe("Lowered");
});

test("a goal as important as planned carries none, nor one that is over", () => {
  expect(loweredWords(rowOf({ id: "g1" }))).toBeNull();
  expect(loweredWords(rowOf({ id: "g1", state: "achieved", priority: 4, loweredFrom: 1 }))).toBeNull();
});
