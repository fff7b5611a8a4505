import { afterEach, expect, jest, test } from "@jest/globals";
import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useState } from "react";
import { NumberField, numberOf } from "./number-field.tsx";

let typed = "";

function Form({ unit = "", error }: { unit?: string; error?: string }) {
  const [value, setValue] = useState("");
  typed = value;
  return (
    <NumberField
      label="Value"
      unit={unit}
      error={error}
      value={value}
      onChange={(event) => {
        setValue(event.target.value);
      }}
    />
  );
}

async function typeIn(text: string, locale = "en-GB", unit = "") {
  jest.spyOn(navigator, "language", "get").mockReturnValue(locale);
  render(<Form unit={unit} />);
  const user = userEvent.setup();
  await user.type(screen.getByRole("textbox", { name: "Value" }), text);
  return user;
}

afterEach(() => {
  jest.restoreAllMocks();
});

test.each([
  ["3,5", "de-DE", "h", "Read as 3.5 h."],
  ["1.234,56", "de-DE", "€", "Read as €1,234.56."],
  ["1,234.5678", "en-GB", "%", "Read as 1,234.5678%."],
  ["-0.0001", "en-GB", "", "Read as −0.0001."],
])("%s in %s with %j is shown back as it was typed", async (text, locale, unit, words) => {
  await typeIn(text, locale, unit);
  expect(screen.getByText(words, { exact: false })).toBeTruthy();
});

test("a whole number is shown back by nothing: there is one reading of it", async () => {
  await typeIn("400");
  expect(screen.queryByText(/Read as/)).toBeNull();
  expect(numberOf(typed)).toBe(400);
});

test("where two readings are possible it asks, and the answer is what counts", async () => {
  const user = await typeIn("1.234", "de-DE");
  expect(numberOf(typed)).toBeNull();
  expect(screen.getByRole("status").textContent).toContain("Which one?");
  await user.click(screen.getByRole("button", { name: "1.234" }));
  expect(numberOf(typed)).toBe(1.234);
  expect(screen.queryByText("Which one?")).toBeNull();
});

test("what is no number says what would be one, and the field is told to be wrong", async () => {
  await typeIn("0x10");
  const field = screen.getByRole("textbox", { name: "Value" });
  expect(field.getAttribute("aria-invalid")).toBe("true");
  expect(numberOf(typed)).toBeNull();
});
