// A project's board. A card moves by drag, or by its own menu.
import { type DragEvent, useState } from "react";
import { Avatar } from "../host/feedback.tsx";
import { Board, type Card, type Status } from "../wire.ts";
import { act } from "./api.ts";
import { Dots } from "../../base/pages/icons.tsx";
import { Flagged, Marked, TypeIcon } from "./icons.tsx";
import { Menu } from "../../base/pages/menu.tsx";
import { message } from "../../base/pages/use-shell.ts";
import { useSite } from "./site-context.ts";
import { useLoaded } from "./use-loaded.ts";

const shortDay = (day: string): string =>
  new Date(`${day}T12:00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

const SHOWN_WHEN_DONE = 30;

export function BoardPage({ project: wanted }: { project: string }) {
  const { site, flag, changed, create } = useSite();
  const project = site.projects.find((entry) => entry.key === wanted) ?? (wanted === "" ? site.projects[0] : undefined);
  const board = useLoaded(`/site/board/${project?.key ?? ""}`, Board);
  const [find, setFind] = useState("");
  const [over, setOver] = useState<string>();
  if (!project) return <Missing what="project" />;

  const move = async (card: Card, status: Status): Promise<void> => {
    if (card.status === status.id) return;
    try {
      await act("POST", `/rest/api/3/issue/${card.id}/transitions`, { transition: { id: status.transition } });
      changed();
    } catch (error) {
      flag({
        id: card.id,
        title: `${card.key} could not be moved`,
        description: message(error),
        type: "error",
        actions: [],
      });
    }
  };
  const wantedText = find.trim().toLowerCase();
  const cards = (board.value?.cards ?? []).filter(
    (card) => wantedText === "" || `${card.key} ${card.summary}`.toLowerCase().includes(wantedText),
  );
  const columns = site.statuses.filter(
    (status) => status.name !== "Won't do" || cards.some((card) => card.status === status.id),
  );
  return (
    <div className="board-page">
      <div className="page-head">
        <div>
          <h1>{project.name}</h1>
          <p className="quiet">
            {board.value ? `${String(cards.length)} ${cards.length === 1 ? "item" : "items"} on the board` : " "}
          </p>
        </div>
        <div className="page-tools">
          <input
            className="fk-input search"
            type="search"
            aria-label="Search this board"
            placeholder="Search this board"
            value={find}
            onChange={(event) => {
              setFind(event.target.value);
            }}
          />
          {project.mayCreate ? (
            <button
              type="button"
              className="button"
              onClick={() => {
                create(project.key);
              }}
            >
              Create in {project.key}
            </button>
          ) : null}
        </div>
      </div>
      {board.problem === undefined ? null : (
        <p className="wrong" role="alert">
          {board.problem}
        </p>
      )}
      <div className="board" role="group" aria-label={`Board of ${project.name}`} tabIndex={0}>
        {columns.map((status) => {
          const own = cards.filter((card) => card.status === status.id).reverse();
          const shown = status.category === "done" ? own.slice(0, SHOWN_WHEN_DONE) : own;
          return (
            <section
              key={status.id}
              className="column"
              aria-label={status.name}
              data-over={over === status.id || undefined}
              onDragOver={(event) => {
                event.preventDefault();
                setOver(status.id);
              }}
              onDragLeave={() => {
                setOver(undefined);
              }}
              onDrop={(event) => {
                event.preventDefault();
                setOver(undefined);
                const card = cards.find((entry) => entry.id === event.dataTransfer.getData("text/plain"));
                if (card) void move(card, status);
              }}
            >
              <h2 className="column-head">
                {status.name} <span className="count">{own.length}</span>
              </h2>
              <ul>
                {shown.map((card) => (
                  <BoardCard key={card.id} card={card} move={(to) => void move(card, to)} />
                ))}
              </ul>
              {own.length === 0 && board.value ? <p className="column-empty">Nothing here</p> : null}
              {shown.length < own.length ? (
                <p className="column-empty">{`and ${String(own.length - shown.length)} older`}</p>
              ) : null}
            </section>
          );
        })}
      </div>
    </div>
  );
}

function BoardCard({ card, move }: { card: Card; move: (status: Status) => void }) {
  const { site, go } = useSite();
  const start = (event: DragEvent): void => {
    event.dataTransfer.setData("text/plain", card.id);
    event.dataTransfer.effectAllowed = "move";
  };
  return (
    <li className="card" draggable onDragStart={start} data-flagged={card.flagged || undefined}>
      <div className="card-top">
        <a
          className="card-title"
          href={`/browse/${card.key}`}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey) return;
            event.preventDefault();
            go(`/browse/${card.key}`);
          }}
        >
          {card.summary}
        </a>
        <Menu
          label={`Move ${card.key}`}
          className="icon-button card-menu"
          align="end"
          items={[
            { heading: "Move to" },
            ...site.statuses
              .filter((entry) => entry.id !== card.status)
              .map((entry) => ({
                label: entry.name,
                run: () => {
                  move(entry);
                },
              })),
          ]}
        >
          <Dots />
        </Menu>
      </div>
      <CardFoot card={card} />
    </li>
  );
}

function CardFoot({ card }: { card: Card }) {
  const { site } = useSite();
  const owner = site.people.find((person) => person.accountId === card.assignee);
  const done = site.statuses.find((entry) => entry.id === card.status)?.category === "done";
  const overdue = card.due !== null && card.due < site.today && !done;
  return (
    <div className="card-foot">
      <TypeIcon type={card.type} />
      <span className="key" data-done={done || undefined}>
        {card.key}
      </span>
      {card.flagged ? <Flagged /> : null}
      {card.marked ? <Marked /> : null}
      <span className="card-space" />
      {card.due === null ? null : (
        <span className="due" data-late={overdue || undefined}>
          {overdue ? <span className="hidden">Overdue: </span> : null}
          {shortDay(card.due)}
        </span>
      )}
      {card.points === null ? null : (
        <span className="points">
          {card.points}
          <span className="hidden"> points</span>
        </span>
      )}
      <span className="card-owner">
        {owner ? <Avatar name={owner.name} /> : <span className="avatar avatar-none" aria-hidden="true" />}
        <span className="hidden">{owner?.name ?? "Unassigned"}</span>
      </span>
    </div>
  );
}

export function Missing({ what }: { what: string }) {
  const { site } = useSite();
  return (
    <div className="missing">
      <h1>{`This ${what} can't be shown`}</h1>
      <p>{`It doesn't exist, or ${site.me.name} may not see it. You can look as someone else at the top right.`}</p>
    </div>
  );
}
