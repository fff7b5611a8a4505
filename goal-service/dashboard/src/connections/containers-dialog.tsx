import type { Connection, Container } from "@throughline/shared/connections";
import { useQuery } from "@tanstack/react-query";
import { Lock } from "lucide-react";
import { useState } from "react";
import { api } from "../api.ts";
import { Field, Input } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { useToast } from "../components/toast.tsx";
import { WaitingDialog } from "../components/waiting-dialog.tsx";
import { ago, count } from "../format.ts";
import { containersQuery } from "../queries.ts";
import { useSave } from "../use-save.ts";

/** How changes of a project reach us, in words. */
function arrival({ chosen, items, subscription }: Container): string {
  if (!chosen) return "Not read";
  const known = count(items, "item");
  if (subscription === null) return `${known}, asked every 15 minutes`;
  if (subscription.state === "broken") return subscription.problem ?? "Its webhook is broken";
  if (subscription.state === "pending") return `${known}, webhook on its way`;
  return `${known}, ${subscription.heardAt === null ? "nothing heard yet" : `heard ${ago(subscription.heardAt)}`}`;
}

interface RowProps {
  container: Container;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

function Row({ container, checked, onChange }: RowProps) {
  const broken = container.subscription?.state === "broken";
  return (
    <li className="border-t border-line first:border-0">
      <label className="flex min-h-10 cursor-pointer items-center gap-3 px-3 py-1.5 hover:bg-hover pointer-coarse:min-h-11">
        <input
          type="checkbox"
          className="size-4 flex-none accent-(--accent)"
          checked={checked}
          onChange={(event) => {
            onChange(event.target.checked);
          }}
        />
        <span className="flex min-w-0 flex-1 items-center gap-1.5">
          <span className="truncate">{container.name}</span>
          {container.restricted && (
            <Lock size={12} role="img" aria-label="Private in the tool" className="flex-none text-fg3" />
          )}
        </span>
        {container.serves !== null && (
          <span className="truncate text-xs text-fg2">
            Serves {container.serves.key} {container.serves.title}
          </span>
        )}
        <span className={broken ? "text-xs text-risk" : "text-xs text-fg3"}>{arrival(container)}</span>
      </label>
    </li>
  );
}

/** Which of the tool's projects are read, and how their changes reach us. */
export function ContainersDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const say = useToast();
  const asked = useQuery(containersQuery(connection.id));
  const [before] = useState<ReadonlySet<string>>(new Set(connection.containers));
  const [chosen, setChosen] = useState(before);
  const [filter, setFilter] = useState("");
  const { save, saving, problem, check } = useSave(
    () => api.setContainers({ id: connection.id, containers: [...chosen] }),
    {
      touches: [["connections"], ["portfolio"]],
      onDone: () => {
        say("The choice is saved. What is new is read now.");
        onClose();
      },
    },
  );
  if (asked.data === undefined) {
    return (
      <WaitingDialog
        title="Choose projects"
        label="Asking the tool for its projects"
        what="The tool's projects could not be read."
        error={asked.error}
        wide
        retry={() => void asked.refetch()}
        onClose={onClose}
      />
    );
  }
  const all = asked.data.items;
  const shown = all.filter(({ name }) => name.toLowerCase().includes(filter.trim().toLowerCase()));
  return (
    <FormDialog
      title="Choose projects"
      about={`What ${connection.name} reads. Items outside are never stored.`}
      submit={chosen.size === 0 ? "Read nothing" : `Read ${count(chosen.size, "project")}`}
      saving={saving}
      problem={problem}
      changed={chosen.size !== before.size || [...chosen].some((id) => !before.has(id))}
      check={check}
      wide
      onSubmit={() => {
        save(undefined);
      }}
      onClose={onClose}
    >
      {all.length > 8 && (
        <Field label="Filter">
          {(control) => (
            <Input
              {...control}
              autoFocus
              value={filter}
              onChange={(event) => {
                setFilter(event.target.value);
              }}
            />
          )}
        </Field>
      )}
      <ul aria-label="Projects" className="rounded-lg border border-line">
        {shown.length === 0 && <li className="px-3 py-2 text-fg3">No project has this in its name.</li>}
        {shown.map((container) => (
          <Row
            key={container.id}
            container={container}
            checked={chosen.has(container.id)}
            onChange={(checked) => {
              const next = new Set(chosen);
              if (checked) next.add(container.id);
              else next.delete(container.id);
              setChosen(next);
            }}
          />
        ))}
      </ul>
    </FormDialog>
  );
}
