import { Refusal } from "@throughline/shared/client";
import { api, problemOf } from "../api.ts";
import { Button } from "../components/button.tsx";
import { Field, Input, Select } from "../components/field.tsx";
import { Form } from "../components/form.tsx";
import { filled, useDraft } from "../use-draft.ts";
import { useMissing } from "../use-missing.ts";
import { Entrance, Problem } from "./entrance.tsx";
import { useAddress, useEnter, useSecret } from "./use-address.ts";

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const ZONES = [...new Set(["UTC", here, ...Intl.supportedValuesOf("timeZone")])].sort();

function SetUpForm({ secret }: { secret: string }) {
  const { draft, set } = useDraft({ workspace: "", zone: here, name: "", email: "" });
  const { mutate, error, isPending } = useEnter(api.setUp);
  const issues = error instanceof Refusal ? error.issues : [];
  const issueOf = (path: string) => issues.find((issue) => issue.path === path)?.message;
  const workspace = filled(draft.workspace);
  const name = filled(draft.name);
  const email = filled(draft.email);
  const { check, missingAt } = useMissing({
    workspace: workspace === undefined && "Name the workspace.",
    name: name === undefined && "Name yourself.",
  });
  return (
    <Form
      className="mt-5 flex flex-col gap-4"
      saving={isPending}
      check={check}
      onSubmit={() => {
        if (workspace === undefined || name === undefined) return;
        const admin = { name, ...(email === undefined ? {} : { email }) };
        mutate({ secret, workspace: { name: workspace, zone: draft.zone }, admin });
      }}
    >
      <Field
        label="Workspace"
        error={missingAt("workspace") ?? issueOf("workspace.name")}
        hint="Your company or the part of it that plans together."
      >
        {(control) => (
          <Input {...control} autoFocus maxLength={100} autoComplete="organization" {...set("workspace")} />
        )}
      </Field>
      <Field label="Time zone" error={issueOf("workspace.zone")} hint="In which a day begins and ends for everybody.">
        {(control) => (
          <Select {...control} options={ZONES.map((zone) => ({ value: zone, label: zone }))} {...set("zone")} />
        )}
      </Field>
      <Field
        label="Your name"
        error={missingAt("name") ?? issueOf("admin.name")}
        hint="You become its first admin and invite the others."
      >
        {(control) => <Input {...control} maxLength={100} autoComplete="name" {...set("name")} />}
      </Field>
      <Field
        label="Your e-mail"
        optional
        error={issueOf("admin.email")}
        hint="The one that Jira and Asana know you by, so that your work there is yours here."
      >
        {(control) => <Input {...control} type="email" maxLength={200} autoComplete="email" {...set("email")} />}
      </Field>
      {error !== null && issues.length === 0 && <Problem>{problemOf(error)}</Problem>}
      <Button look="main" type="submit" className="h-9 self-start px-4" aria-disabled={isPending}>
        {isPending ? "Setting up" : "Set up"}
      </Button>
    </Form>
  );
}

/** The first page of a fresh installation: its workspace and its first admin. */
export function SetUp() {
  const secret = useSecret();
  const { data: address, error } = useAddress(secret);
  if (address?.kind === "set-up" && address.state === "waiting") {
    return (
      <Entrance title="Set up Throughline">
        <p className="mt-2 text-base text-fg2">Two names, and you are in. Both can be changed later.</p>
        <SetUpForm secret={secret} />
      </Entrance>
    );
  }
  if (address?.state === "used") {
    return (
      <Entrance title="Throughline is set up already">
        <p className="mt-2 text-base text-fg2">Ask its admin to invite you, or open the address that signs you in.</p>
        <a href="/" className="mt-5 inline-block font-medium underlined">
          Go to Throughline
        </a>
      </Entrance>
    );
  }
  if (secret !== "" && address === undefined && error === null) return <Entrance title="One moment">{null}</Entrance>;
  return (
    <Entrance title="Throughline is not set up yet">
      <p className="mt-2 text-base text-fg2">
        {address?.state === "unknown"
          ? "This is not the set-up address of this service. Was it copied whole? "
          : "Whoever runs it finishes this first. "}
        Open the address that it printed when it was started; it asks for the workspace’s name and its first admin.
      </p>
      <pre className="mt-4 overflow-x-auto rounded-md bg-sub px-3 py-2 font-mono text-xs leading-5 text-fg2">
        {`${location.origin}/set-up#…`}
      </pre>
      {error !== null && <Problem>{problemOf(error)}</Problem>}
    </Entrance>
  );
}
