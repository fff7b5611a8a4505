import type { Connection, Container } from "@throughline/shared/connections";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api.ts";
import { Field, Select } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { useToast } from "../components/toast.tsx";
import { WaitingDialog } from "../components/waiting-dialog.tsx";
import { containersQuery, meQuery, openInitiativesQuery } from "../queries.ts";
import { useSave } from "../use-save.ts";

interface AcceptProps {
  accepted: boolean;
  onChange: (accepted: boolean) => void;
}

/** The altitude warning (product.md, rule 2), and who stands for it all the same. */
function Accept({ accepted, onChange }: AcceptProps) {
  const name = useQuery(meQuery).data?.person?.name ?? "me";
  return (
    <div className="rounded-lg bg-riskbg/50 px-3 py-2.5">
      <p className="text-risk">
        A project is a container, not a bet. Whatever anybody puts into it will count for this initiative, planned or
        not, and its progress will be the project's.
      </p>
      <label className="mt-2 flex items-center gap-3 pointer-coarse:min-h-11">
        <input
          type="checkbox"
          required
          className="size-4 flex-none accent-(--accent)"
          checked={accepted}
          onChange={(event) => {
            onChange(event.target.checked);
          }}
        />
        I stand for that: {name}
      </label>
    </div>
  );
}

type Served = NonNullable<Container["serves"]>;

/** What is served now stays to be seen, also when it can't be chosen any more. */
const choosable = (before: Served | null, initiatives: readonly Served[]): readonly Served[] =>
  before === null || initiatives.some(({ id }) => id === before.id) ? initiatives : [before, ...initiatives];

interface FormProps {
  connection: Connection;
  projects: readonly Container[];
  initiatives: readonly Served[];
  onClose: () => void;
}

function ServesForm({ connection, projects, initiatives, onClose }: FormProps) {
  const say = useToast();
  const [project, setProject] = useState(projects[0]);
  const [serves, setServes] = useState(project?.serves?.id ?? "");
  const [accepted, setAccepted] = useState(false);
  const before = project?.serves ?? null;
  const changed = serves !== (before?.id ?? "");
  const { save, saving, problem, check } = useSave(
    () =>
      api.setServes({
        id: connection.id,
        container: project?.id ?? "",
        initiativeId: serves === "" ? null : serves,
        accepted,
      }),
    {
      touches: [["connections"], ["portfolio"], ["goal"], ["initiative"]],
      missing: {
        form:
          project === undefined
            ? "No project is read yet. Choose the projects first."
            : changed && serves !== "" && !accepted && "Say that you stand for it, above.",
      },
      onDone: () => {
        say(serves === "" ? "Saved. Its work is free again." : "Saved. Its work is linked now.");
        onClose();
      },
    },
  );
  return (
    <FormDialog
      title="A project that serves an initiative"
      about="Tasks made in it by hand are then linked by themselves; what is linked otherwise, or serves no goal, stays as it is."
      submit="Save"
      saving={saving}
      problem={problem}
      changed={changed}
      check={check}
      onSubmit={() => {
        if (changed) save(undefined);
        else onClose();
      }}
      onClose={onClose}
    >
      <Field label="Project">
        {(control) => (
          <Select
            {...control}
            value={project?.id ?? ""}
            options={projects.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(event) => {
              const next = projects.find(({ id }) => id === event.target.value);
              setProject(next);
              setServes(next?.serves?.id ?? "");
            }}
          />
        )}
      </Field>
      <Field label="All of its work serves">
        {(control) => (
          <Select
            {...control}
            value={serves}
            options={[
              { value: "", label: "No initiative as a whole" },
              ...choosable(before, initiatives).map(({ id, key, title }) => ({
                value: id,
                label: `${key} ${title}`.trim(),
              })),
            ]}
            onChange={(event) => {
              setServes(event.target.value);
            }}
          />
        )}
      </Field>
      {serves !== "" && serves !== before?.id && <Accept accepted={accepted} onChange={setAccepted} />}
    </FormDialog>
  );
}

/** Maps a project as a whole to an initiative, or takes that back. */
export function ServesDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const projects = useQuery(containersQuery(connection.id));
  const initiatives = useQuery(openInitiativesQuery);
  if (projects.data !== undefined && initiatives.data !== undefined)
    return (
      <ServesForm
        connection={connection}
        projects={projects.data.items.filter(({ chosen }) => chosen)}
        initiatives={initiatives.data}
        onClose={onClose}
      />
    );
  return (
    <WaitingDialog
      title="A project that serves an initiative"
      label="Asking the tool for its projects"
      what="The projects could not be read."
      error={projects.error ?? initiatives.error}
      retry={() => {
        void projects.refetch();
        void initiatives.refetch();
      }}
      onClose={onClose}
    />
  );
}
