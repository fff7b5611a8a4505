import type { Connection } from "@throughline/shared/connections";
import { containerName } from "@throughline/shared/container-name";
import { X } from "lucide-react";
import { useState } from "react";
import { api } from "../api.ts";
import { Button, IconButton } from "../components/button.tsx";
import { Field, Input } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { useToast } from "../components/toast.tsx";
import { filled, useDraft } from "../use-draft.ts";
import { useSave } from "../use-save.ts";

/** A key that somebody types of a project that is read already means that one. */
const idOf = ({ containerLabels }: Connection, typed: string): string =>
  containerLabels.find(({ key }) => key?.toLowerCase() === typed.toLowerCase())?.id ?? typed;

/** Which projects are read; what lies outside is dropped first. */
export function ProjectsDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const say = useToast();
  const [containers, setContainers] = useState(connection.containers);
  const nameOf = (id: string) => containerName(connection.containerLabels, id);
  const { draft, set, change, changed } = useDraft({ next: "" });
  const typed = filled(draft.next);
  const next = typed === undefined ? undefined : idOf(connection, typed);
  const all = next === undefined || containers.includes(next) ? containers : [...containers, next];
  const { save, saving, problem, issueOf, check } = useSave(
    () => api.setContainers({ id: connection.id, containers: all }),
    {
      touches: [["connections"], ["portfolio"]],
      onDone: () => {
        say("The choice is saved. What is new is read now.");
        onClose();
      },
    },
  );
  return (
    <FormDialog
      title="Choose projects"
      about={`What ${connection.name} reads. Items outside are never stored.`}
      submit="Save"
      saving={saving}
      problem={problem}
      changed={changed || containers !== connection.containers}
      check={check}
      onSubmit={() => {
        save(undefined);
      }}
      onClose={onClose}
    >
      <ul aria-label="Projects read" className="rounded-lg border border-line">
        {containers.length === 0 && <li className="px-3 py-2 text-fg3">No project is read yet.</li>}
        {containers.map((container) => (
          <li key={container} className="flex h-9 items-center border-t border-line pr-1 pl-3 first:border-0">
            <span className="min-w-0 flex-1 truncate">{nameOf(container)}</span>
            <IconButton
              label={`Do not read ${nameOf(container)}`}
              onClick={() => {
                setContainers(containers.filter((other) => other !== container));
              }}
            >
              <X size={14} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      <div className="flex items-end gap-2">
        <Field label="Add a project" error={issueOf("containers")} className="flex-1">
          {(control) => (
            <Input
              {...control}
              maxLength={200}
              placeholder={connection.tool === "jira" ? "Project key, for example CS" : "Project"}
              {...set("next")}
            />
          )}
        </Field>
        <Button
          className="h-8"
          onClick={() => {
            setContainers(all);
            change({ next: "" });
          }}
        >
          Add
        </Button>
      </div>
    </FormDialog>
  );
}
