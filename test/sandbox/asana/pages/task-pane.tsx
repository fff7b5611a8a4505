// The open task: everything about it, and the app's card or the way to it.
import { useEffect, useRef } from "react";
import { TaskView } from "../wire.ts";
import { AppSlot } from "./app-slot.tsx";
import { Cross } from "./icons.tsx";
import { Missing } from "./missing.tsx";
import { TaskActions } from "./task-actions.tsx";
import { Attachments } from "./task-attachments.tsx";
import { Comments } from "./task-comments.tsx";
import { TaskData } from "./task-data.tsx";
import { TaskFields } from "./task-fields.tsx";
import { Description, TaskName } from "./task-text.tsx";
import { Subtasks } from "./task-subtasks.tsx";
import { Waits } from "./task-waits.tsx";
import { useLoaded } from "./use-loaded.ts";

export function TaskPane({ task: gid, close }: { task: string; close: () => void }) {
  const { value: task, problem } = useLoaded(`/site/task/${gid}`, TaskView);
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    pane.current?.focus();
  }, []);
  return (
    <section
      className="pane"
      aria-label={task === undefined ? "Task" : `Task: ${task.row.name}`}
      ref={pane}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented && event.target === pane.current) close();
      }}
    >
      <div className="pane-bar">
        {task ? <TaskActions task={task} close={close} /> : <span className="grow" />}
        <button type="button" className="icon-button" aria-label="Close this task" onClick={close}>
          <Cross />
        </button>
      </div>
      {problem === undefined ? null : <Missing what="task" />}
      {task ? (
        <div className="pane-body">
          <TaskName task={task} />
          <AppSlot task={task} />
          <TaskFields task={task} />
          <Description task={task} />
          <Subtasks task={task} />
          <Waits task={task} />
          <Attachments task={task} />
          <TaskData task={task} />
          <Comments task={task} />
        </div>
      ) : null}
    </section>
  );
}
