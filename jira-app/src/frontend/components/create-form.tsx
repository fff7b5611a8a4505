import {
  DatePicker,
  ErrorMessage,
  Form,
  FormFooter,
  FormSection,
  Inline,
  Label,
  LoadingButton,
  RequiredAsterisk,
  SectionMessage,
  Select,
  Stack,
  Text,
  Textfield,
  UserPicker,
} from "@forge/react";
import type { ItemView } from "../../rpc.ts";
import { LOOKS } from "../use-create.ts";
import { useForm } from "../use-form.ts";
import { CreateResult } from "./create-result.tsx";
import { Extra } from "./extra-field.tsx";
import { Notice } from "./notice.tsx";
import { Picker } from "./picker.tsx";
import { Warning } from "./warning.tsx";

interface Props {
  /** The issue that the form stands on; its initiative is filled in. */
  view: ItemView | null;
  /** After how many seconds a lost create is looked for. */
  looks?: number[];
}

/** Initiative, summary, Enter: the rest is filled in. */
export function CreateForm({ view, looks = LOOKS }: Props) {
  const form = useForm(view, looks);
  const { meta, picking } = form;
  return (
    <Stack space="space.150">
      <CreateResult creating={form.creating} made={form.made} again={form.again} />
      {picking.asked.problem === null ? null : <Notice problem={picking.asked.problem} again={picking.asked.again} />}
      {meta.problem === null ? null : <Notice problem={meta.problem} again={meta.again} />}
      {meta.value?.unread == null ? null : (
        <SectionMessage appearance="information">
          <Text>
            {`Throughline doesn't read ${meta.value.unread}. A Jira admin can add it under Apps, Throughline; until then choose another project.`}
          </Text>
        </SectionMessage>
      )}
      <Form onSubmit={form.submit}>
        <FormSection>
          <Stack space="space.150">
            <Picker
              id="create-initiative"
              label="Initiative"
              picking={picking}
              chosen={form.chosen}
              choose={form.choose}
              missing={form.missing.initiative}
              autoFocus={view === null}
            />
            {form.missing.initiative ? (
              <ErrorMessage>Choose an initiative, or say that this is not for a goal.</ErrorMessage>
            ) : null}
            <Warning warning={form.warning} />
            <Summary form={form} />
            <Inline space="space.150" grow="fill">
              {meta.value?.canOwn === false ? null : (
                <UserPicker
                  key={`owner-${form.number}-${meta.value?.me ?? ""}`}
                  name="owner"
                  label="Owner"
                  {...(meta.value?.me ? { defaultValue: meta.value.me } : {})}
                  onChange={form.changeOwner}
                />
              )}
              {meta.value?.canDue === false ? null : (
                <Stack space="space.050">
                  <Label labelFor="create-due">Due</Label>
                  <DatePicker id="create-due" name="due" value={form.due ?? ""} onChange={form.changeDue} />
                </Stack>
              )}
            </Inline>
            <Where form={form} />
            {(meta.value?.extra ?? []).map((field) => (
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
          </Stack>
        </FormSection>
        <FormFooter align="start">
          <LoadingButton
            type="submit"
            appearance="primary"
            isLoading={form.creating.state === "sending" || form.creating.state === "looking"}
            isDisabled={form.blocked}
          >
            {form.chosen?.class == null ? "Create and link" : "Create"}
          </LoadingButton>
        </FormFooter>
      </Form>
    </Stack>
  );
}

type FormParts = ReturnType<typeof useForm>;

function Summary({ form }: { form: FormParts }) {
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
        isInvalid={form.missing.summary}
        autoFocus={form.number > 0}
        onChange={form.changeSummary}
      />
      {form.missing.summary ? <ErrorMessage>Write a summary.</ErrorMessage> : null}
    </Stack>
  );
}

function Where({ form }: { form: FormParts }) {
  const { projects = [], types = [], project = null, type = null } = form.meta.value ?? {};
  const projectOptions = projects.map(({ key, name }) => ({ label: `${name} (${key})`, value: key }));
  const typeOptions = types.map(({ id, name }) => ({ label: name, value: id }));
  return (
    <Inline space="space.150" grow="fill">
      <Stack space="space.050">
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
      <Stack space="space.050">
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
