// A task's name and description, changed where they stand and kept when left.
import { useEffect, useState } from "react";
import { type TaskView } from "../wire.ts";
import { act } from "./api.ts";
import { LinkTo } from "./link-to.tsx";
import { useSite } from "./site-context.ts";

function useDraft(value: string): [string, (next: string) => void] {
  const [draft, setDraft] = useState(value);
  useEffect(() => {
    setDraft(value);
  }, [value]);
  return [draft, setDraft];
}

export function TaskName({ task }: { task: TaskView }) {
  const { attempt } = useSite();
  const { row } = task;
  const [name, setName] = useDraft(row.name);
  const keep = (): void => {
    if (name.trim() === "") setName(row.name);
    else if (name !== row.name)
      void attempt("Not renamed", () => act("PUT", `/site/task/${row.gid}`, { name: name.trim() }));
  };
  return (
    <div className="task-head">
      {task.parent === null ? null : (
        <LinkTo to={`/0/${row.project ?? "0"}/${task.parent.gid}`} className="task-parent">
          {`Part of ${task.parent.name}`}
        </LinkTo>
      )}
      <h2 className="hidden">{row.name}</h2>
      <textarea
        className="task-name"
        aria-label="Task name"
        rows={1}
        value={name}
        readOnly={!task.mayEdit}
        onChange={(event) => {
          setName(event.target.value.replaceAll("\n", " "));
        }}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            event.preventDefault();
            event.currentTarget.blur();
          }
        }}
      />
    </div>
  );
}

export function Description({ task }: { task: TaskView }) {
  const { attempt } = useSite();
  const [notes, setNotes] = useDraft(task.notes);
  const keep = (): void => {
    if (notes !== task.notes) void attempt("Not kept", () => act("PUT", `/site/task/${task.row.gid}`, { notes }));
  };
  return (
    <label className="task-part">
      <span className="task-part-head">Description</span>
      <textarea
        className="task-notes"
        rows={Math.min(12, Math.max(3, notes.split("\n").length + 1))}
        placeholder="What is this task about?"
        value={notes}
        readOnly={!task.mayEdit}
        onChange={(event) => {
          setNotes(event.target.value);
        }}
        onBlur={keep}
      />
    </label>
  );
}
