// The parts of a task, and a line to add one.
import { useState } from "react";
import { Made, type TaskView } from "../wire.ts";
import { api } from "./api.ts";
import { Avatar } from "./avatar.tsx";
import { CompleteButton } from "./complete-button.tsx";
import { Plus } from "./icons.tsx";
import { LinkTo } from "./link-to.tsx";
import { useSite } from "./site-context.ts";
import { Due } from "./task-row.tsx";

export function Subtasks({ task }: { task: TaskView }) {
  const { attempt } = useSite();
  const [name, setName] = useState("");
  const add = async (): Promise<void> => {
    if (name.trim() === "") return;
    const given = { name, parent: task.row.gid };
    if (await attempt("Not added", () => api("POST", "/site/task", Made, given))) setName("");
  };
  if (task.parts.length === 0 && !task.mayEdit) return null;
  return (
    <div className="task-part">
      <h3 className="task-part-head">Subtasks</h3>
      <ul className="rows">
        {task.parts.map((part) => (
          <li key={part.gid} className="row" data-done={part.completed || undefined}>
            <CompleteButton row={part} />
            <LinkTo to={`/0/${task.row.project ?? "0"}/${part.gid}${window.location.search}`} className="row-name">
              {part.name}
            </LinkTo>
            <span className="grow" />
            <Due row={part} />
            <Avatar gid={part.assignee} />
          </li>
        ))}
      </ul>
      {task.mayEdit ? (
        <form
          className="add-line"
          onSubmit={(event) => {
            event.preventDefault();
            void add();
          }}
        >
          <Plus />
          <input
            aria-label="Add a subtask"
            placeholder="Add subtask…"
            value={name}
            onChange={(event) => {
              setName(event.target.value);
            }}
          />
        </form>
      ) : null}
    </div>
  );
}
