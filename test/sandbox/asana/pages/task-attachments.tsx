// Attachments that are no card of the app.
import { type TaskView } from "../wire.ts";
import { Clip } from "./icons.tsx";

export function Attachments({ task }: { task: TaskView }) {
  const plain = task.attachments.filter(({ widget }) => !widget || !task.hasApp);
  if (plain.length === 0) return null;
  return (
    <div className="task-part">
      <h3 className="task-part-head">Attachments</h3>
      <ul className="files">
        {plain.map((file) => (
          <li key={file.gid}>
            <Clip />
            {file.url === null ? (
              <span>{file.name}</span>
            ) : (
              <a href={file.url} target="_blank" rel="noreferrer">
                {file.name}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
