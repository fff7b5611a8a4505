import { DatePicker, ErrorMessage, Label, RequiredAsterisk, Select, Stack, TextArea, Textfield } from "@forge/react";
import type { ExtraField } from "../../jira/create-meta.ts";
import { numberProblem, typed } from "../words.ts";

interface Props {
  field: ExtraField;
  value: string;
  missing: boolean;
  change: (value: string) => void;
}

/** A field that this project demands of every work item of this type. */
export function Extra({ field, value, missing, change }: Props) {
  const id = `extra-${field.id}`;
  const problem = missing && field.kind === "number" ? numberProblem(value) : null;
  return (
    <Stack space="space.050">
      <Label labelFor={id}>
        {field.name}
        <RequiredAsterisk />
      </Label>
      <Input id={id} field={field} value={value} missing={missing} change={change} />
      {problem === null ? null : <ErrorMessage>{problem}</ErrorMessage>}
    </Stack>
  );
}

function Input({ id, field, value, missing, change }: Props & { id: string }) {
  switch (field.kind) {
    case "choice": {
      const options = field.choices.map((choice) => ({ label: choice.name, value: choice.id }));
      return (
        <Select
          inputId={id}
          name={field.id}
          options={options}
          value={options.find((option) => option.value === value) ?? null}
          isInvalid={missing}
          onChange={(option: { value: string } | null) => {
            change(option?.value ?? "");
          }}
        />
      );
    }
    case "date":
      return <DatePicker id={id} name={field.id} value={value} isInvalid={missing} onChange={change} />;
    case "paragraph":
      return (
        <TextArea
          id={id}
          name={field.id}
          defaultValue={value}
          isInvalid={missing}
          onChange={(event) => {
            change(typed(event));
          }}
        />
      );
    case "text":
    case "number":
      return (
        <Textfield
          id={id}
          name={field.id}
          defaultValue={value}
          isInvalid={missing}
          onChange={(event) => {
            change(typed(event));
          }}
        />
      );
  }
}
