// Assignee, due date, place, status and custom fields of a task.
import { type ReactNode, useEffect, useState } from "react";
import { type FieldInfo, type TaskView } from "../wire.ts";
import { act } from "./api.ts";
import { Avatar } from "./avatar.tsx";
import { useSite } from "./site-context.ts";

interface Props {
  task: TaskView;
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <label className="field-line">
      <span className="field-name">{name}</span>
      {children}
    </label>
  );
}

export function TaskFields({ task }: Props) {
  const { site, attempt } = useSite();
  const { row } = task;
  const put = (values: object): void => void attempt("Not changed", () => act("PUT", `/site/task/${row.gid}`, values));
  const statuses = site.statuses.filter(
    ({ type }) => type === site.statuses.find((status) => status.gid === task.statusOption)?.type,
  );
  return (
    <div className="fields">
      <Line name="Assignee">
        <span className="field-person">
          <span aria-hidden="true">
            <Avatar gid={row.assignee} />
          </span>
          <select
            value={row.assignee ?? ""}
            disabled={!task.mayEdit}
            onChange={(event) => {
              put({ assignee: event.target.value === "" ? null : event.target.value });
            }}
          >
            <option value="">No assignee</option>
            {site.people.map((person) => (
              <option key={person.gid} value={person.gid}>
                {person.name}
              </option>
            ))}
          </select>
        </span>
      </Line>
      <Line name="Due date">
        <input
          type="date"
          value={row.due ?? ""}
          disabled={!task.mayEdit}
          onChange={(event) => {
            put({ dueOn: event.target.value === "" ? null : event.target.value });
          }}
        />
      </Line>
      {task.places.map((place) => (
        <PlaceLine key={place.project} task={task} place={place} />
      ))}
      {statuses.length === 0 ? null : (
        <Line name="Status">
          <select
            value={task.statusOption ?? ""}
            disabled={!task.mayEdit}
            onChange={(event) => {
              put({ statusOption: event.target.value });
            }}
          >
            {statuses.map((status) => (
              <option key={status.gid} value={status.gid}>
                {status.name}
              </option>
            ))}
          </select>
        </Line>
      )}
      <CustomFields task={task} put={put} />
    </div>
  );
}

function PlaceLine({ task, place }: Props & { place: TaskView["places"][number] }) {
  const { site, attempt } = useSite();
  const project = site.projects.find(({ gid }) => gid === place.project);
  if (!project) return null;
  return (
    <Line name={project.name}>
      <select
        value={place.section}
        disabled={!project.mayEdit}
        onChange={(event) => {
          const where = { project: project.gid, section: event.target.value };
          void attempt("Not moved", () => act("POST", `/site/task/${task.row.gid}/place`, where));
        }}
      >
        {project.sections.map((section) => (
          <option key={section.gid} value={section.gid}>
            {section.name}
          </option>
        ))}
      </select>
    </Line>
  );
}

function CustomFields({ task, put }: Props & { put: (values: object) => void }) {
  const { site } = useSite();
  const fields = new Map(
    task.places.flatMap((place) => {
      const project = site.projects.find(({ gid }) => gid === place.project);
      return (project?.fields ?? []).map((field): [string, FieldInfo] => [field.gid, field]);
    }),
  );
  return [...fields.values()].map((field) => (
    <Line key={field.gid} name={field.name}>
      {field.type === "enum" ? (
        <select
          value={String(task.row.fields[field.gid] ?? "")}
          disabled={!task.mayEdit}
          onChange={(event) => {
            put({ fields: { [field.gid]: event.target.value === "" ? null : event.target.value } });
          }}
        >
          <option value="">None</option>
          {field.options.map((option) => (
            <option key={option.gid} value={option.gid}>
              {option.name}
            </option>
          ))}
        </select>
      ) : (
        <Typed task={task} field={field} put={put} />
      )}
    </Line>
  ));
}

function Typed({ task, field, put }: Props & { field: FieldInfo; put: (values: object) => void }) {
  const kept = String(task.row.fields[field.gid] ?? "");
  const [text, setText] = useState(kept);
  useEffect(() => {
    setText(kept);
  }, [kept]);
  const keep = (): void => {
    if (text === kept) return;
    const value = text === "" ? null : field.type === "number" ? Number(text) : text;
    put({ fields: { [field.gid]: value } });
  };
  return (
    <input
      type={field.type === "number" ? "number" : "text"}
      value={text}
      placeholder="None"
      disabled={!task.mayEdit}
      onChange={(event) => {
        setText(event.target.value);
      }}
      onBlur={keep}
    />
  );
}
