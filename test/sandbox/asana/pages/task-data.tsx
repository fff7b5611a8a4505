// What apps keep with a task. Asana shows it to nobody; here it helps to see it.
import { type TaskView } from "../wire.ts";

export function TaskData({ task }: { task: TaskView }) {
  if (task.external.length === 0) return null;
  return (
    <details className="task-part">
      <summary>Custom data of the app (Asana itself does not show it)</summary>
      {task.external.map((data) => (
        <pre key={data.gid} tabIndex={0}>{`${data.gid}\n${data.data}`}</pre>
      ))}
    </details>
  );
}
