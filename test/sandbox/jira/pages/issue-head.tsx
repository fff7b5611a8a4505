// An item's head: where it stands, and its title, which is edited in place.
import { type ReactNode, useState } from "react";
import { type IssueView } from "../wire.ts";
import { TypeIcon } from "./icons.tsx";
import { useSite } from "./site-context.ts";

export function Crumbs({ view }: { view: IssueView }) {
  const { site } = useSite();
  return (
    <nav aria-label="Where this item stands" className="crumbs">
      <ol>
        <Crumb to={`/projects/${view.card.project}`}>
          {site.projects.find((project) => project.key === view.card.project)?.name ?? view.card.project}
        </Crumb>
        {view.parents.map((parent) => (
          <Crumb key={parent.key} to={`/browse/${parent.key}`} title={parent.summary}>
            {parent.key}
          </Crumb>
        ))}
        <li>
          <TypeIcon type={view.card.type} /> {view.card.key}
        </li>
      </ol>
    </nav>
  );
}

function Crumb({ to, title, children }: { to: string; title?: string; children: ReactNode }) {
  const { go } = useSite();
  return (
    <li>
      <a
        href={to}
        title={title}
        onClick={(event) => {
          event.preventDefault();
          go(to);
        }}
      >
        {children}
      </a>
    </li>
  );
}

export function Title({ view, save }: { view: IssueView; save: (summary: string) => Promise<void> }) {
  const [text, setText] = useState<string>();
  if (text === undefined) {
    return (
      <h1 className="issue-title">
        {view.card.summary}
        {view.mayEdit ? (
          <button
            type="button"
            className="icon-button title-edit"
            aria-label="Edit title"
            onClick={() => {
              setText(view.card.summary);
            }}
          >
            <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
              <path d="M3 11.2 10.8 3.4l1.8 1.8L4.8 13H3z" fill="none" stroke="currentColor" strokeWidth="1.3" />
            </svg>
          </button>
        ) : null}
      </h1>
    );
  }
  return (
    <form
      className="title-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save(text).then(() => {
          setText(undefined);
        });
      }}
    >
      <input
        className="fk-input"
        aria-label="Title"
        maxLength={255}
        autoFocus
        value={text}
        onChange={(event) => {
          setText(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") setText(undefined);
        }}
      />
      <button type="submit" className="button button-primary">
        Save
      </button>
      <button
        type="button"
        className="button"
        onClick={() => {
          setText(undefined);
        }}
      >
        Cancel
      </button>
    </form>
  );
}
