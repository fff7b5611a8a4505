// What stands above a task: complete it, copy it, take it away.
import { Menu } from "../../base/pages/menu.tsx";
import { Made, type TaskView } from "../wire.ts";
import { act, api } from "./api.ts";
import { Dots } from "../../base/pages/icons.tsx";
import { Check } from "./icons.tsx";
import { useSite } from "./site-context.ts";

export function TaskActions({ task, close }: { task: TaskView; close: () => void }) {
  const { attempt, go, toast } = useSite();
  const { row } = task;
  const path = `/site/task/${row.gid}`;
  const put = (what: object): void => void attempt("Not changed", () => act("PUT", path, what));
  const copy = () =>
    attempt("Not copied", async () => {
      const { gid } = await api("POST", `${path}/duplicate`, Made);
      go(`/0/${row.project ?? "0"}/${gid}${window.location.search}`);
    });
  const remove = async (): Promise<void> => {
    const done = await attempt("Not deleted", () => act("DELETE", path));
    if (!done) return;
    close();
    const undo = (): void => void attempt("Not restored", () => act("POST", `${path}/restore`));
    toast({ id: row.gid, text: `Deleted “${row.name}”`, action: { text: "Undo", run: undo } });
  };
  if (!task.mayEdit) return <span className="grow quiet">You may read this task.</span>;
  return (
    <>
      {row.type === "approval" && !row.completed ? (
        <span className="verdicts" role="group" aria-label="Verdict">
          {(["approved", "changes_requested", "rejected"] as const).map((approval) => (
            <button
              key={approval}
              type="button"
              className="button"
              onClick={() => {
                put({ approval });
              }}
            >
              {{ approved: "Approve", changes_requested: "Request changes", rejected: "Reject" }[approval]}
            </button>
          ))}
        </span>
      ) : (
        <button
          type="button"
          className="button button-complete"
          aria-pressed={row.completed}
          onClick={() => {
            put({ completed: !row.completed });
          }}
        >
          <Check /> {row.completed ? "Completed" : "Mark complete"}
        </button>
      )}
      <span className="grow" />
      <Menu
        label="More actions"
        className="icon-button"
        align="end"
        items={[
          { label: "Duplicate task", run: () => void copy() },
          { label: "Delete task", danger: true, run: () => void remove() },
        ]}
      >
        <Dots />
      </Menu>
    </>
  );
}
