// What a task waits for and what waits for it.
import { Rows, type TaskView } from "../wire.ts";
import { act } from "./api.ts";
import { Cross } from "./icons.tsx";
import { LinkTo } from "./link-to.tsx";
import { useSite } from "./site-context.ts";
import { useLoaded } from "./use-loaded.ts";

export function Waits({ task }: { task: TaskView }) {
  const { attempt } = useSite();
  const set = (gids: string[]): void =>
    void attempt("Not changed", () => act("POST", `/site/task/${task.row.gid}/waits`, { gids }));
  const gids = task.waitsFor.map(({ gid }) => gid);
  if (task.waitsFor.length + task.blocks.length === 0 && !task.mayEdit) return null;
  return (
    <div className="task-part">
      <h3 className="task-part-head">Dependencies</h3>
      <ul className="waits">
        {task.waitsFor.map((other) => (
          <li key={other.gid} data-done={other.completed || undefined}>
            <span className="quiet">{other.completed ? "Was blocked by" : "Blocked by"}</span>
            <LinkTo to={`/0/${task.row.project ?? "0"}/${other.gid}`}>{other.name}</LinkTo>
            {task.mayEdit ? (
              <button
                type="button"
                className="icon-button"
                aria-label={`No longer blocked by ${other.name}`}
                onClick={() => {
                  set(gids.filter((gid) => gid !== other.gid));
                }}
              >
                <Cross />
              </button>
            ) : null}
          </li>
        ))}
        {task.blocks.map((other) => (
          <li key={other.gid}>
            <span className="quiet">Blocking</span>
            <LinkTo to={`/0/${task.row.project ?? "0"}/${other.gid}`}>{other.name}</LinkTo>
          </li>
        ))}
      </ul>
      {task.mayEdit && task.row.project !== null ? (
        <AddWait
          task={task}
          project={task.row.project}
          add={(gid) => {
            set([...gids, gid]);
          }}
        />
      ) : null}
    </div>
  );
}

function AddWait({ task, project, add }: { task: TaskView; project: string; add: (gid: string) => void }) {
  const { value } = useLoaded(`/site/project/${project}`, Rows);
  const known = new Set([task.row.gid, ...task.waitsFor.map(({ gid }) => gid), ...task.blocks.map(({ gid }) => gid)]);
  return (
    <select
      aria-label="Add what blocks this task"
      className="add-wait"
      value=""
      onChange={(event) => {
        if (event.target.value !== "") add(event.target.value);
      }}
    >
      <option value="">Mark as blocked by…</option>
      {(value?.rows ?? [])
        .filter((row) => !known.has(row.gid))
        .map((row) => (
          <option key={row.gid} value={row.gid}>
            {row.name}
          </option>
        ))}
    </select>
  );
}
