import {
  DatePicker,
  ErrorMessage,
  HelperMessage,
  Inline,
  Label,
  RequiredAsterisk,
  Select,
  Stack,
  Textfield,
  UserPicker,
} from "@forge/react";
import type { CreateParts } from "../use-form.ts";
import { Extra } from "./extra-field.tsx";

interface Props {
  form: CreateParts;
}

export function Summary({ form }: Props) {
  return (
    <Stack space="space.050">
      <Label labelFor="create-summary">
        Summary
        <RequiredAsterisk />
      </Label>
      <Textfield
        key={`summary-${form.number}`}
        id="create-summary"
        name="summary"
        maxLength={255}
        defaultValue={form.number === 0 ? form.firstSummary : ""}
        isInvalid={form.missing.summary}
        autoFocus={form.number > 0}
        onChange={form.changeSummary}
      />
      {form.missing.summary ? <ErrorMessage>Write a summary.</ErrorMessage> : null}
    </Stack>
  );
}

/** Whose it is and by when, where the project's create screen has these fields. */
export function OwnerAndDue({ form }: Props) {
  const meta = form.meta.value;
  const me = meta?.me ?? null;
  return (
    <Inline space="space.150" grow="fill">
      {meta?.canOwn === false ? null : (
        <Stack grow="fill">
          <UserPicker
            key={`owner-${form.number}-${me ?? ""}`}
            name="owner"
            label="Owner"
            {...(me === null ? {} : { defaultValue: me })}
            onChange={form.changeOwner}
          />
        </Stack>
      )}
      {meta?.canDue === false ? null : (
        <Stack space="space.050" grow="fill">
          <Label labelFor="create-due">Due</Label>
          <DatePicker id="create-due" name="due" value={form.due ?? ""} onChange={form.changeDue} />
          {form.dueIsProposed ? (
            <HelperMessage>Proposed: the day on which the initiative is due. Change or clear it.</HelperMessage>
          ) : null}
        </Stack>
      )}
    </Inline>
  );
}

export function TypeAndProject({ form }: Props) {
  const { projects = [], types = [], project = null, type = null } = form.meta.value ?? {};
  const projectOptions = projects.map(({ id, key, name }) => ({ label: `${name} (${key})`, value: id }));
  const typeOptions = types.map(({ id, name }) => ({ label: name, value: id }));
  return (
    <Inline space="space.150" grow="fill">
      <Stack space="space.050" grow="fill">
        <Label labelFor="create-type">Type</Label>
        <Select
          inputId="create-type"
          name="type"
          options={typeOptions}
          value={typeOptions.find(({ value }) => value === type) ?? null}
          onChange={(option: { value: string }) => {
            form.changeType(option.value);
          }}
        />
      </Stack>
      <Stack space="space.050" grow="fill">
        <Label labelFor="create-project">Project</Label>
        <Select
          inputId="create-project"
          name="project"
          options={projectOptions}
          value={projectOptions.find(({ value }) => value === project) ?? null}
          onChange={(option: { value: string }) => {
            form.changeProject(option.value);
          }}
        />
      </Stack>
    </Inline>
  );
}

export function Extras({ form }: Props) {
  return (
    <>
      {(form.meta.value?.extra ?? []).map((field) => (
        <Extra
          key={`${field.id}-${form.number}`}
          field={field}
          value={form.values[field.id] ?? ""}
          missing={form.missing.extra.includes(field.id)}
          change={(value) => {
            form.changeValue(field.id, value);
          }}
        />
      ))}
    </>
  );
}
