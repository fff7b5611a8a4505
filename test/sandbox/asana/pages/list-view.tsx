// A project as a list: section by section, with a line to add a task in each.
import { useState } from "react";
import { Made, type ProjectInfo, type Row } from "../wire.ts";
import { api } from "./api.ts";
import { Plus } from "./icons.tsx";
import { useSite } from "./site-context.ts";
import { TaskRow } from "./task-row.tsx";

interface Props {
  project: ProjectInfo;
  rows: Row[];
  open: string;
}

export function ListView({ project, rows, open }: Props) {
  return (
    <div className="list">
      <div className="list-head" aria-hidden="true">
        <span className="grow">Task name</span>
        {project.fields.map((field) => (
          <span key={field.gid} className="cell">
            {field.name}
          </span>
        ))}
        <span className="due">Due</span>
        <span className="list-head-end" />
      </div>
      {project.sections.map((section) => {
        const own = rows.filter((row) => row.section === section.gid);
        return (
          <section key={section.gid} className="section" aria-label={section.name}>
            <h2 className="section-head">
              {section.name} <span className="count">{own.length}</span>
            </h2>
            <ul className="rows">
              {own.map((row) => (
                <TaskRow key={row.gid} row={row} current={row.gid === open} />
              ))}
            </ul>
            {project.mayEdit ? <AddLine project={project.gid} section={section.gid} name={section.name} /> : null}
          </section>
        );
      })}
    </div>
  );
}

export function AddLine({ project, section, name }: { project: string; section: string; name: string }) {
  const { attempt } = useSite();
  const [text, setText] = useState("");
  const add = async (): Promise<void> => {
    if (text.trim() === "") return;
    const done = await attempt("Not added", () => api("POST", "/site/task", Made, { name: text, project, section }));
    if (done) setText("");
  };
  return (
    <form
      className="add-line"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <Plus />
      <input
        aria-label={`Add a task to ${name}`}
        placeholder="Add task…"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
        }}
      />
    </form>
  );
}
