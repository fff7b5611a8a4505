// Asana's own quick add: a task by hand, without the app.
import { useState } from "react";
import { Dialog } from "../../base/pages/dialog.tsx";
import { Made } from "../wire.ts";
import { api } from "./api.ts";
import { useSite } from "./site-context.ts";

export function CreateDialog({ project: first, close }: { project: string | undefined; close: () => void }) {
  const { site, attempt, go, toast } = useSite();
  const projects = site.projects.filter((project) => project.mayEdit);
  const [name, setName] = useState("");
  const [project, setProject] = useState(first ?? projects[0]?.gid ?? "");
  const [assignee, setAssignee] = useState(site.me.gid);
  const [due, setDue] = useState("");
  const [subtype, setSubtype] = useState("default_task");
  const add = async (): Promise<void> => {
    const given = {
      name,
      subtype,
      ...(project === "" ? {} : { project }),
      assignee: assignee === "" ? null : assignee,
      dueOn: due === "" ? null : due,
    };
    const done = await attempt("Not added", async () => {
      const { gid } = await api("POST", "/site/task", Made, given);
      const run = (): void => {
        go(`/0/${project === "" ? "0" : project}/${gid}`);
      };
      toast({ id: gid, text: `Added “${name}”`, action: { text: "Open", run } });
    });
    if (done) close();
  };
  return (
    <Dialog title="Add task" close={close} width="small">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <label className="stack-field">
          Task name
          <input
            value={name}
            required
            data-first
            onChange={(event) => {
              setName(event.target.value);
            }}
          />
        </label>
        <label className="stack-field">
          Project
          <select
            value={project}
            onChange={(event) => {
              setProject(event.target.value);
            }}
          >
            <option value="">No project: private to me</option>
            {projects.map((one) => (
              <option key={one.gid} value={one.gid}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
        <label className="stack-field">
          Kind
          <select
            value={subtype}
            onChange={(event) => {
              setSubtype(event.target.value);
            }}
          >
            <option value="default_task">Task</option>
            <option value="milestone">Milestone</option>
            <option value="approval">Approval</option>
          </select>
        </label>
        <label className="stack-field">
          Assignee
          <select
            value={assignee}
            onChange={(event) => {
              setAssignee(event.target.value);
            }}
          >
            <option value="">No assignee</option>
            {site.people.map((person) => (
              <option key={person.gid} value={person.gid}>
                {person.name}
              </option>
            ))}
          </select>
        </label>
        <label className="stack-field">
          Due date
          <input
            type="date"
            value={due}
            onChange={(event) => {
              setDue(event.target.value);
            }}
          />
        </label>
        <div className="dialog-foot">
          <button type="button" className="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" className="button button-primary" disabled={name.trim() === ""}>
            Add task
          </button>
        </div>
      </form>
    </Dialog>
  );
}
