// A task as a line of a list.
import { type Row } from "../wire.ts";
import { act } from "./api.ts";
import { Menu } from "../../base/pages/menu.tsx";
import { Avatar } from "./avatar.tsx";
import { CompleteButton } from "./complete-button.tsx";
import { dayName } from "./days.ts";
import { Dots } from "../../base/pages/icons.tsx";
import { Link, Parts } from "./icons.tsx";
import { LinkTo } from "./link-to.tsx";
import { useProject, useSite } from "./site-context.ts";

interface Props {
  row: Row;
  /** Without its fields and its menu. */
  brief?: boolean;
  current?: boolean;
}

export const addressOf = (row: Row): string => `/0/${row.project ?? "0"}/${row.gid}${window.location.search}`;

export function TaskRow({ row, brief = false, current = false }: Props) {
  const project = useProject(row.project);
  return (
    <li className="row" data-done={row.completed || undefined} data-current={current || undefined}>
      <CompleteButton row={row} />
      <LinkTo to={addressOf(row)} className="row-name">
        {row.name}
      </LinkTo>
      <RowSigns row={row} />
      <span className="grow" />
      {brief ? null : project?.fields.map((field) => <FieldCell key={field.gid} row={row} field={field.gid} />)}
      <Due row={row} />
      <Avatar gid={row.assignee} />
      {brief ? null : <MoveMenu row={row} />}
    </li>
  );
}

export function RowSigns({ row }: { row: Row }) {
  return (
    <>
      {row.status === null ? null : <span className="pill">{row.status}</span>}
      {row.approval === null || row.approval === "pending" ? null : (
        <span className="pill">{row.approval.replace("_", " ")}</span>
      )}
      {row.waits ? <span className="pill pill-warn">Blocked</span> : null}
      {row.parts === 0 ? null : (
        <span className="sign">
          <Parts />
          <span className="hidden">Subtasks: </span>
          {`${String(row.partsDone)}/${String(row.parts)}`}
        </span>
      )}
      {row.carriesWidget ? (
        <span className="sign">
          <Link />
        </span>
      ) : null}
    </>
  );
}

export function Due({ row }: { row: Row }) {
  const { site } = useSite();
  if (row.due === null) return <span className="due" />;
  const look = row.completed ? "done" : row.due < site.today ? "late" : row.due === site.today ? "today" : "later";
  return (
    <span className="due" data-look={look}>
      <span className="hidden">{look === "late" ? "Overdue: " : "Due: "}</span>
      {dayName(row.due, site.today)}
    </span>
  );
}

function FieldCell({ row, field: gid }: { row: Row; field: string }) {
  const project = useProject(row.project);
  const field = project?.fields.find((entry) => entry.gid === gid);
  const value = row.fields[gid];
  const option = field?.options.find((entry) => entry.gid === value);
  return (
    <span className="cell">
      {value === undefined ? null : (
        <>
          <span className="hidden">{`${field?.name ?? ""}: `}</span>
          <span className={option ? "pill" : "clip"} data-color={option?.color}>
            {option?.name ?? String(value)}
          </span>
        </>
      )}
    </span>
  );
}

export function MoveMenu({ row }: { row: Row }) {
  const { attempt } = useSite();
  const project = useProject(row.project);
  if (!project?.mayEdit) return <span className="cell-menu" />;
  return (
    <span className="cell-menu">
      <Menu
        label={`Move ${row.name}`}
        className="icon-button"
        align="end"
        items={[
          { heading: "Move to section" },
          ...project.sections
            .filter((section) => section.gid !== row.section)
            .map((section) => ({
              label: section.name,
              run: () =>
                void attempt("Not moved", () =>
                  act("POST", `/site/task/${row.gid}/place`, { project: project.gid, section: section.gid }),
                ),
            })),
        ]}
      >
        <Dots />
      </Menu>
    </span>
  );
}
