import { ErrorMessage, Form, FormFooter, FormSection, LoadingButton, SectionMessage, Stack, Text } from "@forge/react";
import type { ItemView } from "../../rpc.ts";
import { isClass } from "../options.ts";
import { LOOKS } from "../use-create.ts";
import { type CreateParts, useForm } from "../use-form.ts";
import { useOneState } from "../use-one-state.ts";
import type { Start } from "../use-start.ts";
import { Extras, OwnerAndDue, Summary, TypeAndProject } from "./create-fields.tsx";
import { CreateResult } from "./create-result.tsx";
import { Notice } from "./notice.tsx";
import { Picker } from "./picker.tsx";
import { Warning } from "./warning.tsx";

interface Props {
  /** The issue that the form stands on; its initiative is filled in. */
  view: ItemView | null;
  /** Asks for the goal again: the list has seen it in another state than the one shown. */
  reread?: () => void;
  /** After how many seconds a lost create is looked for. */
  looks?: number[];
  /** What the address brings along, where the form has a page of its own. */
  start?: Start;
}

/** Nothing can be created until an admin has connected the site. */
const CLOSED: ReadonlySet<string> = new Set(["not_paired", "no_address"]);

/** Initiative, summary, Enter: the rest is filled in. */
export function CreateForm({ view, reread, looks = LOOKS, start = {} }: Props) {
  const form = useForm(view, looks, start);
  useOneState(view?.panel?.goal ?? null, form.picking.choices, reread);
  const closed = form.picking.asked.problem;
  if (closed !== null && CLOSED.has(closed.kind)) {
    if (view?.trouble) return null;
    return <Notice problem={closed} again={form.picking.asked.again} />;
  }
  const told = view?.trouble?.kind ?? null;
  return (
    <Stack space="space.150">
      <CreateResult creating={form.creating} made={form.made} again={form.again} />
      <Troubles form={form} told={told} />
      <Fields form={form} view={view} />
    </Stack>
  );
}

/** Without a view it is a page of its own, where the first field has the focus. */
function Fields({ form, view }: { form: CreateParts; view: Props["view"] }) {
  const running = form.creating.state === "sending" || form.creating.state === "looking";
  return (
    <Form onSubmit={form.submit}>
      <FormSection>
        <Stack space="space.150">
          <Picker
            id="create-initiative"
            label="Initiative"
            picking={form.picking}
            chosen={form.chosen}
            choose={form.choose}
            told={view?.panel?.goal?.key}
            missing={form.missing.initiative}
            autoFocus={view === null}
          />
          {form.missing.initiative ? (
            <ErrorMessage>Choose an initiative, or say that this is not for a goal.</ErrorMessage>
          ) : null}
          <Warning warning={form.warning} />
          <Summary form={form} />
          <OwnerAndDue form={form} />
          <TypeAndProject form={form} />
          <Extras form={form} />
        </Stack>
      </FormSection>
      <FormFooter align="start">
        <LoadingButton type="submit" appearance="primary" isLoading={running} isDisabled={form.blocked}>
          {isClass(form.chosen) ? "Create" : "Create and link"}
        </LoadingButton>
      </FormFooter>
    </Form>
  );
}

/** What is missing around the form, said once; the form itself stays usable. */
function Troubles({ form, told }: { form: CreateParts; told: string | null }) {
  const { meta, picking } = form;
  const listed = picking.asked.problem;
  const unread = meta.value?.unread ?? null;
  return (
    <>
      {listed === null || listed.kind === told ? null : <Notice problem={listed} again={picking.asked.again} />}
      {meta.problem === null ? null : <Notice problem={meta.problem} again={meta.again} />}
      {unread === null ? null : (
        <SectionMessage appearance="information">
          <Text>
            {`Throughline doesn't read ${unread}. A Jira admin can add it under Apps, Throughline; until then choose another project.`}
          </Text>
        </SectionMessage>
      )}
    </>
  );
}
