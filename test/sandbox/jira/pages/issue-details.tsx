// Status, and the fields at the right of an item.
import { type ReactNode, useState } from "react";
import { Avatar } from "../host/feedback.tsx";
import { type IssueView } from "../wire.ts";
import { act } from "./api.ts";
import { Chevron } from "../../base/pages/icons.tsx";
import { Flagged } from "./icons.tsx";
import { Menu } from "../../base/pages/menu.tsx";
import { message } from "../../base/pages/use-shell.ts";
import { useSite } from "./site-context.ts";

export function StatusMenu({ view }: { view: IssueView }) {
  const { site, flag, changed } = useSite();
  const status = site.statuses.find((entry) => entry.id === view.card.status);
  const move = async (transition: string): Promise<void> => {
    try {
      await act("POST", `/rest/api/3/issue/${view.card.id}/transitions`, { transition: { id: transition } });
    } catch (error) {
      flag({ id: "move", title: "Not moved", description: message(error), type: "error", actions: [] });
    }
    changed();
  };
  if (!view.mayEdit)
    return (
      <span className="status" data-category={status?.category}>
        {status?.name}
      </span>
    );
  return (
    <div className="status-row">
      <Menu
        label={`Status: ${status?.name ?? ""}. Change status`}
        className={`status status-${status?.category ?? "new"}`}
        items={site.statuses
          .filter((entry) => entry.id !== view.card.status)
          .map((entry) => ({ label: entry.name, run: () => void move(entry.transition) }))}
      >
        {status?.name}
        <Chevron />
      </Menu>
      {view.card.flagged ? (
        <span className="flagged">
          <Flagged /> Flagged
        </span>
      ) : null}
    </div>
  );
}

type Edit = (fields: Record<string, unknown>) => Promise<void>;

export function Details({ view, edit }: { view: IssueView; edit: Edit }) {
  const { site, go } = useSite();
  const { card } = view;
  const locked = !view.mayEdit;
  const owner = site.people.find((person) => person.accountId === card.assignee);
  return (
    <section className="details" aria-label="Fields">
      <h2>Details</h2>
      <dl>
        <Row name="Assignee" id="assignee">
          <span className="with-avatar">
            {owner ? <Avatar name={owner.name} /> : <span className="avatar avatar-none" aria-hidden="true" />}
            <select
              id="field-assignee"
              className="plain"
              disabled={locked}
              value={card.assignee ?? ""}
              onChange={(event) =>
                void edit({ assignee: event.target.value === "" ? null : { accountId: event.target.value } })
              }
            >
              <option value="">Unassigned</option>
              {site.people.map((person) => (
                <option key={person.accountId} value={person.accountId}>
                  {person.name}
                </option>
              ))}
            </select>
          </span>
        </Row>
        <Row name="Reporter">{view.reporter}</Row>
        <Row name="Due date" id="due">
          <input
            id="field-due"
            className="plain"
            type="date"
            disabled={locked}
            value={card.due ?? ""}
            onChange={(event) => void edit({ duedate: event.target.value === "" ? null : event.target.value })}
          />
        </Row>
        <Row name="Parent" id="parent">
          <Typed
            id="field-parent"
            value={card.parent ?? ""}
            disabled={locked || card.type === "Epic"}
            placeholder="None"
            save={(key) => edit({ parent: key === "" ? null : { key } })}
          />
          {card.parent === null ? null : (
            <button
              type="button"
              className="fk-link-button"
              onClick={() => {
                go(`/browse/${card.parent ?? ""}`);
              }}
            >
              Open
            </button>
          )}
        </Row>
        {card.subtask ? null : (
          <Row name="Story points" id="points">
            <Typed
              id="field-points"
              value={card.points === null ? "" : String(card.points)}
              disabled={locked}
              placeholder="None"
              number
              save={(text) => edit({ customfield_10016: text === "" ? null : Number(text) })}
            />
          </Row>
        )}
        <Row name="Priority" id="priority">
          <select
            id="field-priority"
            className="plain"
            disabled={locked}
            value={view.priority}
            onChange={(event) => void edit({ priority: { name: event.target.value } })}
          >
            {site.priorities.map((priority) => (
              <option key={priority.id}>{priority.name}</option>
            ))}
          </select>
        </Row>
        <Row name="Labels" id="labels">
          <Typed
            id="field-labels"
            value={view.labels.join(" ")}
            disabled={locked}
            placeholder="None"
            save={(text) => edit({ labels: text.split(/\s+/).filter((label) => label !== "") })}
          />
        </Row>
        <Row name="Flagged" id="flagged">
          <input
            id="field-flagged"
            type="checkbox"
            role="switch"
            className="fk-toggle"
            disabled={locked}
            checked={card.flagged}
            onChange={(event) =>
              void edit({ customfield_10021: event.target.checked ? [{ value: "Impediment" }] : null })
            }
          />
        </Row>
        {view.security === null ? null : <Row name="Security level">{view.security}</Row>}
        <Row name="Created">{moment(view.created)}</Row>
        <Row name="Updated">{moment(view.updated)}</Row>
      </dl>
    </section>
  );
}

export const moment = (at: string): string =>
  new Date(at).toLocaleString("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

function Row({ name, id, children }: { name: string; id?: string; children: ReactNode }) {
  return (
    <div className="detail">
      <dt>{id === undefined ? name : <label htmlFor={`field-${id}`}>{name}</label>}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Saved when left or with Enter; Escape takes it back. */
function Typed({
  id,
  value,
  disabled,
  placeholder,
  number = false,
  save,
}: {
  id: string;
  value: string;
  disabled: boolean;
  placeholder: string;
  number?: boolean;
  save: (text: string) => Promise<void>;
}) {
  const [text, setText] = useState<string>();
  const done = (): void => {
    if (text !== undefined && text.trim() !== value) void save(text.trim());
    setText(undefined);
  };
  return (
    <input
      id={id}
      className="plain"
      disabled={disabled}
      placeholder={placeholder}
      inputMode={number ? "decimal" : undefined}
      value={text ?? value}
      onChange={(event) => {
        setText(event.target.value);
      }}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") setText(undefined);
      }}
    />
  );
}
