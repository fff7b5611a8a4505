// One item: title, status, details, the app's panels, what happened.
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { type z } from "zod";
import { AppStatus, type Card, IssueView, type ModuleInfo } from "../wire.ts";
import { act, api } from "./api.ts";
import { AppModule } from "./app-module.tsx";
import { Missing } from "./board-page.tsx";
import { Dialog } from "../../base/pages/dialog.tsx";
import { TypeIcon } from "./icons.tsx";
import { Details, StatusMenu } from "./issue-details.tsx";
import { IssueActions } from "./issue-actions.tsx";
import { Activity } from "./issue-activity.tsx";
import { message, useSite } from "./site-context.ts";
import { useLoaded } from "./use-loaded.ts";

export function IssuePage({ issue }: { issue: string }) {
  const { site, flag, changed } = useSite();
  const loaded = useLoaded(`/site/issue/${issue}`, IssueView);
  const [action, setAction] = useState<ModuleInfo>();
  const view = loaded.value;
  useEffect(() => {
    if (view) document.title = `${view.card.key} ${view.card.summary}`;
  }, [view]);
  if (!view)
    return loaded.problem === undefined ? (
      <div className="loading" role="status" aria-label="Loading" />
    ) : (
      <Missing what="item" />
    );
  if (loaded.problem !== undefined) return <Missing what="item" />;

  const edit = async (fields: Record<string, unknown>): Promise<void> => {
    try {
      await act("PUT", `/rest/api/3/issue/${view.card.id}`, { fields });
    } catch (error) {
      flag({ id: "edit", title: "Not saved", description: message(error), type: "error", actions: [] });
    }
    changed();
  };
  const kinds = (kind: string): ModuleInfo[] => site.modules.filter((module) => module.kind === kind);
  return (
    <div className="issue">
      <div className="issue-main">
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
        <div className="issue-head">
          <Title view={view} save={(summary) => edit({ summary })} />
          <IssueActions view={view} openAction={setAction} />
        </div>
        <section aria-label="Description" className="issue-text">
          <h2>Description</h2>
          {view.description === "" ? (
            <p className="quiet">No description</p>
          ) : (
            view.description.split("\n").map((line, at) => <p key={at}>{line}</p>)
          )}
        </section>
        <Children view={view} />
        {kinds("jira:issuePanel").map((module) => (
          <Panel key={`${module.key} ${site.me.accountId}`} module={module} issue={view.card.id} />
        ))}
        <Activity view={view} />
      </div>
      <aside className="issue-side" aria-label="Details of this item">
        <StatusMenu view={view} />
        <Details view={view} edit={edit} />
        {kinds("jira:issueContext").map((module) => (
          <ContextPanel key={`${module.key} ${site.me.accountId}`} module={module} issue={view.card.id} />
        ))}
      </aside>
      {action ? (
        <Dialog
          title={action.title}
          close={() => {
            setAction(undefined);
          }}
          width={action.size ?? "medium"}
        >
          <InPlace
            module={action}
            issue={view.card.id}
            close={() => {
              setAction(undefined);
            }}
          />
        </Dialog>
      ) : null}
    </div>
  );
}

function InPlace({ module, issue, close }: { module: ModuleInfo; issue: string; close?: () => void }) {
  const place = useMemo(() => ({ moduleKey: module.key, issue }), [module.key, issue]);
  return <AppModule module={module} place={place} {...(close ? { close } : {})} />;
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

function Title({ view, save }: { view: IssueView; save: (summary: string) => Promise<void> }) {
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

/** Like Jira's: a panel of the app above the activity. */
function Panel({ module, issue }: { module: ModuleInfo; issue: string }) {
  const [open, setOpen] = useState(true);
  return (
    <section className="panel" aria-label={module.title}>
      <h2>
        <button
          type="button"
          className="panel-head"
          aria-expanded={open}
          onClick={() => {
            setOpen(!open);
          }}
        >
          <span className="twist" data-open={open || undefined} aria-hidden="true" />
          {module.title}
        </button>
      </h2>
      {open ? <InPlace module={module} issue={issue} /> : null}
    </section>
  );
}

/** In the right column, closed at first, with a lozenge from the app's dynamic properties. */
function ContextPanel({ module, issue }: { module: ModuleInfo; issue: string }) {
  const { version } = useSite();
  const [open, setOpen] = useState(false);
  const [status, setStatus] = useState<AppStatusValue>(null);
  useEffect(() => {
    let current = true;
    api("POST", "/site/status", AppStatus, { moduleKey: module.key, issue }).then(
      (read) => {
        if (current) setStatus(read);
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [module.key, issue, version]);
  return (
    <section className="context" aria-label={module.title}>
      <h2>
        <button
          type="button"
          className="panel-head"
          aria-expanded={open}
          onClick={() => {
            setOpen(!open);
          }}
        >
          <span className="twist" data-open={open || undefined} aria-hidden="true" />
          {module.title}
          <StatusSign status={status} />
        </button>
      </h2>
      {open ? <InPlace module={module} issue={issue} /> : null}
    </section>
  );
}

type AppStatusValue = z.infer<typeof AppStatus>;

function StatusSign({ status }: { status: AppStatusValue }) {
  if (status?.value === undefined) return null;
  const label = typeof status.value === "string" ? status.value : (status.value.label ?? "");
  const look = typeof status.value === "string" ? "default" : (status.value.type ?? "default");
  return (
    <span className="fk-lozenge" data-look={look}>
      {label}
    </span>
  );
}

function Children({ view }: { view: IssueView }) {
  const { site, go } = useSite();
  const row = (card: Pick<Card, "key" | "summary">, what: string, status?: string, type?: string): ReactNode => (
    <li key={`${what}${card.key}`}>
      <a
        href={`/browse/${card.key}`}
        onClick={(event) => {
          event.preventDefault();
          go(`/browse/${card.key}`);
        }}
      >
        {type === undefined ? null : <TypeIcon type={type} />}
        <span className="key">{card.key}</span>
        <span className="grow">{card.summary}</span>
        <span className="quiet">{status ?? what}</span>
      </a>
    </li>
  );
  return (
    <>
      {view.children.length === 0 ? null : (
        <section aria-label="Child work items">
          <h2>Child work items</h2>
          <ul className="rows">
            {view.children.map((card) =>
              row(card, "child", site.statuses.find((status) => status.id === card.status)?.name, card.type),
            )}
          </ul>
        </section>
      )}
      {view.links.length === 0 ? null : (
        <section aria-label="Linked work items">
          <h2>Linked work items</h2>
          <ul className="rows">{view.links.map((link) => row(link, link.what))}</ul>
        </section>
      )}
    </>
  );
}
