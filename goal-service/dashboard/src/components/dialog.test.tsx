import { expect, jest, test } from "@jest/globals";
import { screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useState } from "react";
import { renderAt } from "../router.test-kit.tsx";
import { useMissing } from "../use-missing.ts";
import { Field, Input } from "./field.tsx";
import { FormDialog } from "./form-dialog.tsx";

type User = ReturnType<typeof userEvent.setup>;

function NameForm({ onClose, onSubmit }: { onClose: () => void; onSubmit: () => void }) {
  const [name, setName] = useState("");
  const { check, missingAt } = useMissing({ name: name === "" && "Give it a name." });
  return (
    <FormDialog
      title="New person"
      submit="Save person"
      saving={false}
      problem={null}
      changed={name !== ""}
      check={check}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <Field label="Name" error={missingAt("name")}>
        {(control) => (
          <Input
            {...control}
            value={name}
            onChange={(event) => {
              setName(event.target.value);
            }}
          />
        )}
      </Field>
    </FormDialog>
  );
}

async function openNameForm() {
  const onClose = jest.fn();
  const onSubmit = jest.fn();
  const { router } = await renderAt("/", <NameForm onClose={onClose} onSubmit={onSubmit} />);
  return { user: userEvent.setup(), onClose, onSubmit, router, field: await screen.findByLabelText("Name") };
}

const form = (given: Partial<React.ComponentProps<typeof FormDialog>>) => (
  <FormDialog
    title="Add reading"
    submit="Save reading"
    saving={false}
    problem={null}
    changed={false}
    check={() => true}
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
  await renderAt("/", form({}));
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
  await renderAt("/", form({ onClose, onSubmit }));
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
  await renderAt("/", form({ saving: true, problem: "The goal is closed.", onSubmit }));
  expect((await screen.findByRole("alert")).textContent).toBe("The goal is closed.");
  await user.type(screen.getByLabelText("Value"), "{Enter}");
  expect(onSubmit).not.toHaveBeenCalled();
});

test("the button is never greyed out: pressed too early it says at the field what is missing, and leads there", async () => {
  const { user, onSubmit, field } = await openNameForm();
  const save = screen.getByRole("button", { name: "Save person" });
  expect(save.getAttribute("aria-disabled")).not.toBe("true");
  await user.click(save);
  expect(onSubmit).not.toHaveBeenCalled();
  expect(screen.getByText("Give it a name.")).toBeTruthy();
  expect(document.activeElement).toBe(field);
  await user.type(field, "Ada{Enter}");
  expect(onSubmit).toHaveBeenCalledTimes(1);
});

test.each([
  ["Escape", (user: User) => user.keyboard("{Escape}")],
  ["a click beside it", (user: User) => user.click(document.querySelector(".bg-veil") ?? document.body)],
  ["its cross", (user: User) => user.click(screen.getByRole("button", { name: "Close" }))],
])("%s asks before anything typed is thrown away, and closes at once where nothing is", async (_how, close) => {
  const { user, onClose, field } = await openNameForm();
  await user.type(field, "Ada");
  await close(user);
  await screen.findByRole("alertdialog", { name: "What you typed is not saved yet." });
  expect(document.activeElement?.textContent).toBe("Keep editing");
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("alertdialog")).toBeNull();
  expect(screen.getByDisplayValue("Ada")).toBe(field);
  expect(onClose).not.toHaveBeenCalled();
  await close(user);
  await user.click(await screen.findByRole("button", { name: "Discard it" }));
  await waitFor(() => {
    expect(onClose).toHaveBeenCalledTimes(1);
  });
});

test("what was typed and taken out again is nothing", async () => {
  const { user, onClose, field } = await openNameForm();
  await user.type(field, "A{Backspace}");
  await user.keyboard("{Escape}");
  await waitFor(() => {
    expect(onClose).toHaveBeenCalled();
  });
});

test("another page, reached by Back or by the palette, asks as well", async () => {
  const { user, router, field } = await openNameForm();
  await user.type(field, "Ada");
  void router.navigate({ to: "/", search: { q: "elsewhere" } });
  await user.click(await screen.findByRole("button", { name: "Keep editing" }));
  expect(router.state.location.href).toBe("/");
  void router.navigate({ to: "/", search: { q: "elsewhere" } });
  await user.click(await screen.findByRole("button", { name: "Discard it" }));
  await waitFor(() => {
    expect(router.state.location.href).toBe("/?q=elsewhere");
  });
});
