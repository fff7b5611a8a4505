// A project as a board. A card moves by drag, or by its own menu.
import { type DragEvent, useState } from "react";
import { type ProjectInfo, type Row } from "../wire.ts";
import { act } from "./api.ts";
import { Avatar } from "./avatar.tsx";
import { CompleteButton } from "./complete-button.tsx";
import { LinkTo } from "./link-to.tsx";
import { AddLine } from "./list-view.tsx";
import { useSite } from "./site-context.ts";
import { addressOf, Due, MoveMenu, RowSigns } from "./task-row.tsx";

interface Props {
  project: ProjectInfo;
  rows: Row[];
  open: string;
}

export function BoardView({ project, rows, open }: Props) {
  const { attempt } = useSite();
  const [over, setOver] = useState<string>();
  const drop = (event: DragEvent, section: string): void => {
    event.preventDefault();
    setOver(undefined);
    const row = rows.find((entry) => entry.gid === event.dataTransfer.getData("text/plain"));
    if (row && row.section !== section)
      void attempt("Not moved", () => act("POST", `/site/task/${row.gid}/place`, { project: project.gid, section }));
  };
  return (
    <div className="board" role="group" aria-label={`Board of ${project.name}`} tabIndex={0}>
      {project.sections.map((section) => {
        const own = rows.filter((row) => row.section === section.gid);
        return (
          <section
            key={section.gid}
            className="column"
            aria-label={section.name}
            data-over={over === section.gid || undefined}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(section.gid);
            }}
            onDragLeave={() => {
              setOver(undefined);
            }}
            onDrop={(event) => {
              drop(event, section.gid);
            }}
          >
            <h2 className="column-head">
              {section.name} <span className="count">{own.length}</span>
            </h2>
            <ul>
              {own.map((row) => (
                <BoardCard key={row.gid} row={row} current={row.gid === open} />
              ))}
            </ul>
            {project.mayEdit ? <AddLine project={project.gid} section={section.gid} name={section.name} /> : null}
          </section>
        );
      })}
    </div>
  );
}

function BoardCard({ row, current }: { row: Row; current: boolean }) {
  const start = (event: DragEvent): void => {
    event.dataTransfer.setData("text/plain", row.gid);
    event.dataTransfer.effectAllowed = "move";
  };
  return (
    <li
      className="card"
      draggable
      onDragStart={start}
      data-done={row.completed || undefined}
      data-current={current || undefined}
    >
      <div className="card-top">
        <CompleteButton row={row} />
        <LinkTo to={addressOf(row)} className="card-title">
          {row.name}
        </LinkTo>
        <MoveMenu row={row} />
      </div>
      <div className="card-foot">
        <Avatar gid={row.assignee} />
        <Due row={row} />
        <span className="grow" />
        <RowSigns row={row} />
      </div>
    </li>
  );
}
