// A task that lies in no project: it has the page to itself.
import { useSite } from "./site-context.ts";
import { TaskPane } from "./task-pane.tsx";

export function TaskPage({ task }: { task: string }) {
  const { go } = useSite();
  return (
    <div className="task-alone">
      <h1 className="hidden">Task</h1>
      <TaskPane
        task={task}
        close={() => {
          go("/my");
        }}
      />
    </div>
  );
}
