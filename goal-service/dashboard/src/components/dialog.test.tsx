import { expect, jest, test } from "@jest/globals";
import { render, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { Field, Input } from "./field.tsx";
import { FormDialog } from "./form-dialog.tsx";

const form = (given: Partial<React.ComponentProps<typeof FormDialog>>) => (
  <FormDialog
    title="Add reading"
    submit="Save reading"
    saving={false}
    problem={null}
    onSubmit={() => undefined}
    onClose={() => undefined}
    {...given}
  >
    <Field label="Value" error="This is not a number.">
      {(control) => <Input {...control} />}
    </Field>
  </FormDialog>
);

test("a dialog has its name, and its fields say what is wrong", async () => {
  render(form({}));
  expect(await screen.findByRole("dialog", { name: "Add reading" })).toBeTruthy();
  const field = screen.getByLabelText("Value");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  expect(document.getElementById(field.getAttribute("aria-describedby") ?? "")?.textContent).toBe(
    "This is not a number.",
  );
});

test("Escape closes it, Enter in a field saves", async () => {
  const user = userEvent.setup();
  const onClose = jest.fn();
  const onSubmit = jest.fn();
  render(form({ onClose, onSubmit }));
  await user.type(await screen.findByLabelText("Value"), "107{Enter}");
  expect(onSubmit).toHaveBeenCalledTimes(1);
  await user.keyboard("{Escape}");
  await waitFor(() => {
    expect(onClose).toHaveBeenCalled();
  });
});

test("what went wrong is said aloud, and nothing is sent twice", async () => {
  const user = userEvent.setup();
  const onSubmit = jest.fn();
  render(form({ saving: true, problem: "The goal is closed.", onSubmit }));
  expect((await screen.findByRole("alert")).textContent).toBe("The goal is closed.");
  await user.type(screen.getByLabelText("Value"), "{Enter}");
  expect(onSubmit).not.toHaveBeenCalled();
});
